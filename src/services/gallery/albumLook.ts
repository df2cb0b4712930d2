import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { byName, FolderLook } from '../../local/folderLook.ts';
import { BETWEEN_PATHS, type SeenAlbum } from '../../local/looking/albumsTask.ts';
import { isTemporaryName } from '../../local/safeWrite.ts';
import { whatIsAt } from '../../local/whatIsAt.ts';
import { INDEX_PAGE } from './layout.ts';
import type { Layout } from './layout.ts';
import { stampOf } from './look.ts';
import { OutsideRecorder } from './outsideLook.ts';
import type { OutsideLook } from './outsideLook.ts';

/** How an album looks without anything of it being read. */
export interface AlbumLook {
  /** Stands for its manifest, its journal and every file in its folder, also one that is edited in place. */
  readonly digest: string;
  /** False when something changed a moment ago, so that another content could look the same. */
  readonly isSteady: boolean;
  /** How it looked from outside meanwhile; missing where that tells nothing. */
  readonly outside: OutsideLook | undefined;
  /** Whether something lies there that is half-written; not said of a look that was only remembered. */
  readonly hasTemporaries?: boolean | undefined;
}

/**
 * Looks at every file of an album; undefined where that cannot be done.
 * @param now ms since 1970 UTC
 * @param known how files looked that were looked at a while ago, by their path in the album's folder. One that changed since gives
 * a digest that the album never has again, so that it is looked at once more.
 */
export function albumLook(
  slug: string,
  layout: Layout,
  now: number,
  known: Known = () => undefined,
): AlbumLook | undefined {
  const look = new FolderLook(now);
  try {
    const outside = new OutsideRecorder(slug, layout, now);
    const journal = stampOf(layout.journal(slug));
    if (journal) look.addFingerprint(journal);
    else look.addText(NO_JOURNAL);
    const collected: Collected = {
      look,
      known,
      onFolder: (at) => outside.folder(at),
      files: [],
      hasTemporaries: false,
    };
    addFolder(collected, layout.album(slug), '');
    const { hasTemporaries } = collected;
    return { digest: look.digest, isSteady: look.isSteady, outside: outside.result, hasTemporaries };
  } catch {
    return undefined;
  }
}

/** All of which the look at an album is made; undefined where it has a journal, or where nobody can look. */
export function seeAlbum(slug: string, layout: Layout, now: number): SeenAlbum | undefined {
  const look = new FolderLook(now);
  try {
    if (stampOf(layout.journal(slug))) return undefined;
    look.addText(NO_JOURNAL);
    const collected: Collected = {
      ...{ look, known: () => undefined, onFolder: () => undefined },
      ...{ files: [], hasTemporaries: false },
    };
    addFolder(collected, layout.album(slug), '');
    const { files, hasTemporaries } = collected;
    return { ...look.seen, files: files.join(BETWEEN_PATHS), hasTemporaries };
  } catch {
    return undefined;
  }
}

const NO_JOURNAL = 'no journal';

type Known = (path: string) => Fingerprint | undefined;

interface Collected {
  readonly look: FolderLook;
  readonly known: Known;
  /** Told of the absolute path of each folder in that of the album, before it is read. */
  readonly onFolder: (folder: string) => void;
  /** See `SeenAlbum`. */
  readonly files: string[];
  hasTemporaries: boolean;
}

/** @param within its path in the album's folder, with `/` at its end; empty for that folder itself */
function addFolder(collected: Collected, folder: string, within: string): void {
  const { look, known, onFolder, files } = collected;
  const statsOf = (entry: Dirent) => {
    const seen = entry.isFile() ? known(within + entry.name) : undefined;
    const stats = seen ? statsIn(seen) : whatIsAt(`${folder}${path.sep}${entry.name}`);
    if (stats) files.push(within + entry.name);
    return stats;
  };
  let beside: Dirent[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    // The page says nothing that the rest does not say, and what a crash left is nothing yet.
    const isTemporary = isTemporaryName(entry.name);
    if (isTemporary) collected.hasTemporaries = true;
    if (isTemporary || (within === '' && entry.name === INDEX_PAGE)) continue;
    if (!entry.isDirectory()) {
      beside.push(entry);
      continue;
    }
    look.addAll(beside, statsOf);
    beside = [];
    look.add(entry, undefined);
    const stands = `${folder}${path.sep}${entry.name}`;
    onFolder(stands);
    addFolder(collected, stands, `${within}${entry.name}/`);
    look.addText('end');
  }
  look.addAll(beside, statsOf);
}

function statsIn({ size, modifiedNs, changedNs, inode }: Fingerprint) {
  return { size: BigInt(size), mtimeNs: modifiedNs, ctimeNs: changedNs, ino: inode };
}
