import { fingerprintIfPossible } from '../../src/local/fingerprint.ts';
import type { FileHasher } from '../../src/local/hashing/fileHasher.ts';
import { readFile } from '../../src/local/hashing/readFile.ts';
import { hashFile } from '../../src/local/safeWrite.ts';
import { fromDiskError } from '../../src/local/threads/diskError.ts';

/** Hashes without a thread, which starts at once. */
export const PLAIN_HASHER: FileHasher = {
  hash: async ({ path }, signal) => ({ hash: await hashFile(path, signal), look: fingerprintIfPossible(path) }),
  read: async (job) => {
    const read = readFile(job);
    if ('error' in read) throw fromDiskError(read.error);
    return read;
  },
  prepare: () => undefined,
  dispose: () => undefined,
};
