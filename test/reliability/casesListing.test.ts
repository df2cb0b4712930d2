import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { problem } from '../../src/engine/errors.ts';
import { phrase } from '../../src/engine/phrase.ts';
import type { ErrorCode } from '../../src/engine/model.ts';
import { fail, ok } from '../../src/engine/result.ts';
import type { Result } from '../../src/engine/result.ts';
import { exitStatus } from '../../src/run/exitStatus.ts';
import { Library, lines, reportText } from '../harness/library.ts';
import { hostWith } from '../harness/between.ts';
import { withoutPrivileges } from './faults/withoutPrivileges.ts';
import { ledgerOf } from './state/ledgerOf.ts';
import { wholeLibrary } from './state/wholeLibrary.ts';

const TWO_WAY = { mode: 'twoWay', allowDelete: 'both' };
const going = new AbortController().signal;

/** Reads an album in five pages; the third one is never answered. */
const brokenPages = hostWith({
  service: (real) => ({
    listItems: async (album, call) => {
      if (album.title !== 'Trip') return real.listItems(album, call);
      return fail(problem('E_LIST_PARTIAL', phrase`Trip: page 3 of 5 was not answered`, { path: 'Trip' }));
    },
  }),
});

test('case 1: an album whose listing breaks off has no events, and the other albums go on', async (t) => {
  const settings = { ...TWO_WAY, purgeEmptyAlbums: true, deleteDuplicates: true };
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Other/x.jpg': 'x' });
  await library.run({ settings });
  library.remove('Trip/a.jpg');
  library.remove('album-gallery/albums/trip/b.jpg');
  library.write({ 'Trip/c.jpg': 'c', 'Other/y.jpg': 'y' });
  const before = library.files().filter((file) => !file.includes('y.jpg'));
  const report = await library.run({ settings, host: brokenPages });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Other/y.jpg
      SAME SILENT silent Other/x.jpg
      ! E_LIST_PARTIAL Trip`,
  );
  assert.deepEqual(
    library.files().filter((file) => !file.includes('y.jpg')),
    before,
  );
  assert.equal(exitStatus(report, going), 1);
});

test('case 1: when the list of albums itself breaks off, nothing has an event', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run();
  library.write({ 'Trip/b.jpg': 'b' });
  const before = wholeLibrary(library);
  const host = hostWith({
    service: () => ({ listAlbums: async () => fail(problem('E_LIST_PARTIAL', phrase`page 3 of 5 was not answered`)) }),
  });
  const report = await library.run({ settings: TWO_WAY, host });
  assert.equal(reportText(report), '! E_LIST_PARTIAL');
  assert.deepEqual(wholeLibrary(library), before);
  assert.equal(exitStatus(report, going), 1);
});

test('case 2: the photos of a folder that cannot be read are unknown, not gone', async (t) => {
  const library = new Library(t, { 'Trip/Day 1/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Other/x.jpg': 'x' });
  const settings = { ...TWO_WAY, 'naming.templates': ['{0}'] };
  await library.run({ settings });
  library.remove('Other/x.jpg');
  const report = await withoutPrivileges(library.path('Trip/Day 1'), path.dirname(library.folder), () =>
    library.run({ settings }),
  );
  assert.equal(
    reportText(report),
    lines`
      REMOTE_ONLY:deletedLocally DELETE_REMOTE skipped Other/x.jpg E_FOLDER_UNREADABLE
      SAME SILENT silent Trip/b.jpg
      UNKNOWN REPORT skipped Trip/Day 1/a.jpg E_FOLDER_UNREADABLE
      ! E_FOLDER_UNREADABLE Trip/Day 1`,
  );
  assert.equal(library.textOf('album-gallery/albums/trip/Day 1/a.jpg'), 'a');
  assert.equal(exitStatus(report, going), 1);
});

test('case 2: a root that cannot be read is neither missing nor empty', async (t) => {
  const library = new Library(t, { 'photos/Trip/a.jpg': 'a', 'more/b.jpg': 'b' });
  const settings = { ...TWO_WAY, folders: ['photos', 'more'] };
  await library.run({ settings });
  const top = path.dirname(library.folder);
  const report = await withoutPrivileges(library.path('photos'), top, () => library.run({ settings }));
  assert.equal(
    reportText(report),
    lines`
      SAME SILENT silent Home/b.jpg
      UNKNOWN REPORT skipped Trip/a.jpg E_FOLDER_UNREADABLE
      ! E_FOLDER_UNREADABLE photos`,
  );
});

test('case 2: a photo without the name of one is not gone because it cannot be read', async (t) => {
  const library = new Library(t, { 'Trip/IMG_0001': 'a photo by its content alone', 'Trip/b.jpg': 'b' });
  await library.run({ settings: TWO_WAY });
  const top = path.dirname(library.folder);
  const report = await withoutPrivileges(library.path('Trip/IMG_0001'), top, () => library.run({ settings: TWO_WAY }));
  assert.equal(
    reportText(report),
    lines`
      SAME SILENT silent Trip/b.jpg
      UNKNOWN REPORT skipped Trip/IMG_0001 E_FOLDER_UNREADABLE`,
  );
});

test('case 2: a photo that vanishes while the run goes on is left for the next one', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  const report = await library.run({
    onEvent: (event) => {
      if (event.type === 'phase' && event.phase === 'apply') library.remove('Trip/a.jpg');
    },
  });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/b.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/a.jpg E_SOURCE_CHANGED`,
  );
  assert.equal(reportText(await library.run()), 'SAME SILENT silent Trip/b.jpg');
});

