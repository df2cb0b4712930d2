import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { createThreadPool } from '../../../src/local/threads/threadPool.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

/** A thread that answers each job with the number of jobs in its message. */
const COUNTING = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', (jobs) => parentPort.postMessage(jobs.map(() => ({ together: jobs.length }))));
`;

const MB = 1024 * 1024;

describe('so many of 200 jobs go to a thread with one message, at most', () => {
  const table: readonly (readonly [what: string, bytes: number, most: number])[] = [
    ['small ones', 50_000, 64],
    ['of 3 MB each', 3 * MB, 3],
    ['of 8 MB each', 8 * MB, 1],
    ['of a gigabyte each', 1024 * MB, 1],
  ];
  for (const [what, bytes, most] of table)
    test(what, async (t) => {
      const workerPath = path.join(temporaryFolder(t), 'counting.mjs');
      writeFileSync(workerPath, COUNTING);
      const pool = createThreadPool<{ readonly bytes: number }, { readonly together: number }>(
        { workerPath, threads: 1 },
        (job) => job.bytes,
      );
      t.after(() => pool.dispose());
      const answers = await Promise.all(Array.from({ length: 200 }, () => pool.run({ bytes })));
      assert.equal(Math.max(...answers.map((answer) => answer?.together ?? 0)), most);
    });
});

test('an abort drops what waits, and what a thread has begun is answered', async (t) => {
  const workerPath = path.join(temporaryFolder(t), 'counting.mjs');
  writeFileSync(workerPath, COUNTING);
  const pool = createThreadPool<object, { readonly together: number }>({ workerPath, threads: 1 });
  t.after(() => pool.dispose());
  const cancel = new AbortController();
  const asked = Array.from({ length: 5 }, () => pool.run({}, cancel.signal));
  cancel.abort();
  assert.deepEqual(await Promise.all(asked), [{ together: 1 }, { together: 1 }, undefined, undefined, undefined]);
});
