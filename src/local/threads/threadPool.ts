import { Worker } from 'node:worker_threads';

/** A few threads of one program that each do one job after the other. */
export interface ThreadPool<Job extends object, Answer extends object> {
  /** The answer of a thread; undefined where no thread can run, and the caller does the work itself. */
  run(job: Job): Promise<Answer | undefined>;
  /** Ends the threads; what they still work on is not answered any more. */
  dispose(): void;
}

export interface ThreadPoolOptions {
  /** Absolute path of the program; it is sent `Numbered<Job>` and answers `Numbered<Answer>`. */
  readonly workerPath: string;
  readonly threads: number;
}

/** By which an answer finds its job. */
export type Numbered<T extends object> = T & { readonly id: number };

interface Pending<Job, Answer> {
  readonly job: Job;
  readonly end: (answer: Answer | undefined) => void;
}

interface Thread<Job, Answer> {
  readonly worker: Worker;
  readonly pending: Map<number, Pending<Job, Answer>>;
}

/** Jobs that one thread is given at a time: the next one lies there already when the last one is done. */
const JOBS_A_THREAD = 2;

/** No thread is started before the first job, and idle ones do not keep this process alive. */
export function createThreadPool<Job extends object, Answer extends object>(
  options: ThreadPoolOptions,
): ThreadPool<Job, Answer> {
  const started: Thread<Job, Answer>[] = [];
  const waiting: Pending<Job, Answer>[] = [];
  let lastId = 0;
  let isBroken = false;

  function start(): Thread<Job, Answer> {
    const thread: Thread<Job, Answer> = { worker: new Worker(options.workerPath), pending: new Map() };
    const { worker, pending } = thread;
    worker.unref();
    worker.on('message', (answer: Numbered<Answer>) => {
      const asked = pending.get(answer.id);
      pending.delete(answer.id);
      if (pending.size === 0) worker.unref();
      next();
      asked?.end(answer);
    });
    worker.on('error', () => {
      isBroken = true;
      const given = started.flatMap((each) => [...each.pending.values()]);
      for (const each of started) each.pending.clear();
      for (const { end } of [...given, ...waiting.splice(0)]) end(undefined);
    });
    started.push(thread);
    return thread;
  }

  function next(): void {
    for (let thread = freeThread(); thread && waiting.length > 0; thread = freeThread()) {
      const asked = waiting.shift();
      if (!asked) return;
      const id = ++lastId;
      thread.pending.set(id, asked);
      thread.worker.ref();
      thread.worker.postMessage({ ...asked.job, id } satisfies Numbered<Job>);
    }
  }

  /** An idle one, a new one, or the one that has least to do. */
  function freeThread(): Thread<Job, Answer> | undefined {
    if (waiting.length === 0) return undefined;
    const least = started.toSorted((a, b) => a.pending.size - b.pending.size)[0];
    if (least?.pending.size !== 0 && started.length < options.threads) return start();
    return least && least.pending.size < JOBS_A_THREAD ? least : undefined;
  }

  return {
    run(job) {
      if (isBroken) return Promise.resolve(undefined);
      return new Promise((end) => {
        waiting.push({ job, end });
        next();
      });
    },
    dispose() {
      for (const { worker } of started) void worker.terminate();
    },
  };
}
