import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { fail } from '../../../src/engine/result.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';
import { photosLibrary } from '../../harness/googlePhotos.ts';
import { lines, reportText, tinyJpeg } from '../../harness/library.ts';
import type { LibrarySpec } from '../../harness/library.ts';

const SYNC_UPLOAD = { settings: { mode: 'syncUpload', allowDelete: 'remote' } };
const FILES: LibrarySpec = {
  'Rome/a.jpg': 'Rome a',
  'Trip/a.jpg': 'Trip a',
  'Trip/b.jpg': 'Trip b',
  'Trip/twin of b.jpg': 'Trip b',
  'Trip/2019/May/day 1/a.jpg': 'May a',
};
/** No two pieces that are read of a file are the same. */
const PIECE = randomBytes(700_000);

test('a first run puts the albums there, and the next one finds them in step', async (t) => {
  const { anna, run } = await photosLibrary(t, FILES);
  const first = await run();
  assert.deepEqual([first.totals.outcomes.done, first.problems], [5, []]);
  assert.equal(
    anna.albumsText().split('\n').toSorted().join('\n'),
    '  a.jpg\n  a.jpg\n  a.jpg\n  b.jpg\n2019 (Trip)\nRome\nTrip',
  );
  for (const options of [{}, SYNC_UPLOAD, { settings: { mode: 'twoWay', allowDelete: 'both' } }])
    assert.equal(reportText(await run(options)), '');
});

test('photos of any size arrive as they are on the disk', async (t) => {
  const sizes = [1, 3, 52];
  const bytesOf = (megabytes: number) => Buffer.concat([tinyJpeg(''), Buffer.alloc(megabytes * 1024 ** 2, PIECE)]);
  const photos = sizes.map((megabytes) => [`Trip/${megabytes} MB.jpg`, { bytes: bytesOf(megabytes) }]);
  const { anna, run } = await photosLibrary(t, Object.fromEntries(photos) as LibrarySpec);
  assert.equal((await run()).totals.outcomes.done, sizes.length);
  for (const megabytes of sizes) {
    const there = anna.items().find(({ filename }) => filename === `${megabytes} MB.jpg`);
    assert.ok(there?.bytes.equals(bytesOf(megabytes)), `${megabytes} MB`);
  }
});

