import { setImmediate as breathe } from 'node:timers/promises';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { filesBelow, type FileBelow } from '../../local/filesBelow.ts';
import { modifiedMs } from '../../local/fingerprint.ts';
import { pathKey } from '../../local/safeName.ts';
import { isTemporaryName } from '../../local/safeWrite.ts';
import type { FileState } from './entry.ts';
import { INDEX_PAGE, MANIFEST } from './layout.ts';

/** A regular file in an album's folder that may be an item. */
export interface AlbumFile extends FileState {
  /** Path in the album's folder, with `/`. */
  readonly path: string;
  readonly stamp: Fingerprint;
}

/** How many files are looked at before others get their turn. */
const BREATH = 256;

/**
 * All files of an album's folder except the gallery's own. Reading the names and looking at each file once is three to ten
 * times faster synchronously than through promises. Throws what the disk throws, and the signal's reason when it is aborted.
 */
export async function walkAlbum(folder: string, signal: AbortSignal): Promise<readonly AlbumFile[]> {
  const files: AlbumFile[] = [];
  for (const found of filesBelow(folder, isOwn)) {
    files.push(albumFile(found));
    if (files.length % BREATH === 0) {
      await breathe();
      signal.throwIfAborted();
    }
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function albumFile({ path, look }: FileBelow): AlbumFile {
  return { path, size: look.size, modifiedMs: modifiedMs(look), stamp: look };
}

/** Names that the gallery keeps for itself in an album's folder, also on a disk that ignores case. */
export const RESERVED_KEYS: ReadonlySet<string> = new Set([INDEX_PAGE, MANIFEST].map(pathKey));

function isOwn(itemPath: string, name: string): boolean {
  return RESERVED_KEYS.has(pathKey(itemPath)) || isTemporaryName(name);
}
