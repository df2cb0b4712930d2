import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Library, lines, reportText } from '../../harness/library.ts';
import type { LibrarySpec } from '../../harness/library.ts';

const NUMBERS = ['1', '2', '3', '4', '5'];

function photos(folder: string, names: readonly string[]): LibrarySpec {
  return Object.fromEntries(names.map((name) => [`${folder}/${name}.jpg`, name]));
}

test('a long album goes on in parts, a second run knows them, and removed items leave room', async (t) => {
  const library = new Library(t, photos('Trip', NUMBERS));
  const settings = { maxAlbumItems: 2, mode: 'syncUpload', allowDelete: 'remote' };
  const first = await library.run({ settings });
  assert.deepEqual(first.albums[0]?.parts, ['Trip', 'Trip #2', 'Trip #3']);
  for (const keepLedger of [true, false]) {
    if (!keepLedger) library.loseLedger();
    const again = await library.run({ settings });
    assert.deepEqual([again.totals.events.SAME, again.albums.length], [5, 1]);
  }
  library.remove('Trip/1.jpg');
  await library.run({ settings });
  library.write(photos('Trip', ['6', '7']));
  await library.run({ settings });
  const last = await library.run({ settings });
  assert.deepEqual([last.totals.events.SAME, last.albums[0]?.parts.length], [6, 3]);
});

test('a folder that is really called like a part is an album of its own', async (t) => {
  const library = new Library(t, {
    ...photos('Trip', NUMBERS),
    'Trip #2/x.jpg': 'x',
    'C#/c.jpg': 'c',
    'C/c.jpg': 'cc',
  });
  const settings = { maxAlbumItems: 3 };
  const report = await library.run({ settings });
  assert.deepEqual(
    report.albums.map(({ name, parts }) => `${name}: ${parts.join(', ')}`),
    ['C: C', 'C#: C#', 'Trip: Trip, Trip #3', 'Trip #2: Trip #2'],
  );
  const again = await library.run({ settings });
  assert.equal(again.totals.events.SAME, 8);
});

test('a RAW and its JPEG, or a photo and its film, are never parted', async (t) => {
  const library = new Library(t, photos('Trip', ['a', 'b', 'd']));
  library.write({ 'Trip/b.png': 'b as another file', 'Trip/c.jpg': 'c' });
  await library.run({ settings: { maxAlbumItems: 2 } });
  const report = await library.run({ settings: { maxAlbumItems: 2 } });
  const partOf = new Map(report.items.map((item) => [item.name, item.remoteId?.split('/')[0]]));
  assert.equal(partOf.get('b.jpg'), partOf.get('b.png'));
});

test('the second of two files with one name in one album is reported and left alone', async (t) => {
  const library = new Library(t, { 'x/Trip/a.jpg': 'first', 'y/Trip/a.jpg': 'second' });
  const report = await library.run({ settings: { 'naming.templates': ['{0}', '{1}'] } });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY REPORT skipped Trip/a.jpg E_NAME_COLLISION
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg`,
  );
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'first');
});

test('a renamed file is renamed on the web, not sent again', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run();
  library.remove('Trip/a.jpg');
  library.write({ 'Trip/z.jpg': 'a' });
  const report = await library.run({ all: false });
  assert.equal(reportText(report), 'LOCAL_ONLY:new UPLOAD_LOCAL done Trip/z.jpg');
  assert.equal(report.totals.bytesUploaded, 0);
  const again = await library.run();
  assert.equal(
    reportText(again),
    lines`
      SAME SILENT silent Trip/b.jpg
      SAME SILENT silent Trip/z.jpg`,
  );
});

test('a file that moves to another album moves there on the web', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Home town/c.jpg': 'c' });
  await library.run();
  library.remove('Trip/a.jpg');
  library.write({ 'Home town/a.jpg': 'a' });
  const report = await library.run({ all: false });
  assert.equal(reportText(report), 'LOCAL_ONLY:new UPLOAD_LOCAL done Home town/a.jpg');
  assert.equal(report.totals.bytesUploaded, 0);
  assert.equal((await library.run()).totals.events.SAME, 3);
});

test('a renamed folder renames its album, with its parts', async (t) => {
  const library = new Library(t, photos('Trip', NUMBERS));
  const settings = { maxAlbumItems: 3 };
  await library.run({ settings });
  library.remove('Trip');
  library.write(photos('Journey', NUMBERS));
  const report = await library.run({ settings });
  assert.equal(report.totals.bytesUploaded, 0);
  assert.deepEqual(
    report.albums.map(({ name, parts }) => `${name}: ${parts.join(', ')}`),
    ['Journey: Journey, Journey #2'],
  );
  const again = await library.run({ settings });
  assert.deepEqual([again.totals.events.SAME, again.albums.length], [5, 1]);
});

test('another template moves the albums without sending anything', async (t) => {
  const library = new Library(t, { '2010/Trip/a.jpg': 'a', '2010/Trip/b.jpg': 'b', '2011/Trip/a.jpg': 'c' });
  await library.run();
  const settings = { 'naming.templates': ['{0}', '{0} {1}'] };
  const report = await library.run({ settings });
  assert.equal(report.totals.bytesUploaded, 0);
  assert.deepEqual(
    report.albums.map(({ name }) => name),
    ['2010 Trip', '2011 Trip'],
  );
  assert.equal((await library.run({ settings })).totals.events.SAME, 3);
});

test('second copies with the same content are deleted where that is permitted, and never the last one', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run();
  library.write({ 'album-gallery/albums/trip/copy of a.jpg': 'a', 'album-gallery/albums/trip/other.jpg': 'other' });
  const settings = { deleteDuplicates: true, allowDelete: 'remote' };
  const report = await library.run({ settings, all: false });
  assert.equal(
    reportText(report),
    lines`
      REMOTE_ONLY:new DELETE_REMOTE done Trip/copy of a.jpg E_REMOTE_DUPLICATE
      REMOTE_ONLY:new REPORT reported Trip/other.jpg`,
  );
});

test('empty albums that are ours go where that is permitted', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Gone/b.jpg': 'b' });
  await library.run();
  library.remove('Gone/b.jpg');
  const settings = { mode: 'syncUpload', allowDelete: 'remote', purgeEmptyAlbums: true };
  await library.run({ settings });
  const report = await library.run({ settings });
  assert.equal(
    reportText(report),
    lines`
      REMOTE_ONLY DELETE_REMOTE done Gone/
      SAME SILENT silent Trip/a.jpg`,
  );
  assert.deepEqual(
    (await library.run({ settings })).albums.map(({ name }) => name),
    ['Trip'],
  );
});
