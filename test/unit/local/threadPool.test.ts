import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createThreadPool } from '../../../src/local/threads/threadPool.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

/** A thread that answers each job with the number of jobs in its message. */
const COUNTING = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', (jobs) => parentPort.postMessage(jobs.map(() => ({ together: jobs.length }))));
`;

/** A thread that answers each job with its own number. */
const NAMED = `
  import { parentPort, threadId } from 'node:worker_threads';
  parentPort.on('message', (jobs) => parentPort.postMessage(jobs.map(() => ({ thread: threadId }))));
`;

/** A thread that dies of a job, or holds it until it is let go. */
const DYING = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ([{ gate }]) => {
    if (!gate) throw new Error('dead');
    Atomics.wait(gate, 0, 0);
    parentPort.postMessage([{ held: true }]);
  });
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

test('jobs that are asked for in one turn of the event loop go to a thread together, where they are small', async (t) => {
  const workerPath = path.join(temporaryFolder(t), 'counting.mjs');
  writeFileSync(workerPath, COUNTING);
  const table: readonly (readonly [bytes: number, together: number])[] = [
    [50_000, 8],
    [MB / 2, 2],
    [MB, 1],
  ];
  for (const [bytes, together] of table) {
    const pool = createThreadPool<object, { readonly together: number }>({ workerPath, threads: 4 }, () => bytes);
    t.after(() => pool.dispose());
    const answers = await Promise.all(Array.from({ length: 8 }, () => pool.run({})));
    assert.deepEqual(answers, Array(8).fill({ together }), String(bytes));
  }
});

describe('as many threads are started as are worth their start', () => {
  const table: readonly (readonly [what: string, bytes: number, jobs: number, threads: number, waits?: 'waits'])[] = [
    ['one for a hundred small jobs', 50_000, 100, 1],
    ['as many as cores where hundreds wait', 50_000, 1000, 2],
    ['as many where few have many bytes', 8 * MB, 4, 2],
    ['more where hundreds wait and will wait for the disk', 50_000, 1000, 4, 'waits'],
    ['more where few of many bytes will', 8 * MB, 4, 4, 'waits'],
  ];
  for (const [what, bytes, jobs, threads, waits] of table)
    test(what, async (t) => {
      const workerPath = path.join(temporaryFolder(t), 'named.mjs');
      writeFileSync(workerPath, NAMED);
      const pool = createThreadPool<object, { readonly thread: number }>(
        { workerPath, threads: 4, cores: 2 },
        () => bytes,
        undefined,
        () => waits !== undefined,
      );
      t.after(() => pool.dispose());
      const answers = await Promise.all(Array.from({ length: jobs }, () => pool.run({})));
      assert.equal(new Set(answers.map((answer) => answer?.thread)).size, threads);
    });
});

describe('few small jobs are done without a thread, where that may be', () => {
  const table: readonly {
    readonly what: string;
    readonly bytes?: number;
    readonly jobs: number;
    readonly isFewHere?: boolean;
    readonly prepared?: number;
    readonly here: number;
  }[] = [
    { what: 'a hundred of them', jobs: 100, here: 100 },
    { what: 'a hundred that were foretold', jobs: 100, prepared: 100, here: 100 },
    { what: 'not more than are done while a thread starts', jobs: 200, here: 0 },
    { what: 'none where more were foretold', jobs: 100, prepared: 200, here: 0 },
    { what: 'none of many bytes', bytes: 8 * MB, jobs: 1, here: 0 },
    { what: 'none that have many bytes together', bytes: MB, jobs: 10, here: 0 },
    { what: 'none where something else must not wait', jobs: 100, isFewHere: false, here: 0 },
  ];
  for (const { what, bytes = 50_000, jobs, isFewHere = true, prepared, here } of table)
    test(what, async (t) => {
      const workerPath = path.join(temporaryFolder(t), 'named.mjs');
      writeFileSync(workerPath, NAMED);
      const pool = createThreadPool<object, { readonly thread: number }>(
        { workerPath, threads: 1, isFewHere },
        () => bytes,
        () => () => ({ thread: 0 }),
      );
      t.after(() => pool.dispose());
      if (prepared !== undefined) pool.prepare(prepared);
      const answers = await Promise.all(Array.from({ length: jobs }, () => pool.run({})));
      assert.equal(answers.filter((answer) => answer?.thread === 0).length, here);
    });

  test('what was done before counts', async (t) => {
    const workerPath = path.join(temporaryFolder(t), 'named.mjs');
    writeFileSync(workerPath, NAMED);
    const pool = createThreadPool<object, { readonly thread: number }>(
      { workerPath, threads: 1, isFewHere: true },
      () => 50_000,
      () => () => ({ thread: 0 }),
    );
    t.after(() => pool.dispose());
    const rounds = [];
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(Array.from({ length: 60 }, () => pool.run({})));
      rounds.push(answers.every((answer) => answer?.thread === 0));
    }
    assert.deepEqual(rounds, [true, true, false]);
  });

  test('an abort drops what is not done yet', async () => {
    const cancel = new AbortController();
    const pool = createThreadPool<object, object>(
      { workerPath: 'none', threads: 1, isFewHere: true },
      () => 50_000,
      () => () => {
        cancel.abort();
        return {};
      },
    );
    const answers = await Promise.all([pool.run({}, cancel.signal), pool.run({}, cancel.signal)]);
    assert.deepEqual(answers, [{}, undefined]);
  });
});

test('jobs that go first pass those that wait, and are not answered together with them', async (t) => {
  const workerPath = path.join(temporaryFolder(t), 'counting.mjs');
  writeFileSync(workerPath, COUNTING);
  const pool = createThreadPool<{ readonly bytes: number }, { readonly together: number }>(
    { workerPath, threads: 1 },
    ({ bytes }) => bytes,
    undefined,
    undefined,
    ({ bytes }) => bytes === 0,
  );
  t.after(() => pool.dispose());
  const answered: string[] = [];
  const ask = async (name: string, bytes: number) => {
    const answer = await pool.run({ bytes });
    answered.push(`${name} ${answer?.together ?? 0}`);
  };
  const begun = [ask('a', 8 * MB), ask('b', 8 * MB), ask('c', 8 * MB)];
  await turn();
  await Promise.all([...begun, ask('d', 1), ask('e', 1), ask('first', 0), ask('second', 0)]);
  assert.deepEqual(answered, ['a 1', 'b 1', 'first 2', 'second 2', 'c 1', 'd 2', 'e 2']);
});

test('an abort drops what waits, and what a thread has begun is answered', async (t) => {
  const workerPath = path.join(temporaryFolder(t), 'counting.mjs');
  writeFileSync(workerPath, COUNTING);
  const pool = createThreadPool<object, { readonly together: number }>({ workerPath, threads: 1 }, () => 8 * MB);
  t.after(() => pool.dispose());
  const cancel = new AbortController();
  const asked = Array.from({ length: 5 }, () => pool.run({}, cancel.signal));
  await turn();
  const tooLate = pool.run({}, cancel.signal);
  cancel.abort();
  assert.deepEqual(await Promise.all(asked), [{ together: 1 }, { together: 1 }, undefined, undefined, undefined]);
  assert.equal(await tooLate, undefined);
});

test('when a thread dies, others still answer what they have begun, and nothing more is begun', async (t) => {
  const workerPath = path.join(temporaryFolder(t), 'dying.mjs');
  writeFileSync(workerPath, DYING);
  const pool = createThreadPool<{ readonly gate?: Int32Array }, object>({ workerPath, threads: 2 }, () => 8 * MB);
  t.after(() => pool.dispose());
  const gate = new Int32Array(new SharedArrayBuffer(4));
  let isAnswered = false;
  const held = pool.run({ gate }).finally(() => (isAnswered = true));
  assert.equal(await pool.run({}), undefined);
  assert.equal(await pool.run({ gate }), undefined);
  assert.equal(isAnswered, false);
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
  assert.deepEqual(await held, { held: true });
});
