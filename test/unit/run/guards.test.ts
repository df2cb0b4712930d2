import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { graveKey, isGrave } from '../../../src/engine/plan/grave.ts';
import { Library, lines, reportText } from '../../harness/library.ts';
import type { SyncReport } from '../../../src/engine/report.ts';
import type { LibrarySpec } from '../../harness/library.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';

const MIRROR = { mode: 'syncUpload', allowDelete: 'both' };

async function synced(t: TestContext, spec: LibrarySpec): Promise<Library> {
  const library = new Library(t, spec);
  await library.run();
  return library;
}

function many(count: number): LibrarySpec {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`Trip/${String(index).padStart(3, '0')}.jpg`, `${index}`]),
  );
}

test('a root that is empty or missing, where photos were, stops the run until it is confirmed', async (t) => {
  for (const spoil of [
    (library: Library) => {
      library.remove('photos/Trip');
    },
    (library: Library) => {
      library.remove('photos');
    },
  ]) {
    const library = new Library(t, { 'photos/Trip/a.jpg': 'a', 'more/b.jpg': 'b' });
    const settings = { ...MIRROR, folders: ['photos', 'more'] };
    await library.run({ settings });
    spoil(library);
    const report = await library.run({ settings, all: false });
    assert.match(reportText(report), /^! E_ROOT_EMPTY photos$/m);
    assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a');
    const confirmed = await library.run({ settings, all: false, confirmed: ['E_ROOT_EMPTY'] });
    assert.equal(reportText(confirmed), 'REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/a.jpg');
  }
});

