import { hashFile } from '../safeWrite.ts';
import { fromDiskError } from '../threads/diskError.ts';
import { createThreadPool, type ThreadPoolOptions } from '../threads/threadPool.ts';
import { unlessAborted } from '../threads/unlessAborted.ts';
import type { HashAnswer, HashJob } from './protocol.ts';

/** Reads files for their SHA-256. */
export interface FileHasher {
  /** `sha256:<hex>`. Rejects with what the disk throws, and with the signal's reason when that is aborted. */
  hash(path: string, signal: AbortSignal): Promise<string>;
  /** Says that files will be hashed soon: the first thread is started then. */
  prepare(): void;
  /** Ends the threads; what they still read is not answered any more. */
  dispose(): void;
}

/**
 * Hashes in threads, because for a photo the way through the event loop takes longer than reading and hashing it.
 * @param options the program is `dist/hashWorker.js`, or `src/hashWorker.ts` in tests
 */
export function createFileHasher(options: ThreadPoolOptions): FileHasher {
  const pool = createThreadPool<HashJob, HashAnswer>(options);

  async function hash(path: string, signal: AbortSignal): Promise<string> {
    const answer = await pool.run({ path }, signal);
    // A cancelled job was dropped, and its file is not to be opened after all.
    signal.throwIfAborted();
    // Where no thread can run, this one does the work; it only takes longer.
    if (!answer) return hashFile(path, signal);
    if ('hash' in answer) return answer.hash;
    throw fromDiskError(answer.error);
  }

  return {
    hash: (path, signal) => unlessAborted(signal, () => hash(path, signal)),
    prepare: () => pool.prepare(),
    dispose: () => pool.dispose(),
  };
}
