import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FlushMany } from '../../../src/local/flushing/flushAll.ts';
import type { Content } from '../../../src/local/stageContent.ts';
import { renameTogether, writeTogether } from '../../../src/local/writeTogether.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

/** The disk says that it has all, and notes of each flush what was asked for and what had its name by then. */
function notingFlush(targets: readonly string[]) {
  const flushes: { readonly paths: readonly string[]; readonly named: readonly string[] }[] = [];
  const flush: FlushMany = async (paths) => {
    flushes.push({ paths, named: targets.filter((target) => existsSync(target)) });
    return paths.map(() => undefined);
  };
  return { flush, flushes };
}

test('files get their names together, between a flush of their bytes and one of their folders', async (t) => {
  const folder = temporaryFolder(t);
  const targets = ['a/1', 'a/2', 'b/3'].map((name) => path.join(folder, name));
  for (const name of ['a', 'b']) mkdirSync(path.join(folder, name));
  const { flush, flushes } = notingFlush(targets);

  const written = await writeTogether(
    targets.map((target) => ({ target, content: `content of ${path.basename(target)}` })),
    flush,
  );

  assert.deepEqual(
    written.map(({ error }) => error),
    [undefined, undefined, undefined],
  );
  assert.deepEqual(
    targets.map((target) => readFileSync(target, 'utf8')),
    ['content of 1', 'content of 2', 'content of 3'],
  );
  assert.equal(flushes.length, 2);
  assert.deepEqual(flushes[0]?.named, []);
  assert.equal(flushes[0]?.paths.length, 3);
  assert.deepEqual(flushes[1], { paths: ['a', 'b'].map((name) => path.join(folder, name)), named: targets });
});

test('a file that cannot be written, or that the disk loses, keeps no other from its name and leaves nothing', async (t) => {
  const folder = temporaryFolder(t);
  const targets = ['1', 'nowhere/2', '3', '4'].map((name) => path.join(folder, name));
  writeFileSync(path.join(folder, '3'), 'old');
  const flush: FlushMany = async (paths) =>
    paths.map((_path, index) => (index === 1 ? { message: 'lost', code: 'EIO' } : undefined));

  const written = await writeTogether(
    targets.map((target) => ({ target, content: 'new' })),
    flush,
  );

  const codes = written.map(({ error }) => (error as NodeJS.ErrnoException | undefined)?.code);
  assert.deepEqual(codes, [undefined, 'ENOENT', 'EIO', undefined]);
  assert.deepEqual(readdirSync(folder), ['1', '3', '4']);
  assert.equal(readFileSync(path.join(folder, '3'), 'utf8'), 'old');
});

test('a file that is known to stand there gives way, and is not kept open', async (t) => {
  const folder = temporaryFolder(t);
  const [old, none] = ['old', 'none'].map((name) => path.join(folder, name));
  assert.ok(old !== undefined && none !== undefined);
  writeFileSync(old, 'old');
  const { ino } = statSync(old);
  const contents = new Map<string, Content>([
    [old, 'new'],
    [none, ['new, ', 'in pieces']],
  ]);
  const written = await writeTogether(
    [...contents].map(([target, content]) => ({ target, content, isThere: true })),
    notingFlush([]).flush,
  );
  assert.deepEqual(
    written.map(({ error }) => error),
    [undefined, undefined],
  );
  assert.deepEqual(
    [old, none].map((target) => readFileSync(target, 'utf8')),
    ['new', 'new, in pieces'],
  );
  assert.notEqual(statSync(old).ino, ino);
  // It is closed in another thread; the time of the test ends where it is not.
  while (isOpen(folder)) await nextTurn();
});

/** Whether this process has a file open that is, or was, in a folder; false where the system does not tell. */
function isOpen(folder: string): boolean {
  const descriptors = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : [];
  return descriptors.some((each) => linkOf(`/proc/self/fd/${each}`).startsWith(folder));
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

test('where nobody flushes many, each is flushed by itself', async (t) => {
  const folder = temporaryFolder(t);
  const target = path.join(folder, 'a');
  const [written] = await writeTogether([{ target, content: 'new' }], async () => undefined);
  assert.equal(written?.error, undefined);
  assert.equal(readFileSync(target, 'utf8'), 'new');
});

test('staged files get their names once the journals have their lines on the disk', async (t) => {
  const folder = temporaryFolder(t);
  const files = ['1', '2'].map((name) => ({
    from: path.join(folder, `${name}.staged`),
    target: path.join(folder, name),
    journal: path.join(folder, 'journals', name),
    line: `line of ${name}`,
  }));
  for (const { from, target } of files) {
    writeFileSync(from, 'new');
    writeFileSync(target, 'old');
  }
  const held: string[] = [];
  const flush: FlushMany = async (paths) => {
    held.push(...files.map(({ target }) => readFileSync(target, 'utf8')));
    if (held.length > files.length) return [undefined];
    assert.deepEqual(
      paths.map((journal) => readFileSync(journal, 'utf8')),
      ['\nline of 1', '\nline of 2'],
    );
    return [undefined, { message: 'lost', code: 'EIO' }];
  };

  const renamed = await renameTogether(files, flush);

  assert.deepEqual(
    renamed.map(({ error }) => error?.message),
    [undefined, 'lost'],
  );
  assert.deepEqual(held, ['old', 'old', 'new', 'old']);
  assert.deepEqual(readdirSync(folder), ['1', '2', 'journals']);
});