test('a gallery that is empty, where photos were, stops the run until it is confirmed', async (t) => {
  const library = await synced(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  library.remove('album-gallery');
  const settings = { mode: 'twoWay', allowDelete: 'both' };
  const report = await library.run({ settings });
  assert.match(reportText(report), /^! E_REMOTE_EMPTY$/m);
  assert.equal(existsSync(library.path('album-gallery')), false);
  assert.deepEqual(library.files(), ['Trip/a.jpg', 'Trip/b.jpg']);
  const upload = await library.run({ confirmed: ['E_REMOTE_EMPTY'] });
  assert.equal(
    reportText(upload),
    lines`
      LOCAL_ONLY:deletedRemotely UPLOAD_LOCAL done Trip/a.jpg
      LOCAL_ONLY:deletedRemotely UPLOAD_LOCAL done Trip/b.jpg`,
  );
});

test('a side that is empty is no reason to delete the other one, also without a ledger', async (t) => {
  const library = await synced(t, { 'photos/Trip/a.jpg': 'a' });
  library.loseLedger();
  library.remove('photos/Trip');
  const settings = { ...MIRROR, folders: ['photos'] };
  const report = await library.run({ settings, all: false });
  assert.match(reportText(report), /^! E_ROOT_EMPTY photos$/m);
  assert.equal(report.items[0]?.outcome, 'planned');
  const confirmed = await library.run({ settings, all: false, confirmed: ['E_ROOT_EMPTY'] });
  assert.equal(confirmed.totals.outcomes.done, 1);
});

test('more deletions than maxDeletes stop the run until they are confirmed', async (t) => {
  const library = await synced(t, many(30));
  for (let index = 0; index < 6; index++) library.remove(`Trip/00${index}.jpg`);
  const table: readonly (readonly [limit: number | string, stops: boolean])[] = [
    [5, true],
    [6, false],
    ['19%', true],
    ['20%', false],
    [0, true],
    ['100%', false],
  ];
  for (const [maxDeletes, stops] of table) {
    const report = await library.run({ kind: 'preview', settings: { ...MIRROR, maxDeletes } });
    assert.equal(
      report.problems.some(({ code }) => code === 'E_TOO_MANY_DELETES'),
      stops,
      String(maxDeletes),
    );
  }
  const settings = { ...MIRROR, maxDeletes: 5 };
  await library.run({ settings });
  assert.equal(library.textOf('album-gallery/albums/trip/000.jpg'), '0');
  const confirmed = await library.run({ settings, confirmed: ['E_TOO_MANY_DELETES'] });
  assert.equal(confirmed.totals.outcomes.done, 6);
});

test('without permission no mode, override or housekeeping deletes anything', async (t) => {
  const overrides = { LOCAL_ONLY: 'DELETE_LOCAL', REMOTE_ONLY: 'DELETE_REMOTE', SAME: 'DELETE_REMOTE' };
  for (const mode of ['upload', 'download', 'repairUpload', 'sync', 'syncUpload', 'twoWay'] as const) {
    const library = await synced(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Gone/c.jpg': 'c' });
    library.remove('Gone/c.jpg');
    library.write({ 'Trip/d.jpg': 'd' });
    const before = library.files();
    const settings = { mode, overrides, deleteDuplicates: true, purgeEmptyAlbums: true };
    const report = await library.run({ settings });
    assert.deepEqual(library.files(), before, mode);
    assert.equal(report.totals.outcomes.notPermitted, 4, mode);
  }
});

test('a second run at the same time is refused', async (t) => {
  const library = await synced(t, { 'Trip/a.jpg': 'a' });
  let second: Promise<SyncReport> | undefined;
  const first = await library.run({
    onEvent: (event) => {
      if (event.type === 'phase' && event.phase === 'scan') second = library.run();
    },
  });
  assert.equal(reportText(first), 'SAME SILENT silent Trip/a.jpg');
  assert.ok(second);
  assert.equal(reportText(await second), '! E_LOCKED');
});

test('a damaged ledger is set aside and nothing is deleted because of it', async (t) => {
  const library = await synced(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  const state = path.join(library.home, 'state');
  const [folder = ''] = readdirSync(state);
  const ledger =
    readdirSync(path.join(state, folder)).find((file) => file.startsWith('gallery-') && file.endsWith('.db')) ?? '';
  writeFileSync(path.join(state, folder, ledger), 'this is no database');
  library.remove('Trip/a.jpg');
  const report = await library.run({ settings: { mode: 'twoWay', allowDelete: 'both' } });
  assert.equal(
    reportText(report),
    lines`
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/a.jpg
      SAME SILENT silent Trip/b.jpg
      ! E_LEDGER_DAMAGED`,
  );
  assert.ok(readdirSync(path.join(state, folder)).some((file) => file.includes('.bad-')));
});

test('a root that does not exist or is a file is a settings error, and nothing is touched', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', file: { bytes: 'x' } });
  for (const root of ['nowhere', 'file']) {
    const report = await library.run({ settings: { folders: ['Trip', root] } });
    assert.equal(reportText(report), `! E_SETTINGS albumSync.folders ${root}`);
  }
  assert.deepEqual(library.files(), ['Trip/a.jpg', 'file']);
});

test('a template that a folder does not fit is a settings error, and nothing is touched', async (t) => {
  const library = new Library(t, { 'a/b/x.jpg': 'x' });
  const report = await library.run({ settings: { 'naming.templates': ['{5}'] } });
  assert.equal(reportText(report), '! E_SETTINGS albumSync.naming.templates');
  assert.equal(existsSync(library.path('album-gallery')), false);
});

test('a preview leaves no trace, not even a ledger', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run({ kind: 'preview', settings: { mode: 'twoWay' } });
  assert.deepEqual(readdirSync(library.folder), ['Trip']);
  assert.equal(existsSync(path.join(library.home, 'state')), false);
  await library.run();
  const before = readdirSync(path.join(library.home, 'state'), { recursive: true });
  await library.run({ kind: 'preview' });
  assert.deepEqual(readdirSync(path.join(library.home, 'state'), { recursive: true }), before);
});

test('an old gallery under another name is not scanned for photos', async (t) => {
  const library = await synced(t, { 'Trip/a.jpg': 'a' });
  renameSync(library.path('album-gallery'), library.path('old-web'));
  mkdirSync(library.path('empty'));
  const report = await library.run({ kind: 'preview', settings: { 'gallery.path': 'web' } });
  assert.equal(reportText(report), 'LOCAL_ONLY:new UPLOAD_LOCAL planned Trip/a.jpg');
});

/** What is on disk after a first sync, the settings of the next one, and how the run ends where a person is asked. */
const ASKED: readonly (readonly [
  what: string,
  spoil: (library: Library) => void,
  settings: RawSettings,
  report: string,
])[] = [
  [
    'a deletion on the web',
    (library) => library.remove('Trip/a.jpg'),
    MIRROR,
    lines`
      REMOTE_ONLY:deletedLocally DELETE_REMOTE planned Trip/a.jpg
      SAME SILENT silent Trip/b.jpg
      ! E_UNCONFIRMED`,
  ],
  [
    'a deletion in a folder',
    (library) => library.remove('album-gallery/albums/trip/a.jpg'),
    { mode: 'twoWay', allowDelete: 'both' },
    lines`
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL planned Trip/a.jpg
      SAME SILENT silent Trip/b.jpg
      ! E_UNCONFIRMED`,
  ],
  [
    'a photo that was changed on both sides',
    (library) => library.write({ 'Trip/a.jpg': 'here', 'album-gallery/albums/trip/a.jpg': 'there' }),
    { mode: 'twoWay' },
    lines`
      DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL planned Trip/a.jpg E_CONFLICT
      SAME SILENT silent Trip/b.jpg
      ! E_UNCONFIRMED`,
  ],
  [
    'a deletion that is not permitted, which is none',
    (library) => library.remove('Trip/a.jpg'),
    { mode: 'syncUpload' },
    lines`
      REMOTE_ONLY:deletedLocally DELETE_REMOTE notPermitted Trip/a.jpg E_NOT_PERMITTED
      SAME SILENT silent Trip/b.jpg`,
  ],
  [
    'too many deletions, for which there is another stop',
    (library) => library.remove('Trip/a.jpg'),
    { ...MIRROR, maxDeletes: 0 },
    lines`
      REMOTE_ONLY:deletedLocally DELETE_REMOTE planned Trip/a.jpg
      SAME SILENT silent Trip/b.jpg
      ! E_TOO_MANY_DELETES`,
  ],
];

for (const [what, spoil, settings, expected] of ASKED)
  test(`where a person is asked: ${what}`, async (t) => {
    const library = await synced(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
    spoil(library);
    assert.equal(reportText(await library.run({ settings, askBefore: { agreed: [] } })), expected);
    const confirmed = ['E_UNCONFIRMED', 'E_TOO_MANY_DELETES'] as const;
    const report = await library.run({ settings, askBefore: { agreed: [] }, confirmed });
    assert.equal(report.totals.outcomes.planned, 0);
  });

test('who agreed to one deletion is asked again when there are two', async (t) => {
  const library = await synced(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c' });
  const settings = MIRROR;
  library.remove('Trip/a.jpg');
  const asked = await library.run({ settings, askBefore: { agreed: [] } });
  const agreed = asked.items.filter(isGrave).map(graveKey);
  library.remove('Trip/b.jpg');
  // The number was agreed to as well, but not that of later deletions.
  const confirmed = ['E_TOO_MANY_DELETES'] as const;
  const next = await library.run({ settings, askBefore: { agreed }, confirmed });
  assert.equal(
    reportText(next),
    lines`
      REMOTE_ONLY:deletedLocally DELETE_REMOTE planned Trip/a.jpg
      REMOTE_ONLY:deletedLocally DELETE_REMOTE planned Trip/b.jpg
      SAME SILENT silent Trip/c.jpg
      ! E_UNCONFIRMED`,
  );
  assert.match(next.problems.map(({ message }) => message).join('\n'), /1 deletion/u);
  library.write({ 'Trip/b.jpg': 'b' });
  const last = await library.run({ settings, askBefore: { agreed }, confirmed });
  assert.deepEqual([last.totals.outcomes.done, last.totals.outcomes.planned], [1, 0]);
});
