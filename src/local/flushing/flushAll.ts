import { fromDiskError, type DiskError } from '../threads/diskError.ts';
import { flushOne } from './flushOne.ts';

/**
 * Makes sure that files and folders are on the disk; one answer for each, in their order. Undefined where each has to be flushed
 * by itself.
 */
export type FlushMany = (
  paths: readonly string[],
  what: 'files' | 'folders',
) => Promise<readonly (DiskError | undefined)[] | undefined>;

/** The same, one by one where nobody flushes many. */
export async function flushAll(
  paths: readonly string[],
  flush: FlushMany,
  what: 'files' | 'folders',
): Promise<readonly (Error | undefined)[]> {
  const together = await flush(paths, what);
  if (together) return together.map((error) => error && fromDiskError(error));
  return Promise.all(paths.map((each) => flushOne(each, what)));
}
