import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driveLibrary } from '../../harness/googleDrive.ts';
import type { LibrarySpec } from '../../harness/library.ts';

/** Albums of a first run, with their sizes, and the requests that it and an unchanged run take. */
const TABLE: readonly {
  readonly what: string;
  readonly albums: readonly number[];
  readonly first: number;
  readonly unchanged: number;
}[] = [
  // A token and a list, ids for 200 each, the folder of the albums, and 1 for each album and each photo.
  { what: 'one album', albums: [300], first: 2 + 2 + 1 + 1 + 300, unchanged: 1 },
  { what: 'many small albums', albums: Array<number>(60).fill(2), first: 2 + 1 + 1 + 60 + 120, unchanged: 1 },
  { what: 'more than a page', albums: [1100], first: 2 + 6 + 1 + 1 + 1100, unchanged: 2 },
];

for (const { what, albums, first, unchanged } of TABLE) {
  test(`a first run of ${what} takes ${first} requests, and one without changes ${unchanged}`, async (t) => {
    const { emulator, run } = await driveLibrary(t, photosIn(albums));
    const preview = await run({ kind: 'preview' });
    // The folder of the albums is made once and never again.
    assert.equal((preview.estimate?.requests ?? 0) + preview.totals.requests, first - 1);
    emulator.log.clear();
    const report = await run();
    const photos = albums.reduce((sum, size) => sum + size, 0);
    assert.deepEqual([report.totals.outcomes.done, report.problems], [photos, []]);
    assert.deepEqual([report.totals.requests, emulator.log.entries.length], [first, first]);
    for (const requests of [unchanged, 1]) {
      emulator.log.clear();
      const next = await run();
      assert.deepEqual([next.totals.requests, emulator.log.entries.length, next.items], [requests, requests, []]);
    }
  });
}

test('100 new photos take the changes, ids, and a request each; a replacement takes three, a deletion two', async (t) => {
  const { library, run } = await driveLibrary(t, photosIn([50]));
  await run();
  await run();
  library.write(photosIn([150]));
  assert.deepEqual(await requestsOf(run, 100), 1 + 1 + 100);
  for (let index = 0; index < 100; index++)
    library.write({ [`Album 0/${index}.jpg`]: { text: `edited ${index}`, at: '2025-01-01T00:00:00Z' } });
  // A look at the file, the old version told to stay, and the new content.
  assert.deepEqual(await requestsOf(run, 100), 1 + 3 * 100);
  for (let index = 0; index < 10; index++) library.remove(`Album 0/${index}.jpg`);
  assert.deepEqual(await requestsOf(run, 10), 1 + 2 * 10);
});

async function requestsOf(run: Awaited<ReturnType<typeof driveLibrary>>['run'], done: number): Promise<number> {
  const report = await run({ settings: { mode: 'syncUpload', allowDelete: 'remote' } });
  assert.equal(report.totals.outcomes.done, done);
  return report.totals.requests;
}

function photosIn(albums: readonly number[]): LibrarySpec {
  const files = albums.flatMap((size, album) =>
    Array.from({ length: size }, (_, index) => [`Album ${album}/${index}.jpg`, `photo ${index} of ${album}`] as const),
  );
  return Object.fromEntries(files);
}
