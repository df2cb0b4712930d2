import { closeSync, fsyncSync, openSync } from 'node:fs';
import { toDiskError } from '../threads/diskError.ts';
import type { FlushAnswer, FlushJob } from './protocol.ts';

/** Makes sure that the bytes of a file that was written before are on the disk. */
export function flushFile({ path }: Pick<FlushJob, 'path'>): FlushAnswer {
  try {
    // Not every system flushes a file that may only be read.
    const file = openSync(path, 'r+');
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
