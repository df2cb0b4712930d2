// What only a service with an account can show of the cases 33 (a trash that answers for its content) and 36 (one item in
// several albums) comes with the network services, through the conformance suite.
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { ApplyPorts } from '../../src/engine/apply/apply.ts';
import { problem } from '../../src/engine/errors.ts';
import { phrase } from '../../src/engine/phrase.ts';
import { MODES } from '../../src/engine/modes.ts';
import { fail } from '../../src/engine/result.ts';
import { exitStatus } from '../../src/run/exitStatus.ts';
import type { RunHost } from '../../src/run/openPorts.ts';
import { Library, lines, reportText } from '../harness/library.ts';
import { hostWith } from '../harness/between.ts';
import { ledgerOf } from './state/ledgerOf.ts';
import { wholeLibrary } from './state/wholeLibrary.ts';

const TWO_WAY = { mode: 'twoWay', allowDelete: 'both' };
const going = new AbortController().signal;

/** Notes every deletion that reaches a port. */
function notingDeletions(deleted: string[], capabilities: Partial<ApplyPorts['service']['capabilities']> = {}) {
  return hostWith({
    service: (real) => ({
      capabilities: { ...real.capabilities, ...capabilities },
      remove: (item, call) => (deleted.push(`remove ${item.name}`), real.remove(item, call)),
      removeAlbum: (album, call) => (deleted.push(`removeAlbum ${album.title}`), real.removeAlbum(album, call)),
      replace: (item, ...rest) => (deleted.push(`replace ${item.name}`), real.replace(item, ...rest)),
    }),
    files: (real) => ({ trash: (file, call) => (deleted.push(`trash ${file.path}`), real.trash(file, call)) }),
  });
}

for (const mode of MODES) {
  test(`case 31: without permission, mode ${mode} sends no deletion, whatever asks for one`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c', 'Empty/e.jpg': 'e' });
    await library.run();
    library.remove('Empty/e.jpg');
    await library.run({ settings: { mode: 'syncUpload', allowDelete: 'remote' } });
    library.remove('Trip/a.jpg');
    library.remove('album-gallery/albums/trip/b.jpg');
    library.write({
      'Trip/c.jpg': { text: 'c, edited', at: '2024-02-02T00:00:00Z' },
      'Trip/d.jpg': 'd',
      'album-gallery/albums/trip/copy of c.jpg': 'c',
    });
    const before = library.files();
    const deleted: string[] = [];
    const overrides = {
      LOCAL_ONLY: 'DELETE_LOCAL',
      REMOTE_ONLY: 'DELETE_REMOTE',
      SAME: 'DELETE_LOCAL',
      REMOTE_OLDER: 'REPLACE_REMOTE_WITH_LOCAL',
    };
    const report = await library.run({
      settings: { mode, overrides, deleteDuplicates: true, purgeEmptyAlbums: true },
      // Where a replacement is a new item and a deletion, it is no less a deletion.
      host: notingDeletions(deleted, { replace: 'uploadThenRemove' }),
    });
    assert.deepEqual([deleted, library.files()], [[], before]);
    const refused = report.items.filter(({ outcome }) => outcome === 'notPermitted');
    assert.deepEqual([...new Set(refused.map(({ error }) => error?.code))], ['E_NOT_PERMITTED']);
    assert.deepEqual(new Set(refused.map(({ action }) => action)), new Set(Object.values(overrides)));
    assert.ok(refused.some(({ name }) => name === 'copy of c.jpg'));
    assert.ok(refused.some(({ album, name }) => album === 'Empty' && name === ''));
    assert.equal(exitStatus(report, going), 1);
  });
}

/** Platforms, what of the home is in the way, and where a file that is deleted goes then; relative to the home. */
const TRASHES: readonly (readonly [NodeJS.Platform, 'nothing' | 'a file', string])[] = [
  ['linux', 'nothing', 'data/Trash/files/a.jpg'],
  ['linux', 'a file', 'state/trash/a.jpg'],
  ['darwin', 'nothing', 'state/trash/a.jpg'],
  ['win32', 'nothing', 'state/trash/a.jpg'],
];

