import type { SeenFolder } from '../folderLook.ts';

/** Albums of a gallery that threads look at together, as it passes from one to another. */
export interface AlbumsTask {
  /** Absolute path of the gallery. */
  readonly root: string;
  readonly slugs: readonly string[];
  /** ms since 1970 UTC. */
  readonly now: number;
  /** See `FolderTask`. */
  readonly memory: SharedArrayBuffer;
}

/** That all albums are taken, and what was seen of those of the thread, by their places. */
export interface SeenAlbums {
  readonly albums: readonly (readonly [index: number, seen: SeenAlbum])[];
}

/** All that lies in the folder of an album, at which nobody is at work. */
export interface SeenAlbum extends SeenFolder {
  /** The paths in that folder of all that has numbers, in their order, with `BETWEEN_PATHS` between them. */
  readonly files: string;
  /** Whether something lies there that is half-written. */
  readonly hasTemporaries: boolean;
}

/** No path has it. */
export const BETWEEN_PATHS = '\0';
