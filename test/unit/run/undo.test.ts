import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Library, lines, reportText } from '../../harness/library.ts';
import type { LibrarySpec, RunOptions } from '../../harness/library.ts';

const TWO_WAY = { mode: 'twoWay', allowDelete: 'both', maxDeletes: '100%' };

/** A library that is in step, and one more change of either side; each case undoes the sync that follows it. */
interface Case {
  readonly what: string;
  readonly start?: LibrarySpec;
  readonly settings?: RunOptions['settings'];
  readonly change: (library: Library) => void;
  /** The report of the undo. */
  readonly undone: string;
}

const CASES: readonly Case[] = [
  {
    what: 'what was uploaded goes to the trash of the gallery',
    change: (library) => library.write({ 'Trip/new.jpg': 'new' }),
    undone: lines`LOCAL_ONLY:new UPLOAD_LOCAL done Trip/new.jpg`,
  },
  {
    what: 'what was replaced gets its old content back',
    change: (library) => library.write({ 'Trip/a.jpg': { text: 'a, but changed', at: '2025-01-01T00:00:00Z' } }),
    undone: lines`REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg`,
  },
  {
    what: 'what was deleted on the web comes back into its album',
    settings: TWO_WAY,
    change: (library) => library.remove('Trip/a.jpg'),
    undone: lines`REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/a.jpg`,
  },
  {
    what: 'what was trashed comes back into its folder',
    settings: TWO_WAY,
    change: (library) => library.remove('album-gallery/albums/trip/a.jpg'),
    undone: lines`LOCAL_ONLY:deletedRemotely DELETE_LOCAL done Trip/a.jpg`,
  },
  {
    what: 'what was downloaded goes to the trash',
    settings: TWO_WAY,
    change: (library) => library.write({ 'album-gallery/albums/trip/found.jpg': 'found' }),
    undone: lines`REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/found.jpg`,
  },
  {
    what: 'a file that a download replaced is as it was',
    settings: TWO_WAY,
    change: (library) =>
      library.write({ 'album-gallery/albums/trip/a.jpg': { text: 'changed there', at: '2025-05-05T00:00:00Z' } }),
    undone: lines`DIFFERENT:remoteChanged DOWNLOAD_REMOTE done Trip/a.jpg`,
  },
  {
    what: 'a moved photo is back in its album',
    change: (library) => {
      library.write({ 'Other/a.jpg': { text: 'a' } });
      library.remove('Trip/a.jpg');
    },
    undone: lines`LOCAL_ONLY:new UPLOAD_LOCAL done Other/a.jpg`,
  },
  {
    what: 'a conflict that was kept twice is one pair again',
    settings: TWO_WAY,
    change: (library) => {
      library.write({ 'Trip/a.jpg': { text: 'changed here', at: '2025-04-04T00:00:00Z' } });
      library.write({ 'album-gallery/albums/trip/a.jpg': { text: 'changed there', at: '2025-05-05T00:00:00Z' } });
    },
    undone: lines`
      DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a (conflict 2026-11-22).jpg
      DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg`,
  },
];

