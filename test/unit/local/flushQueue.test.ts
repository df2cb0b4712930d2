import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as breathe } from 'node:timers/promises';
import { createFlushQueue } from '../../../src/local/flushing/flushQueue.ts';
import { createAbortCalls } from '../../../src/local/threads/abortCalls.ts';

const MIB = 1024 * 1024;

/** A queue whose disk is a list of what it was asked for: `all` is a flush of all files, a name that of one. */
function disk({ all = 'done', bad = '' }: { readonly all?: 'done' | 'refused'; readonly bad?: string } = {}) {
  const asked: string[] = [];
  const ended = new Map<string, string>();
  let hold: Promise<unknown> = Promise.resolve();
  let prepared = 0;
  const queue = createFlushQueue({
    together: {
      prepare: () => void (prepared += 1),
      async flush(path) {
        asked.push(`all with ${path}`);
        await hold;
        return all === 'done';
      },
    },
    async each(path) {
      asked.push(path);
      return path === bad ? { message: 'EIO: input/output error', code: 'EIO' } : undefined;
    },
    aborts: createAbortCalls(),
  });
  const written = (path: string, size = 1, signal = new AbortController().signal) =>
    void queue
      .flush({ paths: [path], size }, signal)
      .then((errors) => ended.set(path, errors.get(path)?.code ?? 'flushed'));
  return {
    queue,
    asked,
    ended,
    written,
    prepared: () => prepared,
    expect: (files: number) => names(files).forEach(() => queue.expect()),
    /** From now on a flush of all files ends when the answer is called. */
    holdFlushes() {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      hold = promise;
      return () => resolve(undefined);
    },
  };
}

function names(count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(from + index));
}

interface Case {
  readonly what: string;
  readonly files: number;
  readonly size?: number;
  readonly all?: 'refused';
  readonly asked: readonly string[];
}

const cases: readonly Case[] = [
  { what: 'a few files are flushed one by one', files: 31, asked: names(31) },
  { what: 'many are flushed together', files: 32, asked: ['all with 31'] },
  {
    what: 'so many that others would wait too long are not waited for',
    files: 300,
    asked: ['all with 255', 'all with 299'],
  },
  { what: 'neither are so many bytes', files: 40, size: 4 * MIB, asked: ['all with 31', ...names(8, 32)] },
  { what: 'where all together fail, each is flushed', files: 32, all: 'refused', asked: ['all with 31', ...names(32)] },
];

for (const { what, files, size, all, asked } of cases) {
  test(what, async () => {
    const made = disk(all && { all });
    made.expect(files);
    for (const name of names(files)) made.written(name, size);
    while (made.ended.size < files) await breathe();
    assert.deepEqual(made.asked, asked);
    assert.deepEqual([...new Set(made.ended.values())], ['flushed']);
  });
}

test('where all together fail, the one file that cannot be flushed is told from the others', async () => {
  const made = disk({ all: 'refused', bad: '7' });
  made.expect(40);
  for (const name of names(40)) made.written(name);
  while (made.ended.size < 40) await breathe();
  assert.deepEqual(
    [...made.ended].filter(([, how]) => how !== 'flushed'),
    [['7', 'EIO']],
  );
});

test('files wait for those that are being written, and for the flush that is on its way', async () => {
  const made = disk();
  const goOn = made.holdFlushes();
  made.expect(100);
  for (const name of names(49)) made.written(name);
  await breathe();
  assert.deepEqual(made.asked, []);
  made.queue.giveUp();
  for (const name of names(50, 49)) made.written(name);
  made.expect(60);
  for (const name of names(60, 100)) made.written(name);
  await breathe();
  assert.deepEqual([made.asked, made.ended.size], [['all with 98'], 0]);
  goOn();
  while (made.ended.size < 159) await breathe();
  assert.deepEqual(made.asked, ['all with 98', 'all with 159']);
});

test('a file does not wait for long where the next ones come slowly', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const made = disk();
  made.expect(2);
  made.written('0');
  t.mock.timers.tick(999);
  await Promise.resolve();
  assert.deepEqual(made.asked, []);
  t.mock.timers.tick(1);
  await breathe();
  assert.deepEqual([made.asked, [...made.ended]], [['0'], [['0', 'flushed']]]);
});

test('after a cancel nobody waits, and what is not wanted any more is not flushed', async () => {
  const made = disk();
  const cancel = new AbortController();
  made.expect(52);
  for (const name of names(50)) made.written(name, MIB, cancel.signal);
  cancel.abort();
  made.written('50', MIB, cancel.signal);
  await breathe();
  assert.deepEqual([made.asked, made.ended.size], [[], 51]);
  made.written('51');
  await breathe();
  assert.deepEqual(made.asked, ['51']);
});

test('files that go together count as many, wait as one, and each is flushed where all together fail', async () => {
  const made = disk({ all: 'refused', bad: '41' });
  made.expect(2);
  const ended = [names(31), names(11, 31)].map(async (paths) => {
    const errors = await made.queue.flush({ paths, size: paths.length }, new AbortController().signal);
    return [...errors.keys()];
  });
  assert.deepEqual(await Promise.all(ended), [[], ['41']]);
  assert.deepEqual(made.asked, ['all with 41', ...names(42)]);
});

test('what flushes many together is prepared once so many are being written', () => {
  const { queue, expect, prepared } = disk();
  expect(31);
  assert.equal(prepared(), 0);
  expect(1);
  assert.equal(prepared(), 1);
  for (let file = 0; file < 32; file++) queue.giveUp();
});