test('what is changed, new and gone is brought in step, and a person hears what stays in the library', async (t) => {
  const { anna, library, run } = await photosLibrary(t, FILES);
  await run();
  library.remove('Trip/a.jpg');
  library.write({ 'Trip/b.jpg': { text: 'Trip b, edited', at: '2025-01-01T00:00:00Z' }, 'Trip/c.jpg': 'Trip c' });
  const report = await run(SYNC_UPLOAD);
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/c.jpg
      REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL done Trip/b.jpg
      REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/a.jpg
      ! E_STILL_IN_LIBRARY`,
  );
  assert.match(report.problems[0]?.message ?? '', /^a\.jpg \(http\S+\)\. The service lets no app delete/);
  assert.match(anna.albumsText(), /Trip\n {2}b\.jpg\n {2}b\.jpg\n {2}c\.jpg|Trip\n {2}b\.jpg\n {2}c\.jpg\n {2}b\.jpg/);
  assert.equal(anna.items().length, 6);
  assert.equal(reportText(await run(SYNC_UPLOAD)), '');
});

test('an undo brings the albums back as they were', async (t) => {
  const { anna, library, run } = await photosLibrary(t, FILES);
  await run();
  const before = albumsOf(anna.albumsText());
  library.remove('Trip/a.jpg');
  library.remove('Trip/twin of b.jpg');
  library.write({
    'Rome/a.jpg': { text: 'Rome a, edited', at: '2025-01-01T00:00:00Z' },
    'Rome/b.jpg': 'Rome b',
    'Rome/twin.jpg': 'Trip b',
  });
  await run(SYNC_UPLOAD);
  const undone = await run({ ...SYNC_UPLOAD, kind: 'undo' });
  assert.equal(undone.totals.outcomes.done, 5);
  // What the run had sent is still in the library.
  const [hint, ...others] = undone.problems;
  assert.match(hint?.message ?? '', /^3 items\. The service lets no app/);
  assert.deepEqual(others, []);
  assert.deepEqual(albumsOf(anna.albumsText()), before);
});

test('another OAuth client is asked about, with what it would leave behind', async (t) => {
  const { anna, emulator, host, library, run } = await photosLibrary(t, FILES);
  await run();
  emulator.log.clear();
  const env = { ALBUM_SYNC_GOOGLE_PHOTOS_URL: emulator.url };
  const other = { host: { ...host({ clientId: '4712-other.apps.googleusercontent.com' }), env } };
  for (const kind of ['preview', 'sync'] as const) {
    const report = await run({ ...other, kind });
    const [stop] = report.problems;
    assert.equal(stop?.code, 'E_REMOTE_CHANGED');
    assert.match(stop?.message ?? '', /^5 items are in the web albums of another account or OAuth client\./);
  }
  assert.equal(emulator.log.of('uploads').length, 0);
  library.remove('Trip/2019');
  const confirmed = await run({ ...other, confirmed: ['E_REMOTE_CHANGED'] });
  assert.deepEqual([confirmed.totals.outcomes.done, confirmed.problems], [4, []]);
  assert.equal(anna.albumsText().match(/^Trip$/gm)?.length, 2);
  assert.equal((await run(other)).problems.length, 0);
});

test('without its ledger a run sends nothing twice, and repairUpload finds all items again', async (t) => {
  const { anna, library, run } = await photosLibrary(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c' });
  await run();
  const before = anna.albumsText();
  library.loseLedger();
  assert.equal((await run()).totals.events.UNKNOWN, 3);
  const repaired = await run({ settings: { mode: 'repairUpload' } });
  assert.deepEqual([repaired.totals.actions.UPDATE_REMOTE_METADATA, repaired.totals.outcomes.done], [3, 3]);
  assert.equal(anna.albumsText(), before);
  assert.equal(reportText(await run(SYNC_UPLOAD)), '');
});

test('a long album goes on in further ones, which are known again without the ledger', async (t) => {
  const files = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((name) => [`Trip/${name}.jpg`, name]));
  const { anna, library, run } = await photosLibrary(t, files);
  const settings = { maxAlbumItems: 3 };
  const report = await run({ settings });
  assert.deepEqual(
    report.albums.map(({ name, parts }) => [name, ...parts].join(', ')),
    ['Trip, Trip, Trip #2, Trip #3'],
  );
  const albums = () =>
    anna
      .albums()
      .map(({ title, entries }) => `${title} ${entries.length}`)
      .toSorted();
  assert.deepEqual(albums(), ['Trip #2 3', 'Trip #3 1', 'Trip 3']);
  library.write({ 'Trip/8.jpg': '8' });
  library.loseLedger();
  await run({ settings: { ...settings, mode: 'repairUpload' } });
  assert.deepEqual(albums(), ['Trip #2 3', 'Trip #3 2', 'Trip 3']);
  assert.equal(reportText(await run({ settings: { ...settings, ...SYNC_UPLOAD.settings } })), '');
});

test('only what a person wrote into a photo becomes its description', async (t) => {
  const { anna, run } = await photosLibrary(t, { 'Trip/a.jpg': 'a', 'Trip/2019/May/b.jpg': 'b' });
  const capture = async (file: string) => (file.endsWith('a.jpg') ? { caption: 'At the sea' } : {});
  await run({ host: { openImages: () => ({ ...NO_IMAGES, capture }) } });
  assert.deepEqual(
    anna
      .items()
      .map(({ description }) => description)
      .toSorted(),
    ['', 'At the sea'],
  );
});

test('without a sign-in nothing is done', async (t) => {
  const { emulator, run } = await photosLibrary(t, FILES);
  const report = await run({ host: { googleAccess: async () => fail(problem('E_SIGN_IN', phrase`Nobody`)) } });
  assert.deepEqual(
    report.problems.map(({ code }) => code),
    ['E_SIGN_IN'],
  );
  assert.equal(emulator.log.entries.length, 0);
});

/** Album titles with the names of their items, sorted. */
function albumsOf(text: string): readonly string[] {
  return text
    .split(/\n(?! )/)
    .map((album) => {
      const [title = '', ...names] = album.split('\n');
      return [title, ...names.toSorted()].join('\n');
    })
    .toSorted();
}
