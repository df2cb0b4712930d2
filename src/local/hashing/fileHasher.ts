import { Worker } from 'node:worker_threads';
import { hashFile } from '../safeWrite.ts';
import type { FromHashWorker, ToHashWorker } from './protocol.ts';

/** Reads files for their SHA-256. */
export interface FileHasher {
  /** `sha256:<hex>`. Rejects with what the disk throws, and with the signal's reason when that is aborted. */
  hash(path: string, signal: AbortSignal): Promise<string>;
  /** Ends the threads; what they still read is not answered any more. */
  dispose(): void;
}

export interface FileHasherOptions {
  /** Absolute path of the program of the threads: `dist/hashWorker.js`, or `src/hashWorker.ts` in tests. */
  readonly workerPath: string;
  readonly threads: number;
}

interface Pending {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly resolve: (hash: string) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
}

/**
 * Hashes in threads, because for a photo the way through the event loop takes longer than reading and hashing it. No
 * thread is started before the first file, and idle ones do not keep this process alive.
 */
export function createFileHasher({ workerPath, threads }: FileHasherOptions): FileHasher {
  const started: Thread[] = [];
  let lastId = 0;
  let isBroken = false;

  function start(): Thread {
    const thread: Thread = { worker: new Worker(workerPath), pending: new Map() };
    const { worker, pending } = thread;
    worker.unref();
    worker.on('message', (answer: FromHashWorker) => {
      const asked = pending.get(answer.id);
      pending.delete(answer.id);
      if (pending.size === 0) worker.unref();
      if ('hash' in answer) asked?.resolve(answer.hash);
      else asked?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
    });
    worker.on('error', () => {
      // Where no thread can run, this one does the work; it only takes longer.
      isBroken = true;
      for (const { path, signal, resolve, reject } of pending.values()) hashFile(path, signal).then(resolve, reject);
      pending.clear();
    });
    started.push(thread);
    return thread;
  }

  function send(asked: Pending): number {
    const least = started.toSorted((a, b) => a.pending.size - b.pending.size)[0];
    const thread = least && (least.pending.size === 0 || started.length >= threads) ? least : start();
    const id = ++lastId;
    thread.pending.set(id, asked);
    thread.worker.ref();
    thread.worker.postMessage({ id, path: asked.path } satisfies ToHashWorker);
    return id;
  }

  return {
    hash: (path, signal) => {
      if (isBroken || signal.aborted) return hashFile(path, signal);
      return new Promise((resolve, reject) => {
        const cancel = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        signal.addEventListener('abort', cancel, { once: true });
        const settled = <T>(then: (value: T) => void) => {
          return (value: T) => {
            signal.removeEventListener('abort', cancel);
            then(value);
          };
        };
        send({ path, signal, resolve: settled(resolve), reject: settled(reject) });
      });
    },
    dispose: () => {
      for (const { worker } of started) void worker.terminate();
    },
  };
}
