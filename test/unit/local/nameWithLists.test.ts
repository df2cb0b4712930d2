import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { FlushMany } from '../../../src/local/flushing/flushAll.ts';
import { nameWithLists } from '../../../src/local/nameWithLists.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

test('files get their names once the list has them on the disk, and then the list its place', async (t) => {
  const { listed, standing, folder } = scene(t, ['trip', 'walk']);
  const seen: string[] = [];
  const flush: FlushMany = async (paths, what) => {
    seen.push(`${what} ${relative(folder, paths)}: ${standing()}`);
    return paths.map(() => undefined);
  };
  const named = await nameWithLists(listed, flush);
  assert.deepEqual(
    named,
    listed.map(() => ({ files: [undefined, undefined], list: 'placed' })),
  );
  assert.deepEqual(seen, [
    'files aside/trip aside/walk: trip old old old, walk old old old',
    'folders trip aside walk: trip new new new, walk new new new',
  ]);
  assert.deepEqual(readdirSync(path.join(folder, 'aside')), []);
});

const FAILURES: readonly (readonly [
  what: string,
  cause: (scene: Scene) => FlushMany | undefined,
  list: 'aside' | 'EIO' | 'EEXIST',
  standing: string,
])[] = [
  [
    'the list does not reach the disk',
    () => async (paths, what) => paths.map(() => (what === 'files' ? LOST : undefined)),
    'EIO',
    'trip old old old',
  ],
  [
    'something stands where the list is to lie',
    ({ folder }) => {
      mkdirSync(path.join(folder, 'aside'));
      writeFileSync(path.join(folder, 'aside', 'trip'), 'of somebody');
    },
    'EEXIST',
    'trip old old old',
  ],
  [
    'a folder stands in the place of a file',
    ({ folder }) => {
      mkdirSync(path.join(folder, 'trip', 'b'));
    },
    'aside',
    'trip new a folder old',
  ],
  [
    'a folder stands in the place of the list',
    ({ folder }) => {
      mkdirSync(path.join(folder, 'trip', 'list'));
    },
    'aside',
    'trip new new a folder',
  ],
];

for (const [what, cause, list, standing] of FAILURES)
  test(`nothing is lost or left behind where ${what}`, async (t) => {
    const before = scene(t, ['trip'], what);
    const flush = cause(before) ?? NO_FLUSH;
    const [named] = await nameWithLists(before.listed, flush);
    assert.equal(named?.list instanceof Error ? (named.list as NodeJS.ErrnoException).code : named?.list, list);
    assert.equal(before.standing(), standing);
    // What has no name is gone.
    assert.deepEqual(
      readdirSync(path.join(before.folder, 'trip')).filter((name) => name.endsWith('.staged')),
      [],
    );
    const aside = path.join(before.folder, 'aside', 'trip');
    const lies = existsSync(aside) ? readFileSync(aside, 'utf8') : 'nothing';
    assert.equal(lies, { aside: 'new', EIO: 'nothing', EEXIST: 'of somebody' }[list]);
  });

test('a file whose bytes do not reach the disk keeps its place, and the list waits aside', async (t) => {
  const { listed, standing } = scene(t, ['trip', 'walk']);
  const [trip, walk] = listed;
  assert.ok(trip && walk);
  const [first, second] = trip.files;
  assert.ok(first && second);
  const lost = new Error('lost');
  const flushed = Promise.resolve(lost);
  const named = await nameWithLists([{ ...trip, files: [{ ...first, flushed }, second] }, walk], NO_FLUSH);
  assert.deepEqual(named, [
    { files: [lost, undefined], list: 'aside' },
    { files: [undefined, undefined], list: 'placed' },
  ]);
  assert.equal(standing(), 'trip old new old, walk new new new');
});

const LOST = { message: 'lost', code: 'EIO' };
const NO_FLUSH: FlushMany = async () => undefined;

type Scene = ReturnType<typeof scene>;

/**
 * Folders with two files and a list each, and what is to take their places.
 * @param without says which of them is missing, since something else will stand there
 */
function scene(t: TestContext, names: readonly string[], without = '') {
  const folder = temporaryFolder(t);
  const isMissing = (name: string) =>
    (name === 'b' && without.endsWith('of a file')) || (name === 'list' && without.endsWith('of the list'));
  const at = (name: string, file: string) => path.join(folder, name, file);
  const listed = names.map((name) => {
    mkdirSync(path.join(folder, name));
    for (const file of ['a', 'b', 'list']) if (!isMissing(file)) writeFileSync(at(name, file), 'old');
    const files = ['a', 'b'].map((file) => {
      writeFileSync(at(name, `${file}.staged`), 'new');
      return { from: at(name, `${file}.staged`), target: at(name, file) };
    });
    return { files, list: { aside: at('aside', name), target: at(name, 'list'), content: 'new' } };
  });
  const standing = () =>
    names.map((name) => [name, ...['a', 'b', 'list'].map((file) => contentOf(at(name, file)))].join(' ')).join(', ');
  return { folder, listed, standing };
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'a folder';
  }
}

function relative(folder: string, paths: readonly string[]): string {
  return paths.map((each) => path.relative(folder, each).replaceAll(path.sep, '/')).join(' ');
}