for (const [platform, obstacle, place] of TRASHES) {
  test(`case 32: on ${platform}, with ${obstacle} in place of the trash, a deleted photo goes to ${place}`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': { text: 'a', at: '2011-11-11T11:11:11Z' }, 'Trip/b.jpg': 'b' });
    await library.run({ settings: TWO_WAY });
    library.remove('album-gallery/albums/trip/a.jpg');
    if (obstacle === 'a file') writeFileSync(path.join(library.home, 'data'), 'somebody keeps a file here');
    const host: Partial<RunHost> = { platform };
    const report = await library.run({ settings: TWO_WAY, host, all: false });
    assert.equal(reportText(report), 'LOCAL_ONLY:deletedRemotely DELETE_LOCAL done Trip/a.jpg');
    assert.equal(library.textOf('Trip/a.jpg'), undefined);
    assert.equal(library.textOf(`../home/${place}`), 'a');
    assert.equal(statSync(path.join(library.home, place)).mtime.toISOString(), '2011-11-11T11:11:11.000Z');
  });
}

test('case 32: what a download replaces is in the trash too, and can be put back as it was', async (t) => {
  const library = new Library(t, { 'Trip/a b.jpg': { text: 'mine', at: '2011-11-11T11:11:11Z' } });
  await library.run({ settings: TWO_WAY });
  library.write({ 'album-gallery/albums/trip/a b.jpg': { text: 'of the web', at: '2024-02-02T00:00:00Z' } });
  await library.run({ settings: TWO_WAY });
  assert.equal(library.textOf('Trip/a b.jpg'), 'of the web');
  const trash = path.join(library.home, 'data', 'Trash');
  const info = readFileSync(path.join(trash, 'info', 'a b.jpg.trashinfo'), 'utf8');
  const origin = decodeURIComponent(/^Path=(.*)$/m.exec(info)?.[1] ?? '');
  assert.equal(origin, library.path('Trip/a b.jpg'));
  assert.equal(library.textOf('../home/data/Trash/files/a b.jpg'), 'mine');
  assert.equal(statSync(path.join(trash, 'files', 'a b.jpg')).mtime.toISOString(), '2011-11-11T11:11:11.000Z');
});

test('case 32: where no trash at all can be written, the photo stays where it is', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run({ settings: TWO_WAY });
  library.remove('album-gallery/albums/trip/a.jpg');
  library.write({ 'album-gallery/albums/trip/b.jpg': { text: 'b of the web', at: '2024-02-02T00:00:00Z' } });
  for (const place of ['data', 'state/trash'])
    writeFileSync(path.join(library.home, place), 'somebody keeps a file here');
  const report = await library.run({ settings: TWO_WAY });
  assert.equal(
    reportText(report),
    lines`
      DIFFERENT:remoteChanged DOWNLOAD_REMOTE failed Trip/b.jpg E_TRASH_FAILED
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL failed Trip/a.jpg E_TRASH_FAILED`,
  );
  assert.deepEqual(
    library.files().filter((file) => file.startsWith('Trip/')),
    ['Trip/a.jpg', 'Trip/b.jpg'],
  );
  assert.deepEqual([library.textOf('Trip/a.jpg'), library.textOf('Trip/b.jpg')], ['a', 'b']);
});

test('case 33: what is only in the trash of the gallery does not count as being there', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  const settings = { mode: 'syncUpload', allowDelete: 'remote' };
  await library.run({ settings });
  library.remove('Trip/a.jpg');
  await library.run({ settings });
  library.write({ 'Trip/a.jpg': 'a' });
  const report = await library.run({ settings, all: false });
  assert.equal(reportText(report), 'LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg');
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a');
});

