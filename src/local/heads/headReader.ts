import { createThreadPool, type ThreadPoolOptions } from '../threads/threadPool.ts';
import type { HeadAnswer, HeadJob } from './protocol.ts';

/** Reads the first bytes of many files. */
export interface HeadReader {
  /**
   * One answer for each file, in their order; undefined where no thread has told, also after an abort, and the caller reads
   * the file itself. Never rejects.
   */
  read(files: readonly HeadJob[], signal: AbortSignal): Promise<readonly (HeadAnswer | undefined)[]>;
  /** Says that files will be read soon: the first thread is started then. */
  prepare(): void;
  /** Ends the threads; what they still read is not answered any more. */
  dispose(): void;
}

export interface HeadReaderOptions extends Omit<ThreadPoolOptions, 'heapMib'> {
  /** Threads that do not answer for so long are ended, and no others started. */
  readonly timeoutMs: number;
}

/** So many files are waited for together: what one disk may take is then a limit for these, and not for a whole folder. */
const FILES_TOGETHER = 256;

/** JavaScript memory of a thread, in MiB: a photo that makes it grow further ends it, and nothing else. */
const HEAP_MIB = 256;

/**
 * Reads in threads: opening, reading and closing a file takes longer than what the scan does with it, and a photo that keeps
 * its reader busy holds up nobody else.
 * @param options the program is `dist/headWorker.js`, or `src/headWorker.ts` in tests
 */
export function createHeadReader({ timeoutMs, ...options }: HeadReaderOptions): HeadReader {
  const pool = createThreadPool<HeadJob, HeadAnswer>({ ...options, heapMib: HEAP_MIB });

  async function readTogether(files: readonly HeadJob[], signal: AbortSignal) {
    const tooLong = setTimeout(() => pool.giveUp(), timeoutMs);
    const { promise: aborted, resolve: abort } = Promise.withResolvers<readonly undefined[]>();
    const stop = () => abort([]);
    signal.addEventListener('abort', stop, { once: true });
    try {
      // Not waited for after a cancel: a disk of the network may never answer the thread.
      return await Promise.race([Promise.all(files.map((file) => pool.run(file, signal))), aborted]);
    } finally {
      clearTimeout(tooLong);
      signal.removeEventListener('abort', stop);
    }
  }

  return {
    async read(files, signal) {
      const answers: (HeadAnswer | undefined)[] = [];
      for (let first = 0; first < files.length && !signal.aborted; first += FILES_TOGETHER)
        answers.push(...(await readTogether(files.slice(first, first + FILES_TOGETHER), signal)));
      return answers;
    },
    prepare: () => pool.prepare(),
    dispose: () => pool.dispose(),
  };
}
