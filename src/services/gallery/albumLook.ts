import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { NUMBERS } from '../../local/fingerprint.ts';
import { byName, FolderLook, type SeenFolder } from '../../local/folderLook.ts';
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
  /** All of which the digest is made, where that is to be remembered and the album has no journal. */
  readonly files?: SeenFiles | undefined;
}

/** The names of all that lies in an album, and how it looks. */
export interface SeenFiles extends Omit<SeenFolder, 'isSteady'> {
  /** See `AlbumLook`. */
  readonly hasTemporaries: boolean;
}

/** How an album is looked at. */
export interface LookOptions {
  /** ms since 1970 UTC. */
  readonly now: number;
  /**
   * How files looked that were looked at a while ago, by their path in the album's folder. One that changed since gives a digest that
   * the album never has again, so that it is looked at once more.
   */
  readonly known?: Known | undefined;
  /** Whether `files` are wanted. */
  readonly keepsFiles?: boolean | undefined;
}

/** Looks at every file of an album; undefined where that cannot be done. */
export function albumLook(
  slug: string,
  layout: Layout,
  { now, known = () => undefined, keepsFiles = false }: LookOptions,
): AlbumLook | undefined {
  const look = new FolderLook(now);
  try {
    const outside = new OutsideRecorder(slug, layout, now);
    const journal = stampOf(layout.journal(slug));
    if (journal) look.addFingerprint(journal);
    else look.addText(NO_JOURNAL);
    const collected: Collected = { look, known, onFolder: (at) => outside.folder(at), hasTemporaries: false };
    addFolder(collected, layout.album(slug), '');
    const { hasTemporaries } = collected;
    const files = keepsFiles && !journal ? filesIn(look, hasTemporaries) : undefined;
    return { digest: look.digest, isSteady: look.isSteady, outside: outside.result, hasTemporaries, files };
  } catch {
    return undefined;
  }
}

function filesIn(look: FolderLook, hasTemporaries: boolean): SeenFiles {
  const { names, numbers } = look.seen;
  return { names, numbers, hasTemporaries };
}

const NO_JOURNAL = 'no journal';
/** What lies in a folder has another letter before its name. */
const FOLDER_END = 'end';

/**
 * The paths in the album's folder of all that has numbers, in their order; undefined where one is missing, that went while it was
 * looked at.
 */
export function pathsIn({ names, numbers }: Pick<SeenFiles, 'names' | 'numbers'>): readonly string[] | undefined {
  const paths: string[] = [];
  const folders: string[] = [];
  for (const each of names.split('/').slice(1, -1)) {
    if (each === FOLDER_END) folders.pop();
    else if (each.startsWith('d')) folders.push(`${folders.at(-1) ?? ''}${each.slice(1)}/`);
    else paths.push(`${folders.at(-1) ?? ''}${each.slice(1)}`);
  }
  return numbers.length === NUMBERS * paths.length ? paths : undefined;
}

type Known = (path: string) => Fingerprint | undefined;

interface Collected {
  readonly look: FolderLook;
  readonly known: Known;
  /** Told of the absolute path of each folder in that of the album, before it is read. */
  readonly onFolder: (folder: string) => void;
  hasTemporaries: boolean;
}

/** @param within its path in the album's folder, with `/` at its end; empty for that folder itself */
function addFolder(collected: Collected, folder: string, within: string): void {
  const { look, known, onFolder } = collected;
  const statsOf = (entry: Dirent) => {
    const seen = entry.isFile() ? known(within + entry.name) : undefined;
    return seen ? statsIn(seen) : whatIsAt(`${folder}${path.sep}${entry.name}`);
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
    look.addText(FOLDER_END);
  }
  look.addAll(beside, statsOf);
}

function statsIn({ size, modifiedNs, changedNs, inode }: Fingerprint) {
  return { size: BigInt(size), mtimeNs: modifiedNs, ctimeNs: changedNs, ino: inode };
}
