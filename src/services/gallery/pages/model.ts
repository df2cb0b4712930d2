/** One photo or video as a page shows it. Addresses are relative to the page. */
export interface PageItem {
  readonly name: string;
  readonly address: string;
  /** How the page can show it: as a picture, as a video, or only as a file to download. */
  readonly kind: 'photo' | 'video' | 'file';
  /** What the tile shows: the thumbnail, or the original where there is none. */
  readonly picture?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly caption?: string | undefined;
  readonly capturedAt?: string | undefined;
  /** Bytes of the stored file. */
  readonly size?: number | undefined;
  /** `HEIC`, `NEF`, …; empty where nobody knows it. */
  readonly format: string;
  readonly tagged: boolean;
}

export interface AlbumPageModel {
  readonly title: string;
  /** In the order of the page: by capture date, then those without one, each by name. */
  readonly items: readonly PageItem[];
}

export interface AlbumCard {
  readonly title: string;
  readonly address: string;
  /** Undefined for an album that cannot be read. */
  readonly counts?: { readonly photos: number; readonly videos: number } | undefined;
  /** First and last capture date. */
  readonly range?: readonly [string, string] | undefined;
  readonly cover?: {
    readonly picture: string;
    readonly width?: number | undefined;
    readonly height?: number | undefined;
  };
}

/** Addresses of the stylesheet, the script and the icon, with what tells a new version from a cached one. */
export interface AssetAddresses {
  readonly style: string;
  readonly script: string;
  readonly icon: string;
}
