import { lstatSync, type BigIntStats } from 'node:fs';

/** What stands at a path, a link as itself; undefined for nothing. Throws what the disk throws. */
export function whatIsAt(file: string): BigIntStats | undefined {
  try {
    // An error for each journal that is not there, with its stack, takes longer than the look itself.
    return lstatSync(file, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
