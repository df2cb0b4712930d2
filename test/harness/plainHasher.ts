import { fingerprintIfPossible } from '../../src/local/fingerprint.ts';
import type { FileHasher } from '../../src/local/hashing/fileHasher.ts';
import { hashFile } from '../../src/local/safeWrite.ts';

/** Hashes without a thread, which starts at once. */
export const PLAIN_HASHER: FileHasher = {
  hash: async ({ path }, signal) => ({ hash: await hashFile(path, signal), look: fingerprintIfPossible(path) }),
  prepare: () => undefined,
  dispose: () => undefined,
};
