import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Dirent } from 'node:fs';
import { beforeNames } from './beforeNames.ts';
import { typeByName } from './mediaType.ts';
import { reasonByName } from './skipReasons.ts';

/** A folder that holds photos or videos, in itself or below. */
export interface PhotoFolder {
  /** Relative to the workspace folder, with `/`; `.` is itself. */
  readonly path: string;
  /** How many files in it and below are named like a photo or a video. */
  readonly photos: number;
}

export interface FoundFolders {
  /** The workspace folder first, then by their paths. */
  readonly folders: readonly PhotoFolder[];
  /** Whether everything was looked at; otherwise there are more folders and more photos than these. */
  readonly isWhole: boolean;
}

export interface FindOptions {
  /** Absolute path of the workspace folder. */
  readonly workspace: string;
  /** The gallery's folder, relative to the workspace folder; its copies are no photos to choose. */
  readonly gallery: string;
  /** Folders deeper than this are not listed; what is in them counts for the folders above. */
  readonly depth: number;
  /** Folders that are listed however deep they are, where photos are in them. */
  readonly also?: readonly string[];
  /** No more folders than this are looked at. */
  readonly maxFolders: number;
  /** Ends the search; what was found until then is the answer. */
  readonly signal: AbortSignal;
}

/**
 * Finds the folders that a person may want as photo folders, by the names in them: no file is opened. The nearest
 * folders come first, so that a search that ends early knows what lies at the top.
 */
export async function findPhotoFolders(options: FindOptions): Promise<FoundFolders> {
  const counts = new Map<string, number>();
  const waiting = ['.'];
  let looked = 0;
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (options.signal.aborted || looked++ >= options.maxFolders)
      return { folders: listed(counts, options), isWhole: false };
    const { photos, subfolders } = look(folder, await entriesOf(path.join(options.workspace, folder)));
    if (photos > 0) for (const above of [...ancestors(folder), folder]) count(counts, above, photos);
    waiting.push(...subfolders.filter((subfolder) => subfolder !== options.gallery));
  }
  return { folders: listed(counts, options), isWhole: true };
}

function look(folder: string, entries: readonly Dirent[]): { photos: number; subfolders: string[] } {
  const subfolders: string[] = [];
  let photos = 0;
  for (const entry of entries) {
    if (entry.isDirectory() && reasonByName(entry.name, 'folder') === undefined)
      subfolders.push(beforeNames(folder) + entry.name);
    else if (entry.isFile() && reasonByName(entry.name, 'file') === undefined && typeByName(entry.name)) photos++;
  }
  return { photos, subfolders: subfolders.sort() };
}

/** What cannot be read has nothing to choose. */
function entriesOf(absolute: string): Promise<readonly Dirent[]> {
  return readdir(absolute, { withFileTypes: true }).catch(() => []);
}

function ancestors(folder: string): readonly string[] {
  if (folder === '.') return [];
  const parts = folder.split('/');
  return ['.', ...parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'))];
}

function count(counts: Map<string, number>, folder: string, photos: number): void {
  counts.set(folder, (counts.get(folder) ?? 0) + photos);
}

function listed(counts: ReadonlyMap<string, number>, { depth, also = [] }: FindOptions): readonly PhotoFolder[] {
  return [...counts]
    .filter(([folder]) => folder === '.' || folder.split('/').length <= depth || also.includes(folder))
    .map(([folder, photos]) => ({ path: folder, photos }))
    .sort((a, b) => Number(b.path === '.') - Number(a.path === '.') || (a.path < b.path ? -1 : 1));
}