test('case 3: a disk that is not mounted stops the run, which says how many photos it misses', async (t) => {
  const library = new Library(t, { 'usb/Trip/a.jpg': 'a', 'usb/Trip/b.jpg': 'b', 'Own/c.jpg': 'c' });
  const settings = { ...TWO_WAY, folders: ['usb', 'Own'] };
  await library.run({ settings });
  library.remove('usb');
  for (const isMountPointThere of [false, true]) {
    if (isMountPointThere) mkdirSync(library.path('usb'));
    const before = wholeLibrary(library);
    const report = await library.run({ settings });
    const stop = report.problems.find(({ code }) => code === 'E_ROOT_EMPTY');
    assert.match(stop?.message ?? '', /^"usb" had 2 items at the last run/);
    assert.deepEqual([report.totals.outcomes.done, exitStatus(report, going)], [0, 2]);
    assert.deepEqual(wholeLibrary(library), before);
  }
  const confirmed = await library.run({ settings, confirmed: ['E_ROOT_EMPTY'], all: false });
  assert.equal(
    reportText(confirmed),
    lines`
      REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/a.jpg
      REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/b.jpg`,
  );
});

test('case 4: a service that was installed anew stops the run before it deletes a single photo', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run({ settings: TWO_WAY });
  library.remove('album-gallery');
  const report = await library.run({ settings: TWO_WAY });
  const stop = report.problems.find(({ code }) => code === 'E_REMOTE_EMPTY');
  assert.match(stop?.message ?? '', /^2 items were on the web at the last run/);
  assert.deepEqual([report.totals.outcomes.done, exitStatus(report, going)], [0, 2]);
  assert.deepEqual(library.files(), ['Trip/a.jpg', 'Trip/b.jpg']);
});

test('case 4: another gallery has a ledger of its own, so nothing looks deleted in it', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run({ settings: TWO_WAY });
  const report = await library.run({ settings: { ...TWO_WAY, 'gallery.path': 'another' } });
  assert.equal(reportText(report), 'LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg');
});

