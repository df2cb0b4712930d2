import { Worker } from 'node:worker_threads';
import { once } from '../../engine/once.ts';
import { workInSlices } from '../slices.ts';
import { createAbortCalls } from './abortCalls.ts';

/** A few threads of one program that each do one job after the other. */
export interface ThreadPool<Job extends object, Answer extends object> {
  /**
   * The answer of a thread; undefined where no thread can run, and the caller does the work itself. A job that still waits
   * when `signal` is aborted is not done, and answered by undefined too.
   */
  run(job: Job, signal?: AbortSignal): Promise<Answer | undefined>;
  /**
   * Starts a thread, unless one is there, so that the first job need not wait for that.
   * @param jobs how many will come at least, as far as that is known
   */
  prepare(jobs?: number): void;
  /** Whether a thread is there that answers. */
  readonly isRunning: boolean;
  /** Ends the threads, for one that does not answer, and starts no other: what waits for them is answered by undefined. */
  giveUp(): void;
  /** Ends the threads; what they still work on is not answered any more. */
  dispose(): void;
}

export interface ThreadPoolOptions {
  /** Absolute path of the program, which calls `serveJobs`. */
  readonly workerPath: string;
  readonly threads: number;
  /**
   * So many of them at most are started for jobs that do not wait for the disk, of which more would only wait for a core; all, where it
   * is left out.
   */
  readonly cores?: number | undefined;
  /** JavaScript memory of each, in MiB; one that needs more ends, and with it all. As much as Node gives where it is left out. */
  readonly heapMib?: number | undefined;
  /**
   * Whether this thread does a few small jobs itself, where it can, since to start another one takes longer. Not for one that
   * has to hear of something else within milliseconds.
   */
  readonly isFewHere?: boolean | undefined;
}

interface Pending<Job, Answer> {
  readonly job: Job;
  readonly end: (answer: Answer | undefined) => void;
}

interface Thread<Job, Answer> {
  readonly worker: Worker;
  /** What it was sent and has not answered, in the order of the messages. */
  readonly sent: (readonly Pending<Job, Answer>[])[];
}

/** The next message lies there already when a thread has answered the last one. */
export const MESSAGES_A_THREAD = 2;

/** Jobs in one message, at most: waking a thread for each of them takes as long as a small one. */
const JOBS_TOGETHER = 64;

/** Small jobs go together even where each thread has few: fewer take less time than the messages about them. */
const FEWEST_TOGETHER = 8;

/** Jobs of so many bytes are not small. */
const FEW_BYTES = 1024 * 1024;

/** A message goes without further jobs once it has so many bytes to work on: that takes long enough, and then it is answered. */
export const BYTES_TOGETHER = 8 * 1024 * 1024;

/** Fewer small jobs are done before a thread has started. */
export const WORTH_A_THREAD = 128;

/**
 * No thread is started before the first job, or `prepare`, and idle ones do not keep this process alive.
 * @param bytesOf how much a job reads, where that is known beforehand
 * @param makeWork makes what does jobs in this thread, and does not throw
 * @param waitsForDisk whether a job does mostly that
 * @param goesFirst whether a job passes all others that wait, since somebody waits for it to ask for more
 */
