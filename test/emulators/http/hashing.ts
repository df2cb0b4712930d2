import { hash as hashOf } from 'node:crypto';
import path from 'node:path';
import { createThreadPool } from '../../../src/local/threads/threadPool.ts';

export type HashName = 'md5' | 'sha1' | 'sha256';

/** What a thread is asked, and what it answers: lower-case hex. */
export interface HashJob {
  readonly name: HashName;
  readonly bytes: Uint8Array;
}
export interface HashAnswer {
  readonly hash: string;
}

/** Makes hashes of what came, so that what comes meanwhile is not kept waiting. */
export interface Hashing {
  /** Lower-case hex. Nobody may change the bytes until then. */
  of(name: HashName, bytes: Buffer): Promise<string>;
  /** Ends the threads. */
  dispose(): void;
}

/** A thread is not worth it for fewer bytes. */
const WORTH_A_THREAD = 128 * 1024;
const THREADS = 2;

/** No thread is started before the first long body. */
export function createHashing(): Hashing {
  const pool = createPool();
  return {
    of: async (name, bytes) => {
      const made = bytes.length < WORTH_A_THREAD ? undefined : await pool?.run({ name, bytes });
      return made?.hash ?? hashOf(name, bytes, 'hex');
    },
    dispose: () => pool?.dispose(),
  };
}

/** None in the tests inside the editor: they are one file, and the program of the threads does not lie beside it. */
function createPool() {
  const here = import.meta.dirname as string | undefined;
  if (here === undefined) return undefined;
  const workerPath = path.join(here, 'hashProgram.ts');
  return createThreadPool<HashJob, HashAnswer>({ workerPath, threads: THREADS }, ({ bytes }) => bytes.length);
}

/** Memory for so many bytes, which threads read where it is instead of in a copy. */
export function memoryFor(bytes: number): Buffer {
  return bytes < WORTH_A_THREAD ? Buffer.allocUnsafe(bytes) : Buffer.from(new SharedArrayBuffer(bytes));
}
