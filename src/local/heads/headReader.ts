import { unlessAborted } from '../../engine/aborted.ts';
import type { FolderLooker } from '../looking/folderLooker.ts';
import { createThreadPool, WORTH_A_THREAD, type ThreadPoolOptions } from '../threads/threadPool.ts';
import type { HeadAnswer, HeadJob } from './protocol.ts';

/** Reads the first bytes of many files. */
export interface HeadReader {
  /**
   * One answer for each file, in their order; undefined where no thread has told, also after an abort, and the caller reads
   * the file itself. Never rejects.
   */
  read(files: readonly HeadJob[], signal: AbortSignal): Promise<readonly (HeadAnswer | undefined)[]>;
  /**
   * Says that files will be read soon: the first thread is started then, if that is worth it.
   * @param files how many at least, as far as that is known
   */
  prepare(files?: number): void;
  /** Ends the threads; what they still read is not answered any more. */
  dispose(): void;
}

export interface HeadReaderOptions extends Omit<ThreadPoolOptions, 'heapMib'> {
  /** Threads that do not answer for so long are ended, and no others started. */
  readonly timeoutMs: number;
  /** A thread that reads a few files beside what it does else, while it is running. */
  readonly beside?: Pick<FolderLooker, 'heads' | 'isRunning' | 'giveUp'> | undefined;
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
export function createHeadReader({ timeoutMs, beside, ...options }: HeadReaderOptions): HeadReader {
  const pool = createThreadPool<HeadJob, HeadAnswer>({ ...options, heapMib: HEAP_MIB });
  let isPrepared = false;

  async function readTogether(files: readonly HeadJob[], signal: AbortSignal) {
    const few = fewBeside(files.length);
    const tooLong = setTimeout(() => (few ?? pool).giveUp(), timeoutMs);
    const answers = few
      ? few.heads(files, signal).then((told) => told ?? files.map(() => undefined))
      : Promise.all(files.map((file) => pool.run(file, signal)));
    try {
      // Not waited for after a cancel: a disk of the network may never answer the thread.
      return (await unlessAborted<readonly (HeadAnswer | undefined)[]>(answers, signal)) ?? [];
    } finally {
      clearTimeout(tooLong);
    }
  }

  /** What reads so few files without another thread, which takes longer to start. */
  function fewBeside(files: number) {
    return beside?.isRunning === true && files < WORTH_A_THREAD && !pool.isRunning ? beside : undefined;
  }

  return {
    async read(files, signal) {
      const answers: (HeadAnswer | undefined)[] = [];
      for (let first = 0; first < files.length && !signal.aborted; first += FILES_TOGETHER)
        answers.push(...(await readTogether(files.slice(first, first + FILES_TOGETHER), signal)));
      return answers;
    },
    prepare(files = WORTH_A_THREAD) {
      const few = fewBeside(files);
      if (!few) pool.prepare();
      else if (!isPrepared) void few.heads([]);
      isPrepared = true;
    },
    dispose: () => pool.dispose(),
  };
}