export function createThreadPool<Job extends object, Answer extends object>(
  options: ThreadPoolOptions,
  bytesOf: (job: Job) => number = () => 0,
  makeWork?: () => (job: Job) => Answer,
  waitsForDisk: (job: Job) => boolean = () => false,
  goesFirst: (job: Job) => boolean = () => false,
): ThreadPool<Job, Answer> {
  const started: Thread<Job, Answer>[] = [];
  const waiting: Pending<Job, Answer>[] = [];
  const aborts = createAbortCalls();
  const breathe = workInSlices();
  const work = makeWork && once(makeWork);
  /** What this thread has done itself. */
  const here = { jobs: 0, bytes: 0, isAtWork: false };
  let isBroken = false;
  let isSending = false;

  function start(): Thread<Job, Answer> {
    const resourceLimits = options.heapMib === undefined ? {} : { maxOldGenerationSizeMb: options.heapMib };
    const thread: Thread<Job, Answer> = { worker: new Worker(options.workerPath, { resourceLimits }), sent: [] };
    const { worker, sent } = thread;
    worker.unref();
    worker.on('message', (answers: readonly Answer[]) => {
      const asked = sent.shift();
      if (sent.length === 0) worker.unref();
      next();
      for (const [index, { end }] of (asked ?? []).entries()) end(answers[index]);
    });
    // The other threads answer what they were sent: nobody may do the same work beside them.
    worker.on('error', () => answerNothing([thread]));
    started.push(thread);
    return thread;
  }

  /** Nothing waits any more, nor for these threads. */
  function answerNothing(threads: readonly Thread<Job, Answer>[]): void {
    isBroken = true;
    const given = threads.flatMap((each) => each.sent.splice(0).flat());
    for (const { end } of [...given, ...waiting.splice(0)]) end(undefined);
  }

  /** What is asked for in one turn of the event loop goes together. */
  function sendSoon(): void {
    if (isSending) return;
    isSending = true;
    setImmediate(() => {
      isSending = false;
      next();
    });
  }

  function next(): void {
    if (isFew()) void workHere();
    else sendAll();
  }

  /** Whether all that is asked for, before and with these jobs, is done sooner than another thread has started. */
  function isFew(jobs = waiting.length): boolean {
    if (!work || options.isFewHere !== true || isBroken || started.length > 0) return false;
    return here.jobs + jobs < WORTH_A_THREAD && here.bytes + bytesIn(waiting.length) < BYTES_TOGETHER;
  }

  async function workHere(): Promise<void> {
    if (here.isAtWork) return;
    here.isAtWork = true;
    while (work && isFew()) {
      const asked = waiting.shift();
      if (!asked) break;
      here.jobs++;
      here.bytes += bytesOf(asked.job);
      asked.end(work()(asked.job));
      await breathe();
    }
    here.isAtWork = false;
    if (waiting.length > 0) next();
  }

  function sendAll(): void {
    for (let thread = freeThread(); thread; thread = freeThread()) {
      const jobs = waiting.splice(0, together());
      thread.sent.push(jobs);
      thread.worker.ref();
      thread.worker.postMessage(jobs.map(({ job }) => job));
    }
  }

  /** How many of the next jobs go into one message. */
  function together(): number {
    // As many as are left for each thread, so that none has several long files while another one has nothing to do.
    const share = Math.min(Math.floor(waiting.length / (options.threads * MESSAGES_A_THREAD)), JOBS_TOGETHER);
    const count = Math.max(countWithin(BYTES_TOGETHER, share), countWithin(FEW_BYTES, FEWEST_TOGETHER));
    // Those that go first are not answered together with others.
    return Math.min(count, firstCount() || count);
  }

  /** How many of those that wait go first. */
  function firstCount(): number {
    const others = waiting.findIndex(({ job }) => !goesFirst(job));
    return others < 0 ? waiting.length : others;
  }

  /** So many of the next jobs, or fewer of many bytes; one at least. */
  function countWithin(most: number, jobs: number): number {
    let bytes = 0;
    const full = waiting.slice(0, jobs).findIndex(({ job }) => (bytes += bytesOf(job)) >= most);
    return Math.max(full < 0 ? Math.min(jobs, waiting.length) : full + 1, 1);
  }

  /** Whether so much waits that a further thread saves more than its start takes. */
  function isWorthAThread(): boolean {
    const many = countWithin(BYTES_TOGETHER, WORTH_A_THREAD);
    return many >= WORTH_A_THREAD || bytesIn(many) >= BYTES_TOGETHER;
  }

  function bytesIn(jobs: number): number {
    return waiting.slice(0, jobs).reduce((bytes, { job }) => bytes + bytesOf(job), 0);
  }

  /** An idle one, a new one, or the one that has least to do; undefined where no job waits, or no thread has room. */
  function freeThread(): Thread<Job, Answer> | undefined {
    const [first] = waiting;
    if (!first) return undefined;
    const least = started.toSorted((a, b) => a.sent.length - b.sent.length)[0];
    const { threads, cores = threads } = options;
    const most = waitsForDisk(first.job) ? threads : Math.min(threads, cores);
    if (!least || (least.sent.length > 0 && started.length < most && isWorthAThread())) return start();
    return least.sent.length < MESSAGES_A_THREAD ? least : undefined;
  }

  function terminate(): void {
    for (const { worker } of started) void worker.terminate();
  }

  return {
    run(job, signal) {
      if (isBroken || signal?.aborted) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const drop = () => {
          const index = waiting.indexOf(asked);
          if (index >= 0) waiting.splice(index, 1);
          if (index >= 0) resolve(undefined);
        };
        const forget = signal && aborts.add(signal, drop);
        const asked: Pending<Job, Answer> = {
          job,
          end(answer) {
            forget?.();
            resolve(answer);
          },
        };
        waiting.splice(goesFirst(job) ? firstCount() : waiting.length, 0, asked);
        sendSoon();
      });
    },
    prepare(jobs = WORTH_A_THREAD) {
      if (!isBroken && started.length === 0 && !isFew(jobs)) start();
    },
    get isRunning() {
      return started.length > 0 && !isBroken;
    },
    giveUp() {
      answerNothing(started);
      terminate();
    },
    dispose: terminate,
  };
}