const START: LibrarySpec = { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' };

for (const { what, start = START, settings = {}, change, undone } of CASES) {
  test(`an undo: ${what}`, async (t) => {
    const library = new Library(t, start);
    await library.run({ settings });
    change(library);
    const before = stateOf(library);
    await library.run({ settings });
    const after = stateOf(library);
    assert.notEqual(after, before);
    const preview = await library.run({ kind: 'undoPreview', settings });
    assert.equal(stateOf(library), after, 'a preview changes nothing');
    assert.equal(reportText(preview), undone.replaceAll(' done ', ' planned '));
    assert.equal(preview.undoes?.mode, settings['mode'] ?? 'upload');
    const report = await library.run({ kind: 'undo', settings });
    assert.equal(reportText(report), undone);
    assert.equal(stateOf(library), before);
    // The next sync finds what the first one found.
    await library.run({ settings });
    assert.equal(stateOf(library), after);
  });
}

test('an undo of the first sync leaves no album, and the photos where they are', async (t) => {
  const library = new Library(t, START);
  await library.run();
  await library.run({ kind: 'undo' });
  assert.equal(
    stateOf(library),
    lines`
    Trip/a.jpg a 2024-01-01T00:00:00.000Z
    Trip/b.jpg b 2024-01-01T00:00:00.000Z`,
  );
  const next = await library.run({ kind: 'preview' });
  assert.equal(
    reportText(next),
    lines`
    LOCAL_ONLY:new UPLOAD_LOCAL planned Trip/a.jpg
    LOCAL_ONLY:new UPLOAD_LOCAL planned Trip/b.jpg`,
  );
  assert.equal(existsSync(library.path('album-gallery/albums/trip')), false);
});

test('a sync that has nothing to do leaves the run before it to be undone', async (t) => {
  const library = new Library(t, START);
  await library.run();
  library.write({ 'Trip/new.jpg': 'new' });
  await library.run();
  await library.run();
  const report = await library.run({ kind: 'undo' });
  assert.equal(reportText(report), lines`LOCAL_ONLY:new UPLOAD_LOCAL done Trip/new.jpg`);
});

test('there is nothing to undo before the first run, and after an undo', async (t) => {
  const library = new Library(t, START);
  const codes = async () => (await library.run({ kind: 'undo' })).problems.map(({ code }) => code);
  assert.deepEqual(await codes(), ['E_NOTHING_TO_UNDO']);
  await library.run();
  assert.deepEqual(await codes(), []);
  assert.deepEqual(await codes(), ['E_NOTHING_TO_UNDO']);
});

test('what was changed since the run is left alone, and the rest is undone', async (t) => {
  const library = new Library(t, { ...START, 'Trip/c.jpg': 'c' });
  await library.run();
  const settings = TWO_WAY;
  library.write({
    'album-gallery/albums/trip/one.jpg': 'one',
    'album-gallery/albums/trip/two.jpg': 'two',
    'Trip/up.jpg': 'up',
  });
  library.remove('album-gallery/albums/trip/c.jpg');
  await library.run({ settings });
  library.write({ 'Trip/one.jpg': 'touched by hand', 'Trip/c.jpg': 'another c' });
  library.write({ 'album-gallery/albums/trip/up.jpg': 'touched there' });
  const report = await library.run({ kind: 'undo', settings });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL failed Trip/c.jpg E_TARGET_CHANGED
      LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/up.jpg E_TARGET_CHANGED
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/two.jpg
      REMOTE_ONLY:new DOWNLOAD_REMOTE failed Trip/one.jpg E_TARGET_CHANGED`,
  );
  assert.equal(library.textOf('Trip/one.jpg'), 'touched by hand');
  assert.equal(library.textOf('Trip/c.jpg'), 'another c');
  assert.equal(library.textOf('album-gallery/albums/trip/up.jpg'), 'touched there');
});

test('what is no longer in the trash cannot come back, and is said', async (t) => {
  const library = new Library(t, START);
  await library.run();
  library.write({ 'Trip/a.jpg': { text: 'a, but changed', at: '2025-01-01T00:00:00Z' } });
  library.remove('album-gallery/albums/trip/b.jpg');
  await library.run({ settings: TWO_WAY });
  rmSync(library.path('album-gallery/.trash'), { recursive: true });
  for (const file of readdirSync(library.home, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('b.jpg')) rmSync(path.join(library.home, file));
  const report = await library.run({ kind: 'undo', settings: TWO_WAY });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL failed Trip/b.jpg E_TRASH_EMPTIED
      REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL failed Trip/a.jpg E_TRASH_EMPTIED`,
  );
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a, but changed');
});

/** What a person sees on both sides: every photo with its content and date, trashes and pages left out. */
function stateOf(library: Library): string {
  return library
    .files()
    .filter((file) => !file.includes('/.trash/') && !file.includes('/.journal/'))
    .map((file) => `${file} ${library.textOf(file) ?? '?'} ${statSync(library.path(file)).mtime.toISOString()}`)
    .join('\n');
}
