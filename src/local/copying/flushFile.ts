import { closeSync, fsyncSync, openSync } from 'node:fs';
import { toDiskError } from '../threads/diskError.ts';
import type { FlushAnswer, FlushJob } from './protocol.ts';

/** Makes sure that the bytes of a file that was written before, or the names in a folder, are on the disk. */
export function flushFile({ path }: Pick<FlushJob, 'path'>): FlushAnswer {
  try {
    const file = open(path);
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return {};
  } catch (error) {
    return { error: toDiskError(error) };
  }
}

/** Not every system flushes a file that may only be read, and no folder may be written. */
function open(path: string): number {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    return openSync(path, 'r');
  }
}
