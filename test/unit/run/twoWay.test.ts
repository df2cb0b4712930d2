import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { Library, lines, reportText } from '../../harness/library.ts';
import type { LibrarySpec } from '../../harness/library.ts';

const TWO_WAY = { mode: 'twoWay', allowDelete: 'both' };

async function inStep(t: TestContext, spec: LibrarySpec): Promise<Library> {
  const library = new Library(t, spec);
  await library.run({ settings: TWO_WAY });
  return library;
}

/** Changes a photo in the gallery behind its back, as another program could. */
function changeRemote(library: Library, file: string, text: string): void {
  library.write({ [`album-gallery/albums/${file}`]: { text, at: '2024-03-03T00:00:00Z' } });
}

test('new things travel both ways', async (t) => {
  const library = await inStep(t, { 'Trip/a.jpg': 'a' });
  library.write({ 'Trip/b.jpg': 'b', 'album-gallery/albums/trip/c.jpg': 'c' });
  const report = await library.run({ settings: TWO_WAY, all: false });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/b.jpg
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/c.jpg`,
  );
  assert.equal(library.textOf('Trip/c.jpg'), 'c');
  assert.equal(library.textOf('album-gallery/albums/trip/b.jpg'), 'b');
});

test('a deletion is repeated on the other side, into its trash', async (t) => {
  const library = await inStep(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c' });
  library.remove('Trip/a.jpg');
  library.remove('album-gallery/albums/trip/b.jpg');
  const report = await library.run({ settings: TWO_WAY, all: false });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL done Trip/b.jpg
      REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/a.jpg`,
  );
  assert.equal(library.textOf('Trip/b.jpg'), undefined);
  assert.equal(library.textOf('../home/data/Trash/files/b.jpg'), 'b');
  assert.ok(library.files().some((file) => file.startsWith('album-gallery/.trash/') && library.textOf(file) === 'a'));
});

test('a deletion without permission is listed and not done', async (t) => {
  const library = await inStep(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  library.remove('Trip/a.jpg');
  library.remove('album-gallery/albums/trip/b.jpg');
  const report = await library.run({ settings: { mode: 'twoWay' }, all: false });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL notPermitted Trip/b.jpg E_NOT_PERMITTED
      REMOTE_ONLY:deletedLocally DELETE_REMOTE notPermitted Trip/a.jpg E_NOT_PERMITTED`,
  );
  assert.equal(library.textOf('Trip/b.jpg'), 'b');
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a');
});

test('an edit follows the side that made it, and what it replaces is kept in the trash', async (t) => {
  const library = await inStep(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  library.write({ 'Trip/a.jpg': { text: 'a, edited', at: '2024-02-02T00:00:00Z' } });
  changeRemote(library, 'trip/b.jpg', 'b, edited');
  const report = await library.run({ settings: TWO_WAY, all: false });
  assert.equal(
    reportText(report),
    lines`
      DIFFERENT:remoteChanged DOWNLOAD_REMOTE done Trip/b.jpg
      REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg`,
  );
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a, edited');
  assert.equal(library.textOf('Trip/b.jpg'), 'b, edited');
  assert.equal(library.modifiedAt('Trip/b.jpg'), '2024-03-03T00:00:00.000Z');
  assert.equal(library.textOf('../home/data/Trash/files/b.jpg'), 'b');
});

test('what was changed on both sides is kept twice, on both sides', async (t) => {
  const library = await inStep(t, { 'Trip/a.jpg': 'a' });
  library.write({ 'Trip/a.jpg': { text: 'a of the folder', at: '2024-02-02T00:00:00Z' } });
  changeRemote(library, 'trip/a.jpg', 'a, as the web has it');
  const report = await library.run({ settings: TWO_WAY });
  assert.equal(reportText(report), 'DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg E_CONFLICT');
  const kept = 'a (conflict 2026-11-22).jpg';
  assert.deepEqual(
    ['Trip/a.jpg', `Trip/${kept}`, 'album-gallery/albums/trip/a.jpg', `album-gallery/albums/trip/${kept}`].map((file) =>
      library.textOf(file),
    ),
    ['a of the folder', 'a, as the web has it', 'a of the folder', 'a, as the web has it'],
  );
  const again = await library.run({ settings: TWO_WAY });
  assert.deepEqual([...new Set(again.items.map((item) => item.event))], ['SAME']);
});

test('an edit wins over a deletion on the other side', async (t) => {
  const library = await inStep(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c' });
  library.write({ 'Trip/a.jpg': { text: 'a, edited', at: '2024-02-02T00:00:00Z' } });
  library.remove('album-gallery/albums/trip/a.jpg');
  library.remove('Trip/b.jpg');
  changeRemote(library, 'trip/b.jpg', 'b, edited');
  const report = await library.run({ settings: TWO_WAY, all: false });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:deletedRemotely UPLOAD_LOCAL done Trip/a.jpg
      REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE done Trip/b.jpg`,
  );
});

test('a lost ledger deletes nothing: one-sided items travel, unequal ones are reported', async (t) => {
  const library = await inStep(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c', 'Trip/d.jpg': 'd' });
  library.remove('Trip/a.jpg');
  library.remove('album-gallery/albums/trip/b.jpg');
  library.write({ 'Trip/c.jpg': { text: 'c, edited', at: '2024-02-02T00:00:00Z' } });
  library.loseLedger();
  const report = await library.run({ settings: TWO_WAY, all: false });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/b.jpg
      REMOTE_OLDER REPORT reported Trip/c.jpg
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/a.jpg`,
  );
});
