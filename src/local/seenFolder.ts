import { isLookedAt, type FolderRecord, type TouchedFolder } from '../engine/ports/localFiles.ts';
import { signsInColumns } from './fileSigns.ts';
import { digestOf, type SeenFolder } from './folderLook.ts';

/** What of a folder is looked at: the names of others said enough. */
export function readIn(record: FolderRecord): (isFolder: boolean, name: string) => boolean {
  const unread = new Set(record.skipped.flatMap((skipped) => (isLookedAt(skipped) ? [] : [skipped.path])));
  const within = withinOf(record);
  return (isFolder, name) => !isFolder && (unread.size === 0 || !unread.has(within + name));
}

/** The path of a folder with `/` at the end, where it is not the workspace folder itself. */
export function withinOf({ path: folder }: FolderRecord): string {
  return folder === '.' ? '' : `${folder}/`;
}

/** A folder in which files were touched, and how each file of it looks now; that is undefined while it may still be changing. */
export interface Touched {
  readonly folder: TouchedFolder;
  readonly signs: Uint8Array | undefined;
}

/**
 * Undefined where one of these files was passed over before: what was no photo may have become one.
 * @param names of the files that were touched
 * @param seen how the folder looks now
 */
export function touchedFolder(record: FolderRecord, names: ReadonlySet<string>, seen: SeenFolder): Touched | undefined {
  const within = withinOf(record);
  if (record.skipped.some((skipped) => names.has(skipped.path.slice(within.length)))) return undefined;
  if (!seen.isSteady) return { folder: { names, record: undefined }, signs: undefined };
  const now = { ...record, look: digestOf(seen.names, seen.numbers) };
  return { folder: { names, record: now }, signs: signsInColumns(seen.numbers) };
}
