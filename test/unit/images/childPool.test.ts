import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { setImmediate as breathe } from 'node:timers/promises';
import { createChildPool, type ChildPool } from '../../../src/local/images/childPool.ts';

interface Job {
  readonly act: 'answer' | 'die' | 'hang' | 'forget';
  readonly text?: string;
}

const programs = path.resolve('test/unit/images/programs');
const { signal } = new AbortController();

interface Options {
  readonly program?: string;
  readonly size?: number;
  readonly timeoutMs?: number;
  readonly isShort?: (job: Job) => boolean;
}

function openPool(t: TestContext, options: Options = {}) {
  const pool: ChildPool<Job, string> = createChildPool({
    modulePath: path.join(programs, options.program ?? 'answers.ts'),
    size: options.size ?? 2,
    timeoutMs: options.timeoutMs ?? 30_000,
    isShort: options.isShort,
  });
  t.after(() => pool.dispose());
  return pool;
}

/** The first word of an answer, or how else a job ended. */
async function outcome(pool: ChildPool<Job, string>, job: Job): Promise<string> {
  const end = await pool.run(job, signal);
  return end.kind === 'answered' ? (end.answer.split(' ')[0] ?? '') : end.kind;
}

test('many jobs are shared by a few processes, each with its own answer', async (t) => {
  const pool = openPool(t, { size: 2 });
  const ends = await Promise.all(
    Array.from({ length: 40 }, (_, index) => pool.run({ act: 'answer', text: String(index) }, signal)),
  );
  const answers = ends.map((end) => (end.kind === 'answered' ? end.answer.split(' ') : []));
  assert.deepEqual(
    answers.map(([text]) => text),
    Array.from({ length: 40 }, (_, index) => String(index)),
  );
  assert.ok(new Set(answers.map(([, pid]) => pid)).size <= 2);
});

test('a process that dies costs its own job only', async (t) => {
  const pool = openPool(t);
  const jobs: Job[] = [
    { act: 'answer', text: 'a' },
    { act: 'die' },
    { act: 'answer', text: 'b' },
    { act: 'die' },
    { act: 'answer', text: 'c' },
  ];
  assert.deepEqual(await Promise.all(jobs.map((job) => outcome(pool, job))), ['a', 'lost', 'b', 'lost', 'c']);
});

test('short jobs that wait are sent together, up to sixteen, and a long one by itself', async (t) => {
  const pool = openPool(t, { size: 1, isShort: ({ text }) => text !== 'long' });
  const texts = ['first', ...Array.from({ length: 18 }, (_, index) => String(index)), 'long', 'last'];
  const ends = await Promise.all(texts.map((text) => pool.run({ act: 'answer', text }, signal)));
  assert.deepEqual(
    ends.map((end) => (end.kind === 'answered' ? end.answer.replace(/ \d+ /u, ' of ') : end.kind)),
    [
      'first of 1',
      ...texts.slice(1, 17).map((text) => `${text} of 16`),
      '16 of 2',
      '17 of 2',
      'long of 1',
      'last of 1',
    ],
  );
});

test('of several jobs of a process that dies only the one that did it is lost', async (t) => {
  const pool = openPool(t, { size: 1, isShort: () => true });
  const jobs: Job[] = ['first', 'a', 'b', '', 'c'].map((text) => (text ? { act: 'answer', text } : { act: 'die' }));
  assert.deepEqual(await Promise.all(jobs.map((job) => outcome(pool, job))), ['first', 'a', 'b', 'lost', 'c']);
});

test('a process that hangs is killed, and another one goes on', async (t) => {
  const pool = openPool(t, { size: 1, timeoutMs: 1500 });
  assert.equal(await outcome(pool, { act: 'answer', text: 'a' }), 'a');
  const [hung, after] = await Promise.all([
    outcome(pool, { act: 'hang' }),
    outcome(pool, { act: 'answer', text: 'b' }),
  ]);
  assert.deepEqual([hung, after], ['lost', 'b']);
});

test('a program that never runs is given up', async (t) => {
  const pool = openPool(t, { program: 'diesAtOnce.ts', size: 1 });
  const jobs = Array.from({ length: 4 }, () => outcome(pool, { act: 'answer' }));
  assert.deepEqual(await Promise.all(jobs), ['lost', 'lost', 'broken', 'broken']);
});

test('a program that is not there is given up', async (t) => {
  const pool = openPool(t, { program: 'missing.ts', size: 1 });
  const jobs = Array.from({ length: 3 }, () => outcome(pool, { act: 'answer' }));
  assert.deepEqual(await Promise.all(jobs), ['lost', 'lost', 'broken']);
});

test('a cancelled job answers at once, whether it waits or is worked on', async (t) => {
  const pool = openPool(t, { size: 1 });
  const controller = new AbortController();
  const jobs = [pool.run({ act: 'forget' }, controller.signal), pool.run({ act: 'answer' }, controller.signal)];
  controller.abort();
  assert.deepEqual(await Promise.all(jobs), [{ kind: 'cancelled' }, { kind: 'cancelled' }]);
  assert.deepEqual(await pool.run({ act: 'answer' }, controller.signal), { kind: 'cancelled' });
});

test('a pool that is disposed answers nobody', async (t) => {
  const pool = openPool(t, { size: 1 });
  const jobs = [outcome(pool, { act: 'forget' }), outcome(pool, { act: 'answer' })];
  pool.dispose();
  assert.deepEqual(await Promise.all(jobs), ['lost', 'cancelled']);
  assert.equal(await outcome(pool, { act: 'answer' }), 'cancelled');
});

test('the children end when their parent is killed', async () => {
  const parent = spawn(process.execPath, [path.join(programs, 'parent.ts'), path.join(programs, 'answers.ts')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
  const child = Number(line.split(' ')[1]);
  assert.ok(isAlive(child));
  parent.kill('SIGKILL');
  while (isAlive(child)) await breathe();
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
