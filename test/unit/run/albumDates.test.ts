import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMPLETED_TOGETHER } from '../../../src/engine/apply/openAlbums.ts';
import type { ImageTools } from '../../../src/local/images/imageTools.ts';
import { Library, reportText } from '../../harness/library.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';

/** Photos whose comment is the time at which they were taken. */
const datedPhotos: ImageTools = {
  ...NO_IMAGES,
  capture: async (file) => {
    const [capturedAt] = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(readFileSync(file, 'latin1')) ?? [];
    return { capturedAt };
  },
};
const host = { openImages: () => datedPhotos };

function datesOf(library: Library, ...slugs: readonly string[]): unknown[] {
  return slugs.map(
    (slug) =>
      (JSON.parse(readFileSync(library.path(`album-gallery/albums/${slug}/album.json`), 'utf8')) as { date?: unknown })
        .date,
  );
}

test('an album has the earliest date of all its photos, in every part, while photos come and go', async (t) => {
  const settings = { maxAlbumItems: 2, mode: 'syncUpload', allowDelete: 'remote' };
  const library = new Library(t, {
    'Trip/a.jpg': '2020-05-03T10:00:00',
    'Trip/b.jpg': '2020-05-02T10:00:00',
    'Trip/c.jpg': '2020-05-04T10:00:00',
    'Trip/none.jpg': 'no date',
  });
  await library.run({ settings, host });
  assert.deepEqual(datesOf(library, 'trip', 'trip-2'), ['2020-05-02T10:00:00', '2020-05-02T10:00:00']);
  library.write({ 'Trip/d.jpg': '2020-05-01T10:00:00' });
  await library.run({ settings, host });
  assert.deepEqual(datesOf(library, 'trip', 'trip-2'), ['2020-05-01T10:00:00', '2020-05-01T10:00:00']);
  library.remove('Trip/d.jpg');
  library.remove('Trip/b.jpg');
  await library.run({ settings, host });
  assert.deepEqual(datesOf(library, 'trip', 'trip-2'), ['2020-05-03T10:00:00', '2020-05-03T10:00:00']);
});

test('an album keeps the date of a photo that nobody touched while another one is replaced', async (t) => {
  const run = { settings: { mode: 'syncUpload' }, host, all: false };
  const library = new Library(t, { 'Trip/a.jpg': '2020-05-03T10:00:00', 'Trip/b.jpg': '2020-05-02T10:00:00' });
  // What was changed a moment ago may still be changing, and is looked at as a whole.
  library.now = Date.now() + 10_000;
  for (let count = 0; count < 2; count++) await library.run(run);
  library.write({ 'Trip/a.jpg': { text: '2020-05-04T10:00:00', at: '2024-02-01T00:00:00Z' } });
  assert.match(reportText(await library.run(run)), /REPLACE_REMOTE_WITH_LOCAL done Trip\/a.jpg/);
  assert.deepEqual(datesOf(library, 'trip'), ['2020-05-02T10:00:00']);
  for (let count = 0; count < 2; count++) await library.run(run);
  library.write({ 'Trip/a.jpg': { text: '2020-05-01T10:00:00', at: '2024-03-01T00:00:00Z' } });
  await library.run(run);
  assert.deepEqual(datesOf(library, 'trip'), ['2020-05-01T10:00:00']);
});

test('with updateAlbumMetadata off, the date of an album is left alone', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': '2020-05-03T10:00:00' });
  await library.run({ host });
  library.write({ 'Trip/b.jpg': '2019-05-03T10:00:00' });
  await library.run({ host, settings: { updateAlbumMetadata: false } });
  assert.deepEqual(datesOf(library, 'trip'), ['2020-05-03T10:00:00']);
});

test('many albums have their dates and pages, and the next run finds nothing to do', async (t) => {
  const numbers = Array.from({ length: 2 * COMPLETED_TOGETHER + 3 }, (_, number) => number + 10);
  const dateOf = (number: number) => `20${number}-05-01T10:00:00`;
  const photos = numbers.flatMap((number) => [
    [`Trip ${number}/a.jpg`, dateOf(number)],
    [`Trip ${number}/b.jpg`, `20${number}-05-02T10:00:00`],
  ]);
  const library = new Library(t, Object.fromEntries(photos) as Record<string, string>);
  const run = { settings: { mode: 'syncUpload', 'gallery.thumbnails': false }, host, all: false };
  const first = await library.run(run);
  assert.deepEqual(first.problems, []);
  const slugs = numbers.map((number) => `trip-${number}`);
  assert.deepEqual(datesOf(library, ...slugs), numbers.map(dateOf));
  const pages = slugs.map((slug) => readFileSync(library.path(`album-gallery/albums/${slug}/index.html`), 'utf8'));
  assert.ok(pages.every((page) => page.includes('a.jpg') && page.includes('b.jpg')));
  library.now += 60_000;
  const next = await library.run(run);
  assert.deepEqual(next.items, []);
});
