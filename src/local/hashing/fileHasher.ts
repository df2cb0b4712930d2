import { hashFile } from '../safeWrite.ts';
import { createAbortCalls } from '../threads/abortCalls.ts';
import { fromDiskError, type DiskError } from '../threads/diskError.ts';
import { createThreadPool, type ThreadPoolOptions } from '../threads/threadPool.ts';
import { hashWork } from './hashWork.ts';
import type { HashAnswer, HashedFile, HashJob, ReadAnswer, ReadFile, ReadJob } from './protocol.ts';
import { readFile } from './readFile.ts';

/** Reads files for their hash. All it does rejects with what the disk throws, and with the signal's reason when that is aborted. */
export interface FileHasher {
  /** SHA-256 of a file. */
  hash(file: HashJob, signal: AbortSignal): Promise<HashedFile>;
  /** Reads a file into memory, where it is hashed. After an abort the memory may still be written to. */
  read(file: ReadJob, signal: AbortSignal): Promise<ReadFile>;
  /** Says that so many files at least will be read soon: the first thread is started then, if that is worth it. */
  prepare(files?: number): void;
  /** Ends the threads; what they still read is not answered any more. */
  dispose(): void;
}

type OrDiskError<T> = T | { readonly error: DiskError };

/**
 * Hashes in threads, because for a photo the way through the event loop takes longer than reading and hashing it.
 * @param options the program is `dist/hashWorker.js`, or `src/hashWorker.ts` in tests
 */
export function createFileHasher(options: ThreadPoolOptions): FileHasher {
  const pool = createThreadPool<HashJob | ReadJob, HashAnswer | ReadAnswer>(options, ({ size }) => size, hashWork);
  const aborts = createAbortCalls();

  /** @param here does the work where no thread can run; it only takes longer */
  async function answered<Answer extends object>(
    answer: OrDiskError<Answer> | undefined,
    signal: AbortSignal,
    here: () => OrDiskError<Answer> | Promise<Answer>,
  ): Promise<Answer> {
    // A cancelled job was dropped, and its file is not to be opened after all.
    signal.throwIfAborted();
    const made = answer ?? (await here());
    if ('error' in made) throw fromDiskError(made.error);
    return made;
  }

  function ask<Answer extends object>(
    job: HashJob | ReadJob,
    signal: AbortSignal,
    here: () => OrDiskError<Answer> | Promise<Answer>,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const cancel = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      if (signal.aborted) {
        cancel();
        return;
      }
      // Not waited for after a cancel: a disk of the network may never answer the thread.
      const forget = aborts.add(signal, cancel);
      pool
        .run(job, signal)
        // A thread answers each job as it was asked.
        .then((answer) => answered(answer as Answer | undefined, signal, here))
        .then(resolve, reject)
        .finally(forget);
    });
  }

  return {
    hash: (file, signal) => ask(file, signal, async () => ({ hash: await hashFile(file.path, signal) })),
    read: (file, signal) => ask(file, signal, () => readFile(file)),
    prepare: (files) => pool.prepare(files),
    dispose: () => pool.dispose(),
  };
}