test('case 34: an album at its limit goes on in a part, and a restart fills the same one', async (t) => {
  const library = new Library(t, { 'Trip/1.jpg': '1', 'Trip/2.jpg': '2', 'Trip/3.jpg': '3', 'Trip/4.jpg': '4' });
  const settings = { maxAlbumItems: 2, concurrency: 1 };
  const host = hostWith({
    service: (real) => ({
      upload: async (album, details, ...rest) =>
        details.name === '3.jpg'
          ? fail(problem('E_VERIFY', phrase`the service did not add it`))
          : real.upload(album, details, ...rest),
    }),
  });
  const first = await library.run({ settings, host });
  assert.deepEqual(
    [first.totals.outcomes.done, first.totals.outcomes.failed, first.albums[0]?.parts],
    [3, 1, ['Trip', 'Trip #2']],
  );
  for (const outcome of ['done', 'silent'] as const) {
    const again = await library.run({ settings });
    assert.equal(again.items.find(({ name }) => name === '3.jpg')?.outcome, outcome);
    assert.deepEqual(again.albums[0]?.parts, ['Trip', 'Trip #2']);
  }
  assert.ok(library.textOf('album-gallery/albums/trip-2/3.jpg'));
});

test('case 34: no part is made for a photo that cannot be sent', async (t) => {
  const library = new Library(t, { 'Trip/1.jpg': '1', 'Trip/2.jpg': '2', 'Trip/3.jpg': '3', 'New/n.jpg': 'n' });
  const report = await library.run({
    settings: { maxAlbumItems: 2 },
    onEvent: (event) => {
      if (event.type !== 'phase' || event.phase !== 'apply') return;
      library.write({ 'Trip/3.jpg': '3, changed' });
      library.remove('New/n.jpg');
    },
  });
  assert.deepEqual([report.totals.outcomes.done, report.totals.outcomes.failed], [2, 2]);
  assert.deepEqual(
    report.albums.map(({ name, parts }) => `${name}: ${parts.join(', ')}`),
    ['New: ', 'Trip: Trip'],
  );
});

test('case 35: an album that only looks empty, or is not ours, is not removed', async (t) => {
  const settings = { mode: 'syncUpload', allowDelete: 'both', purgeEmptyAlbums: true };
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Unlisted/b.jpg': 'b', 'Somebody/c.jpg': 'c' });
  await library.run({ settings: { ...settings, 'gallery.path': 'album-gallery' } });
  library.remove('Unlisted');
  library.remove('Somebody');
  await library.run({ settings, albums: ['Somebody'] });
  // An album that another program made empty is not known to us.
  library.loseLedger();
  await library.run({ settings: { ...settings, mode: 'upload' }, albums: ['Trip'] });
  const deleted: string[] = [];
  const listing = hostWith({
    service: (real) => ({
      listItems: async (album, call) =>
        album.title === 'Unlisted' ? fail(problem('E_LIST_PARTIAL', phrase`cut off`)) : real.listItems(album, call),
      removeAlbum: (album, call) => (deleted.push(album.title), real.removeAlbum(album, call)),
    }),
  });
  const before = wholeLibrary(library);
  const report = await library.run({ settings, host: listing });
  assert.deepEqual([deleted, wholeLibrary(library)], [[], before]);
  assert.equal(reportText(report), 'SAME SILENT silent Trip/a.jpg\n! E_LIST_PARTIAL');
  assert.ok(ledgerOf(library));
});

test('case 36: a photo of two albums that leaves one folder leaves that album only', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Best of/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  const settings = { mode: 'syncUpload', allowDelete: 'remote' };
  await library.run({ settings });
  library.remove('Trip/a.jpg');
  assert.equal(
    reportText(await library.run({ settings, all: false })),
    'REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/a.jpg',
  );
  assert.equal(library.textOf('album-gallery/albums/best-of/a.jpg'), 'a');
  assert.equal((await library.run({ settings })).totals.events.SAME, 2);
});
