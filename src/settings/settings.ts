import type { CompareTest } from '../engine/model.ts';
import type { Mode, Overrides } from '../engine/modes.ts';
import type { Substitution } from '../engine/naming/substitution.ts';

/** All `albumSync.*` settings of one workspace folder, checked and with defaults filled in. */
export interface Settings {
  /** Photo folders relative to the workspace folder, with `/`; the first one receives remote-only albums. */
  readonly folders: readonly string[];
  readonly service: string;
  readonly mode: Mode;
  readonly overrides: Overrides;
  readonly compare: readonly CompareTest[];
  /** Seconds. */
  readonly dateTolerance: number;
  readonly naming: {
    readonly templates: readonly string[];
    readonly extract?: Substitution | undefined;
    readonly replace?: Substitution | undefined;
    readonly rootAlbum: string;
  };
  readonly albums: ReadonlyMap<string, string>;
  readonly formats: 'photo' | 'video' | 'both';
  readonly exclude: readonly string[];
  readonly excludeAlbums: readonly string[];
  readonly allowDelete: 'neither' | 'local' | 'remote' | 'both';
  readonly deleteDuplicates: boolean;
  readonly purgeEmptyAlbums: boolean;
  /** Pixels of the longest side; 0 sends originals. */
  readonly shrink: number;
  readonly updateAlbumMetadata: boolean;
  /** `YYYY-MM-DD`. */
  readonly since?: string | undefined;
  /** Bytes. */
  readonly maxVideoSize: number;
  readonly maxAlbumItems?: number | undefined;
  /** A number of deletions, or a share of the items from 0 to 1. */
  readonly maxDeletes: { readonly count: number } | { readonly share: number };
  readonly concurrency: number;
  readonly gallery: { readonly path: string; readonly thumbnails: boolean; readonly language: 'en' | 'de' };
  readonly googleDrive: {
    /** What may be seen: what Album Sync made, or all files of the account. */
    readonly scope: 'file' | 'all';
    /** Who may see new albums: their owner, or anyone with the link. */
    readonly share: 'no' | 'link';
  };
}

/** Settings as somebody wrote them: keys without the prefix, such as `naming.templates`. */
export type RawSettings = Readonly<Record<string, unknown>>;

export const PREFIX = 'albumSync.';
