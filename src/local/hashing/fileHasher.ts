import { hashFile } from '../safeWrite.ts';
import { createAbortCalls } from '../threads/abortCalls.ts';
import { fromDiskError } from '../threads/diskError.ts';
import { createThreadPool, type ThreadPoolOptions } from '../threads/threadPool.ts';
import type { HashAnswer, HashedFile, HashJob } from './protocol.ts';

/** Reads files for their SHA-256. */
export interface FileHasher {
  /** Rejects with what the disk throws, and with the signal's reason when that is aborted. */
  hash(file: HashJob, signal: AbortSignal): Promise<HashedFile>;
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
  const pool = createThreadPool<HashJob, HashAnswer>(options, ({ size }) => size);
  const aborts = createAbortCalls();

  async function answered(file: HashJob, answer: HashAnswer | undefined, signal: AbortSignal): Promise<HashedFile> {
    // A cancelled job was dropped, and its file is not to be opened after all.
    signal.throwIfAborted();
    // Where no thread can run, this one does the work; it only takes longer.
    if (!answer) return { hash: await hashFile(file.path, signal) };
    if ('hash' in answer) return answer;
    throw fromDiskError(answer.error);
  }

  return {
    hash: (file, signal) =>
      new Promise((resolve, reject) => {
        const cancel = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        if (signal.aborted) {
          cancel();
          return;
        }
        // Not waited for after a cancel: a disk of the network may never answer the thread.
        const forget = aborts.add(signal, cancel);
        pool
          .run(file, signal)
          .then((answer) => answered(file, answer, signal))
          .then(resolve, reject)
          .finally(forget);
      }),
    prepare: () => pool.prepare(),
    dispose: () => pool.dispose(),
  };
}
