import { unlessAborted } from '../../engine/aborted.ts';
import type { FolderLooker } from '../looking/folderLooker.ts';
import { createThreadPool, MESSAGES_A_THREAD, WORTH_A_THREAD, type ThreadPoolOptions } from '../threads/threadPool.ts';
import { headsIn } from './headColumns.ts';
import { plainHeadsOf } from './plainHeads.ts';
import type { HeadAnswer, HeadsAnswer, HeadsJob } from './protocol.ts';

/** Reads the first bytes of many files. */
export interface HeadReader {
  /**
   * One answer for each file, in their order; undefined where no thread has told, also after an abort, and the caller reads
   * the file itself. Never rejects.
   */
  read(job: HeadsJob, signal: AbortSignal): Promise<readonly (HeadAnswer | undefined)[]>;
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

/** Of so many a thread is asked with one message, at most and at least. */
const MOST_A_MESSAGE = 64;
const LEAST_A_MESSAGE = 8;

/** A file takes about as long as to read so many bytes. */
const BYTES_A_FILE = 64 * 1024;

/** JavaScript memory of a thread, in MiB: a photo that makes it grow further ends it, and nothing else. */
const HEAP_MIB = 256;

/**
 * Reads in threads: opening, reading and closing a file takes longer than what the scan does with it, and a photo that keeps
 * its reader busy holds up nobody else.
 * @param options the program is `dist/headWorker.js`, or `src/headWorker.ts` in tests
 */
export function createHeadReader({ timeoutMs, beside, isFewHere, ...options }: HeadReaderOptions): HeadReader {
  const pool = createThreadPool<HeadsJob, HeadsAnswer>(
    { ...options, heapMib: HEAP_MIB },
    ({ paths }) => paths.length * BYTES_A_FILE,
  );
  let isPrepared = false;
  let readHere = 0;

  /** Reads a few files here, and asks others for those that take more than that. */
  async function readTogether(job: HeadsJob, signal: AbortSignal) {
    if (!isFew(job.paths.length)) return askOthers(job, signal);
    readHere += job.paths.length;
    const plain = plainHeadsOf(job);
    const odd = { ...job, paths: job.paths.filter((_, index) => !plain[index]) };
    const others = odd.paths.length > 0 ? [...(await askOthers(odd, signal))] : [];
    return plain.map((answer) => answer ?? others.shift());
  }

  function isFew(files: number): boolean {
    return isFewHere === true && readHere + files < WORTH_A_THREAD && !pool.isRunning;
  }

  async function askOthers(job: HeadsJob, signal: AbortSignal) {
    const few = fewBeside(job.paths.length);
    const tooLong = setTimeout(() => (few ?? pool).giveUp(), timeoutMs);
    const answers = few ? few.heads(job, signal).then((told) => told ?? nothingOf(job)) : askThreads(job, signal);
    try {
      // Not waited for after a cancel: a disk of the network may never answer the thread.
      return (await unlessAborted<readonly (HeadAnswer | undefined)[]>(answers, signal)) ?? [];
    } finally {
      clearTimeout(tooLong);
    }
  }

  /** Asks each thread for its share. */
  async function askThreads({ paths, ...rest }: HeadsJob, signal: AbortSignal) {
    const share = Math.ceil(paths.length / (options.threads * MESSAGES_A_THREAD));
    const count = Math.min(Math.max(share, LEAST_A_MESSAGE), MOST_A_MESSAGE);
    const jobs = piecesOf(paths, count).map((piece): HeadsJob => ({ paths: piece, ...rest }));
    const answers = await Promise.all(jobs.map((job) => pool.run(job, signal)));
    return answers.flatMap((answer, index) => {
      const job = jobs[index];
      return answer ? headsIn(answer) : job ? nothingOf(job) : [];
    });
  }

  /** What reads so few files without another thread, which takes longer to start. */
  function fewBeside(files: number) {
    return beside?.isRunning === true && files < WORTH_A_THREAD && !pool.isRunning ? beside : undefined;
  }

  return {
    async read({ paths, ...rest }, signal) {
      const answers: (HeadAnswer | undefined)[] = [];
      for (const piece of piecesOf(paths, FILES_TOGETHER))
        if (!signal.aborted) answers.push(...(await readTogether({ paths: piece, ...rest }, signal)));
      return answers;
    },
    prepare(files = WORTH_A_THREAD) {
      if (isFew(files)) return;
      const few = fewBeside(files);
      if (!few) pool.prepare();
      else if (!isPrepared) void few.heads(NO_FILES);
      isPrepared = true;
    },
    dispose: () => pool.dispose(),
  };
}

const NO_FILES: HeadsJob = { paths: [], wants: 'type' };

function nothingOf({ paths }: HeadsJob): readonly undefined[] {
  return paths.map(() => undefined);
}

function piecesOf(paths: readonly string[], count: number): readonly (readonly string[])[] {
  const pieces = Math.ceil(paths.length / count);
  return Array.from({ length: pieces }, (_each, index) => paths.slice(index * count, (index + 1) * count));
}