test('case 5: a plan that deletes too much is listed, and done only once it is confirmed', async (t) => {
  const names = Array.from({ length: 4 }, (_, index) => `Trip/${index}.jpg`);
  const library = new Library(t, Object.fromEntries([...names, 'Trip/kept.jpg'].map((name) => [name, name])));
  const settings = { ...TWO_WAY, maxDeletes: '50%' };
  await library.run({ settings });
  for (const name of names) library.remove(`album-gallery/albums/${name.replace('Trip', 'trip')}`);
  const before = wholeLibrary(library);
  const report = await library.run({ settings, all: false });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL planned Trip/0.jpg
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL planned Trip/1.jpg
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL planned Trip/2.jpg
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL planned Trip/3.jpg
      ! E_TOO_MANY_DELETES`,
  );
  assert.equal(exitStatus(report, going), 2);
  assert.deepEqual(wholeLibrary(library), before);
  const confirmed = await library.run({ settings, confirmed: ['E_TOO_MANY_DELETES'] });
  assert.equal(confirmed.totals.outcomes.done, 4);
});

/** What may be wrong with the ledger, the code for it, and whether the run goes on. */
const LEDGERS: readonly (readonly [string, (file: string) => void, ErrorCode | undefined])[] = [
  ['is missing', (file) => rmSync(path.dirname(file), { recursive: true }), undefined],
  ['is cut in half', (file) => truncateSync(file, 3000), 'E_LEDGER_DAMAGED'],
  ['is empty', (file) => writeFileSync(file, ''), 'E_LEDGER_DAMAGED'],
  ['is something else', (file) => writeFileSync(file, 'not a database'), 'E_LEDGER_DAMAGED'],
];

for (const [what, spoil, code] of LEDGERS) {
  test(`case 6: with a ledger that ${what}, both sides are seen for the first time`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c', 'Trip/d.jpg': 'd' });
    await library.run({ settings: TWO_WAY });
    library.remove('Trip/a.jpg');
    library.remove('album-gallery/albums/trip/b.jpg');
    library.write({ 'Trip/c.jpg': { text: 'c, edited' } });
    spoil(ledgerOf(library));
    const report = await library.run({ settings: TWO_WAY });
    assert.equal(
      reportText(report),
      [
        'DIFFERENT REPORT reported Trip/c.jpg',
        'LOCAL_ONLY:new UPLOAD_LOCAL done Trip/b.jpg',
        'REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/a.jpg',
        'SAME SILENT silent Trip/d.jpg',
        ...(code === undefined ? [] : [`! ${code}`]),
      ].join('\n'),
    );
    const aside = readdirSync(path.dirname(ledgerOf(library))).some((name) => name.includes('.bad-'));
    assert.equal(aside, code !== undefined);
  });
}

test('case 6: a ledger of a newer version stops the run and is left as it is', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run();
  const newer = new DatabaseSync(ledgerOf(library));
  newer.exec('PRAGMA user_version = 99; PRAGMA journal_mode = DELETE');
  newer.close();
  const before = readFileSync(ledgerOf(library));
  library.write({ 'Trip/b.jpg': 'b' });
  const report = await library.run();
  assert.equal(reportText(report), '! E_LEDGER_NEWER');
  assert.equal(exitStatus(report, going), 2);
  assert.deepEqual(readFileSync(ledgerOf(library)), before);
  assert.equal(existsSync(library.path('album-gallery/albums/trip/b.jpg')), false);
});

test('case 7: of web items with one name one is kept in step; only equal content is removed, where that is allowed', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run();
  library.write({
    'album-gallery/albums/trip/second a.jpg': 'a',
    'album-gallery/albums/trip/other a.jpg': 'another content',
    'album-gallery/albums/trip/copy of b.jpg': 'b',
  });
  await library.run();
  library.editManifest('trip', ({ items }) => {
    for (const item of items) if (String(item['name']).endsWith(' a.jpg')) Object.assign(item, named(item, 'a.jpg'));
  });
  const report = await library.run({ all: false });
  assert.equal(
    reportText(report),
    lines`
      DIFFERENT REPORT reported Trip/a.jpg E_REMOTE_DUPLICATE
      REMOTE_ONLY:new REPORT reported Trip/copy of b.jpg
      SAME REPORT reported Trip/a.jpg E_REMOTE_DUPLICATE`,
  );
  const forbidden = await library.run({ settings: { deleteDuplicates: true }, all: false });
  assert.equal(forbidden.totals.outcomes.notPermitted, 2);
  const allowed = await library.run({ settings: { deleteDuplicates: true, allowDelete: 'remote' }, all: false });
  assert.equal(allowed.totals.outcomes.done, 2);
  const left = library.files().filter((file) => file.startsWith('album-gallery/albums/'));
  assert.deepEqual(left, [
    'album-gallery/albums/trip/a.jpg',
    'album-gallery/albums/trip/b.jpg',
    'album-gallery/albums/trip/other a.jpg',
  ]);
});

test('case 7: an item or an album that is listed twice, as overlapping pages do, is one', async (t) => {
  const settings = { ...TWO_WAY, deleteDuplicates: true };
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run({ settings });
  library.write({ 'album-gallery/albums/trip/web.jpg': 'web' });
  const twice = <T>(answer: Result<readonly T[]>): Result<readonly T[]> =>
    answer.ok ? ok([...answer.value, ...answer.value]) : answer;
  const host = hostWith({
    service: (real) => ({
      listAlbums: async (call) => twice(await real.listAlbums(call)),
      listItems: async (album, call) => twice(await real.listItems(album, call)),
    }),
  });
  const report = await library.run({ settings, host });
  assert.equal(
    reportText(report),
    lines`
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/web.jpg
      SAME SILENT silent Trip/a.jpg
      SAME SILENT silent Trip/b.jpg`,
  );
  assert.equal(library.textOf('album-gallery/albums/trip/web.jpg'), 'web');
});

function named(item: Record<string, unknown>, name: string): Record<string, unknown> {
  return { name, path: item['name'] };
}

test('case 8: two files with one name in one album: the second one is said and left alone', async (t) => {
  const library = new Library(t, { '2010/Trip/a.jpg': 'first', '2011/Trip/a.jpg': 'second', '2011/Trip/b.jpg': 'b' });
  const settings = { ...TWO_WAY, 'naming.templates': ['{0}', '{1}'] };
  for (const first of [true, false]) {
    const report = await library.run({ settings });
    const items = report.items.map(({ outcome, path: file, error }) => `${file} ${outcome} ${error?.code ?? ''}`);
    const done = first ? 'done' : 'silent';
    assert.deepEqual(items.sort(), [
      `2010/Trip/a.jpg ${done} `,
      '2011/Trip/a.jpg skipped E_NAME_COLLISION',
      `2011/Trip/b.jpg ${done} `,
    ]);
  }
  assert.deepEqual(
    ['album-gallery/albums/trip/a.jpg', '2010/Trip/a.jpg', '2011/Trip/a.jpg'].map((file) => library.textOf(file)),
    ['first', 'first', 'second'],
  );
});

test('case 9: two folders of one album are shown before anything runs, and flow together', async (t) => {
  const library = new Library(t, { '2010/Trip/a.jpg': 'a', '2011/Trip/b.jpg': 'b' });
  const settings = { 'naming.templates': ['{0}', '{1}'] };
  const preview = await library.run({ kind: 'preview', settings });
  assert.deepEqual(
    preview.albums.map(({ name, folders }) => `${name}: ${folders.join(', ')}`),
    ['Trip: 2010/Trip, 2011/Trip'],
  );
  assert.equal((await library.run({ settings })).totals.outcomes.done, 2);
});

test('case 10: titles that look like a continuation keep their names', async (t) => {
  const library = new Library(t, {
    'Trip/1.jpg': '1',
    'Trip/2.jpg': '2',
    'Trip/3.jpg': '3',
    'Trip #2/x.jpg': 'x',
    'C#/c.jpg': 'c',
    'C/c.jpg': 'cc',
    'Apollo #13/m.jpg': 'm',
  });
  const settings = { ...TWO_WAY, maxAlbumItems: 2 };
  const albums = ['Apollo #13: Apollo #13', 'C: C', 'C#: C#', 'Trip: Trip, Trip #3', 'Trip #2: Trip #2'];
  for (const keepLedger of [true, true, false]) {
    if (!keepLedger) library.loseLedger();
    const report = await library.run({ settings });
    assert.deepEqual(
      report.albums.map(({ name, parts }) => `${name}: ${parts.join(', ')}`),
      albums,
    );
  }
});

test('case 10: a part that is made while one album alone is synced passes over the titles of the others', async (t) => {
  const library = new Library(t, { 'Trip/1.jpg': '1', 'Trip/2.jpg': '2', 'Trip #2/x.jpg': 'x' });
  const settings = { maxAlbumItems: 2 };
  await library.run({ settings });
  library.write({ 'Trip/3.jpg': '3' });
  const report = await library.run({ settings, albums: ['Trip'] });
  assert.deepEqual(report.albums[0]?.parts, ['Trip', 'Trip #3']);
  library.loseLedger();
  assert.equal((await library.run({ settings })).totals.events.SAME, 4);
});
