import { Worker } from 'node:worker_threads';
import type { AlbumLook } from './albumLook.ts';

/** What the thread is to look at. */
export interface LookTask {
  /** Absolute path of the gallery. */
  readonly root: string;
  readonly slugs: readonly string[];
  /** ms since 1970 UTC. */
  readonly now: number;
}

/** So many albums that looking at them takes longer than starting a thread. */
export const WORTH_A_THREAD = 24;

/**
 * Looks at albums in a thread of its own, so that the photo folders are looked at meanwhile. One look an album, in their
 * order; undefined when there is no such thread, or it was stopped.
 * @param program absolute path of `dist/lookWorker.js`
 */
export function lookAside(
  program: string,
  task: LookTask,
  signal: AbortSignal,
): Promise<readonly (AlbumLook | undefined)[] | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(program, { workerData: task });
    const end = (looks?: readonly (AlbumLook | undefined)[]) => {
      signal.removeEventListener('abort', stop);
      resolve(looks);
      void worker.terminate();
    };
    const stop = () => end();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', end);
    worker.on('error', stop);
    worker.on('exit', stop);
  });
}
