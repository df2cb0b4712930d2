import { isLookedAt, type FolderRecord } from '../engine/ports/localFiles.ts';

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
