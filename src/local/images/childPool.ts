import { fork, type ChildProcess } from 'node:child_process';
import { phrase, type Phrase } from '../../engine/phrase.ts';

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

export interface ChildPoolOptions {
  /** Absolute path of the program; it is sent `{ id, ...job }` and answers `{ id, outcome }`. */
  readonly modulePath: string;
  readonly size: number;
  readonly timeoutMs: number;
}

interface Pending<Job, Answer> {
  readonly job: Job;
  readonly end: (end: JobEnd<Answer>) => void;
}

type Ended =
  { readonly kind: 'answered'; readonly answer: unknown } | { readonly kind: 'lost'; readonly reason: Phrase };

interface Member {
  readonly child: ChildProcess;
  /** Ends the job that the child works on. */
  finish?: ((ended: Ended) => void) | undefined;
}

/** So many children lost before any of them ever answered mean that the program itself cannot run. */
const HOPELESS = 3;

/** JavaScript memory of a child, in MiB; decoded pixels are outside of it and watched by the child itself. */
const HEAP_MIB = 384;

/**
 * A few child processes that each work on one job at a time. A child that dies or does not answer in time costs its job
 * and is replaced; idle children do not keep this process alive.
 */
export function createChildPool<Job extends object, Answer>(options: ChildPoolOptions): ChildPool<Job, Answer> {
  const waiting: Pending<Job, Answer>[] = [];
  const idle: Member[] = [];
  const members = new Set<Member>();
  let nextId = 1;
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
    child.on('message', (message: { readonly outcome: unknown }) =>
      member.finish?.({ kind: 'answered', answer: message.outcome }),
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

  function work(member: Member, { job, end }: Pending<Job, Answer>): void {
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
        end({ kind: 'answered', answer: ended.answer as Answer });
      } else {
        lost++;
        members.delete(member);
        end(everAnswered || lost < HOPELESS ? ended : { kind: 'broken', reason: ended.reason });
      }
      next();
    };
    member.finish = finish;
    // A child that is just ending cannot be sent anything; its exit ends the job.
    member.child.send({ ...job, id: nextId++ }, () => undefined);
  }

  function next(): void {
    while (!disposed && waiting.length > 0 && (idle.length > 0 || members.size < options.size)) {
      const pending = waiting.shift();
      if (pending) work(idle.pop() ?? start(), pending);
    }
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
          end(end) {
            signal.removeEventListener('abort', cancel);
            resolve(end);
          },
        };
        // A job that is already worked on is short and runs to its end, but its caller need not wait for it.
        const cancel = () => {
          const index = waiting.indexOf(pending);
          if (index >= 0) waiting.splice(index, 1);
          resolve({ kind: 'cancelled' });
        };
        signal.addEventListener('abort', cancel, { once: true });
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
