/** Who asks: a person, through an app. What an app made is visible to that app only. */
export interface Viewer {
  /** E-mail of the account. */
  readonly account: string;
  readonly clientId: string;
}

/** What stands in the bytes of a photo or video. */
export interface MediaFacts {
  readonly kind: 'photo' | 'video';
  readonly mimeType: string;
  readonly width?: number;
  readonly height?: number;
  /** When it was taken, by the clock of the camera. */
  readonly capturedMs?: number;
  readonly camera: CameraFacts;
}

/** Named as in the API. */
export interface CameraFacts {
  readonly cameraMake?: string;
  readonly cameraModel?: string;
  readonly focalLength?: number;
  readonly apertureFNumber?: number;
  readonly isoEquivalent?: number;
  readonly exposureTime?: string;
}

/** A photo or video in somebody's library. */
export interface StoredItem {
  readonly id: string;
  readonly account: string;
  /** The app that created it; undefined for what the person uploaded with Google's own apps. */
  readonly clientId: string | undefined;
  readonly bytes: Buffer;
  readonly filename: string;
  readonly uploadedMs: number;
  readonly facts: MediaFacts;
  description: string;
}

/** A place in an album: an item, or a text or map between the items. */
export interface Entry {
  readonly kind: 'item' | 'enrichment';
  readonly id: string;
}

export interface StoredAlbum {
  readonly id: string;
  readonly account: string;
  readonly clientId: string | undefined;
  title: string;
  /** Id of the item that was chosen; the first one unless chosen. */
  cover: string | undefined;
  entries: readonly Entry[];
}

/** When it was taken, or else when it came. */
export function creationMs({ facts, uploadedMs }: StoredItem): number {
  return facts.capturedMs ?? uploadedMs;
}
