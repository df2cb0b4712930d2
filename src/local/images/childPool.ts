import { fork, type ChildProcess } from 'node:child_process';
import { phrase, type Phrase } from '../../engine/phrase.ts';
import { createAbortCalls } from '../threads/abortCalls.ts';

/**
 * How a job ended: with an answer; with the loss of its process; by the caller's signal; or not at all, because no child
 * can be started here.
 */
export type JobEnd<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'lost'; readonly reason: Phrase }
  | { readonly kind: 'broken'; readonly reason: Phrase }
  | { readonly kind: 'cancelled' };

export interface ChildPool<Job, Answer> {
  run(job: Job, signal: AbortSignal): Promise<JobEnd<Answer>>;
  dispose(): void;
}

export interface ChildPoolOptions<Job> {
  /** Absolute path of the program; it is sent `{ jobs }` and answers `{ outcomes }`, in the same order. */
  readonly modulePath: string;
  readonly size: number;
  /** Whether a job takes less time than the message about it: those that wait are then sent together. */
  readonly isShort?: ((job: Job) => boolean) | undefined;
  readonly timeoutMs: number;
}

interface Pending<Job, Answer> {
  readonly job: Job;
  readonly end: (end: JobEnd<Answer>) => void;
  /** Set when its child was lost while it worked on several jobs, of which nobody knows which one did it. */
  isAlone: boolean;
}

type Ended =
  | { readonly kind: 'answered'; readonly answers: readonly unknown[] }
  | { readonly kind: 'lost'; readonly reason: Phrase };

interface Member {
  readonly child: ChildProcess;
  /** Ends the jobs that the child works on. */
  finish?: ((ended: Ended) => void) | undefined;
}

/** So many children lost before any of them ever answered mean that the program itself cannot run. */
const HOPELESS = 3;

/** Short jobs in one message, at most: a cancel and the other children wait no longer than for these. */
const JOBS_TOGETHER = 16;

/** JavaScript memory of a child, in MiB; decoded pixels are outside of it and watched by the child itself. */
const HEAP_MIB = 384;

/**
 * A few child processes that each work on one job at a time, or on several short ones. A child that dies or does not answer
 * in time costs its job and is replaced; idle children do not keep this process alive.
 */
export function createChildPool<Job extends object, Answer>(options: ChildPoolOptions<Job>): ChildPool<Job, Answer> {
  const waiting: Pending<Job, Answer>[] = [];
  const idle: Member[] = [];
  const members = new Set<Member>();
  const aborts = createAbortCalls();
  let lost = 0;
  let everAnswered = false;
  let disposed = false;

  function start(): Member {
    const child = fork(options.modulePath, [], {
      serialization: 'advanced',
      // Nothing a decoder prints may reach the output of this program.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${HEAP_MIB}`],
      // Inside the editor the program that runs is Electron, which must behave as Node here.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' },
    });
    const member: Member = { child };
    members.add(member);
    child.on('message', ({ outcomes }: { readonly outcomes: readonly unknown[] }) =>
      member.finish?.({ kind: 'answered', answers: outcomes }),
    );
    const lose = (reason: Phrase) => {
      members.delete(member);
      const index = idle.indexOf(member);
      if (index >= 0) idle.splice(index, 1);
      member.finish?.({ kind: 'lost', reason });
    };
    child.on('error', (error) => lose(phrase`The image process failed: ${error.message}`));
    child.on('exit', (code, signal) =>
      lose(phrase`The image process ended (${signal ?? phrase`status ${String(code)}`})`),
    );
    return member;
  }

  function work(member: Member, jobs: readonly Pending<Job, Answer>[]): void {
    setReferenced(member.child, true);
    const deadline = setTimeout(() => {
      member.child.kill('SIGKILL');
      finish({ kind: 'lost', reason: phrase`It took longer than ${options.timeoutMs / 1000} seconds` });
    }, options.timeoutMs);
    const finish = (ended: Ended) => {
      clearTimeout(deadline);
      member.finish = undefined;
      setReferenced(member.child, false);
      if (ended.kind === 'answered') {
        everAnswered = true;
        idle.push(member);
        for (const [index, { end }] of jobs.entries())
          end({ kind: 'answered', answer: ended.answers[index] as Answer });
      } else {
        lost++;
        members.delete(member);
        giveUp(jobs, ended.reason);
      }
      next();
    };
    member.finish = finish;
    // A child that is just ending cannot be sent anything; its exit ends the job.
    member.child.send({ jobs: jobs.map(({ job }) => job) }, () => undefined);
  }

  /** Ends the job that cost a child; of several each gets another chance, so that the others do not suffer from one. */
  function giveUp(jobs: readonly Pending<Job, Answer>[], reason: Phrase): void {
    if (jobs.length > 1) {
      for (const job of jobs) job.isAlone = true;
      waiting.unshift(...jobs);
      return;
    }
    const kind = everAnswered || lost < HOPELESS ? 'lost' : 'broken';
    for (const { end } of jobs) end({ kind, reason });
  }

  function next(): void {
    while (!disposed && waiting.length > 0 && (idle.length > 0 || members.size < options.size)) {
      const jobs = waiting.splice(0, countTogether());
      work(idle.pop() ?? start(), jobs);
    }
  }

  function countTogether(): number {
    const goesAlong = ({ job, isAlone }: Pending<Job, Answer>) => !isAlone && options.isShort?.(job) === true;
    const end = waiting.slice(0, JOBS_TOGETHER).findIndex((pending) => !goesAlong(pending));
    return Math.max(1, end === -1 ? Math.min(waiting.length, JOBS_TOGETHER) : end);
  }

  return {
    run(job, signal) {
      return new Promise((resolve) => {
        if (signal.aborted || disposed) {
          resolve({ kind: 'cancelled' });
          return;
        }
        const pending: Pending<Job, Answer> = {
          job,
          isAlone: false,
          end(end) {
            forget();
            resolve(end);
          },
        };
        // A job that is already worked on is short and runs to its end, but its caller need not wait for it.
        const cancel = () => {
          const index = waiting.indexOf(pending);
          if (index >= 0) waiting.splice(index, 1);
          resolve({ kind: 'cancelled' });
        };
        const forget = aborts.add(signal, cancel);
        waiting.push(pending);
        next();
      });
    },
    dispose() {
      disposed = true;
      for (const { end } of waiting.splice(0)) end({ kind: 'cancelled' });
      for (const { child } of members) child.kill('SIGKILL');
    },
  };
}

function setReferenced(child: ChildProcess, referenced: boolean): void {
  if (referenced) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
