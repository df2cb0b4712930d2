import type { Fingerprint } from '../engine/ports/ledger.ts';
import { isLookedAt, type FolderRecord } from '../engine/ports/localFiles.ts';
import type { FileTable } from './fileTable.ts';

/**
 * How all files of a folder looked that were looked at, in the order of their names; undefined unless all of them were.
 * @param passedOver how files looked that were looked into in vain, by their paths
 */
export function looksIn(
  { path: folder, files: count, skipped }: FolderRecord,
  files: FileTable,
  passedOver: ReadonlyMap<string, Fingerprint>,
): readonly Fingerprint[] | undefined {
  const others = skipped.filter(isLookedAt).map(({ path: file }) => [file, passedOver.get(file)] as const);
  const photos = files.filesIn(folder);
  const looks = [...photos, ...others].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, look]) => look ?? []);
  return photos.length === count && looks.length === count + others.length ? looks : undefined;
}
