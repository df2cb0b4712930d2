import assert from 'node:assert/strict';
import { test } from 'node:test';
import { photosLibrary } from '../../harness/googlePhotos.ts';
import type { LibrarySpec } from '../../harness/library.ts';

/** Albums of a first run, with their sizes, and the requests that it, an unchanged run, and one on another day take. */
const TABLE: readonly {
  readonly what: string;
  readonly albums: readonly number[];
  readonly first: number;
  readonly unchanged: number;
  readonly anotherDay: number;
}[] = [
  // 1 list of albums, then for each album 1 to make it, 1 for each photo, and 1 for each 50 of them.
  { what: 'one album', albums: [300], first: 1 + 1 + 300 + 6, unchanged: 1, anotherDay: 1 + 3 },
  {
    what: 'albums that do not fill a batch',
    albums: [70, 30, 1],
    first: 1 + 3 + 101 + 4,
    unchanged: 1,
    anotherDay: 1 + 3,
  },
  {
    what: 'albums of twenty',
    albums: Array<number>(10).fill(20),
    first: 1 + 10 + 200 + 10,
    unchanged: 1,
    anotherDay: 1 + 10,
  },
  {
    what: 'many small albums',
    albums: Array<number>(60).fill(2),
    first: 1 + 60 + 120 + 60,
    unchanged: 2,
    anotherDay: 2 + 60,
  },
];

for (const { what, albums, first, unchanged, anotherDay } of TABLE) {
  test(`a first run of ${what} takes ${first} requests, and one without changes ${unchanged}`, async (t) => {
    const { emulator, run } = await photosLibrary(t, photosIn(albums));
    const preview = await run({ kind: 'preview' });
    assert.equal((preview.estimate?.requests ?? 0) + preview.totals.requests, first);
    emulator.log.clear();
    const report = await run();
    assert.equal(
      report.totals.outcomes.done,
      albums.reduce((sum, size) => sum + size, 0),
    );
    assert.deepEqual([report.totals.requests, emulator.log.entries.length], [first, first]);
    for (const requests of [unchanged, unchanged, anotherDay]) {
      if (requests === anotherDay) emulator.clock.advance(25 * 3_600_000);
      emulator.log.clear();
      const next = await run();
      // The token of yesterday is refused once.
      const refused = emulator.log.entries.filter(({ status }) => status === 401).length;
      assert.deepEqual([next.totals.requests - refused, next.items], [requests, []]);
    }
  });
}

/** How many photos have come when Google is asked to make the first items of them; up to four more are on their way. */
const FIRST_BATCHES: readonly (readonly [what: string, albums: readonly number[], sent: number])[] = [
  ['a full batch', [120], 50],
  ['the oldest album, while photos of others come', Array<number>(10).fill(20), 50],
  ['all, where no more come', [20, 20], 40],
];

for (const [what, albums, sent] of FIRST_BATCHES) {
  test(`the first batch is ${what}`, async (t) => {
    const { emulator, run } = await photosLibrary(t, photosIn(albums));
    await run();
    const routes = emulator.log.entries.map(({ route }) => route);
    const before = routes
      .slice(0, routes.indexOf('mediaItems.batchCreate'))
      .filter((route) => route === 'uploads').length;
    assert.ok(before >= sent && before <= sent + 4, `${before}`);
  });
}

/** What somebody else does to an album, and when a run sees it. */
const OTHERS: readonly (readonly [what: string, act: (anna: Anna) => void, seen: 'at once' | 'a day later'])[] = [
  ['takes a photo out', (anna) => anna.take('Album 0', '3.jpg'), 'at once'],
  ['deletes a photo', (anna) => anna.delete('3.jpg'), 'at once'],
  ['exchanges two', (anna) => [anna.take('Album 0', '3.jpg'), anna.add('Album 0', 'other.jpg')], 'a day later'],
];

for (const [what, act, seen] of OTHERS) {
  test(`that a person ${what} is seen ${seen}`, async (t) => {
    const { anna, emulator, run } = await photosLibrary(t, { ...photosIn([5]), 'Other/other.jpg': 'other' });
    await run();
    const idOf = (name: string) => anna.items().find(({ filename }) => filename === name)?.id ?? '';
    const albumOf = (title: string) => anna.albums().find((album) => album.title === title)?.id ?? '';
    act({
      take: (title, name) => anna.removeFromAlbum(albumOf(title), idOf(name)),
      add: (title, name) => anna.addToAlbum(albumOf(title), idOf(name)),
      delete: (name) => anna.deleteItem(idOf(name)),
    });
    const events = async () => (await run({ settings: { mode: 'report' } })).totals.events.LOCAL_ONLY;
    assert.equal(await events(), seen === 'at once' ? 1 : 0);
    emulator.clock.advance(25 * 3_600_000);
    assert.equal(await events(), 1);
  });
}

interface Anna {
  readonly take: (title: string, name: string) => void;
  readonly add: (title: string, name: string) => void;
  readonly delete: (name: string) => void;
}

test('changes take the lists, a request each, and batches', async (t) => {
  const { library, run } = await photosLibrary(t, photosIn([150]));
  await run();
  library.write(photosIn([150 + 30]));
  for (let index = 0; index < 60; index++)
    library.write({ [`Album 0/${index}.jpg`]: { text: `edited ${index}`, at: '2025-01-01T00:00:00Z' } });
  const report = await run({ settings: { allowDelete: 'remote' } });
  assert.deepEqual([report.totals.actions.UPLOAD_LOCAL, report.totals.actions.REPLACE_REMOTE_WITH_LOCAL], [30, 60]);
  // 1 list of albums, 90 photos in 2 batches; what is replaced leaves as its batch is answered.
  assert.deepEqual([report.totals.outcomes.done, report.totals.requests], [90, 1 + 90 + 2 + 2]);
  const next = await run({ settings: { mode: 'syncUpload', allowDelete: 'remote' } });
  assert.deepEqual([next.totals.requests, next.items], [1, []]);
});

test('a plan that takes longer than a day is told beforehand, and goes on by itself', async (t) => {
  const { emulator, run } = await photosLibrary(t, photosIn([120]), { limits: { requestsPerDay: 100 } });
  const preview = await run({ kind: 'preview' });
  assert.deepEqual(preview.problems, []);
  const first = await run();
  const [quota] = first.problems;
  assert.equal(quota?.code, 'E_QUOTA');
  assert.match(quota?.message ?? '', /^Google counts anew from 2026-11-03 08:00 UTC\. /);
  assert.equal(first.totals.outcomes.failed + first.totals.outcomes.done, 120);
  const asked = emulator.log.entries.length;
  assert.ok(asked <= 101 + 4, `${asked} requests, although the limit was 100`);
  for (let day = 2; day <= 3; day++) {
    emulator.clock.advance(24 * 3_600_000);
    await run();
  }
  assert.equal((await run()).totals.events.SAME, 120);
});

function photosIn(albums: readonly number[]): LibrarySpec {
  const files = albums.flatMap((size, album) =>
    Array.from({ length: size }, (_, index) => [`Album ${album}/${index}.jpg`, `photo ${index} of ${album}`] as const),
  );
  return Object.fromEntries(files);
}
