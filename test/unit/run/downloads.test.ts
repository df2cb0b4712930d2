import assert from 'node:assert/strict';
import { symlinkSync, mkdirSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { Library, lines, reportText } from '../../harness/library.ts';

test('downloaded and then synced, there is nothing to do, and the date is that of the source', async (t) => {
  const library = new Library(t, { '2010/Trip/a.jpg': { text: 'a', at: '2010-07-01T10:00:00Z' } });
  await library.run();
  library.remove('2010');
  library.loseLedger();
  const report = await library.run({ settings: { mode: 'download' } });
  assert.equal(reportText(report), 'REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip (2010)/a.jpg');
  assert.equal(library.textOf('Trip (2010)/a.jpg'), 'a');
  assert.equal(library.modifiedAt('Trip (2010)/a.jpg'), '2010-07-01T10:00:00.000Z');
  for (const mode of ['upload', 'sync', 'twoWay', 'download'])
    assert.equal(reportText(await library.run({ settings: { mode } })), 'SAME SILENT silent Trip (2010)/a.jpg', mode);
});

test('an album without a folder comes to the first root, and its sub-folders stay in it', async (t) => {
  const library = new Library(t, { 'photos/2010/Trip/Day 1/a.jpg': 'a', 'more/x.jpg': 'x' });
  const settings = { folders: ['photos', 'more'], mode: 'sync' };
  await library.run({ settings });
  library.remove('photos/2010');
  library.write({ 'photos/b.jpg': 'b' });
  library.loseLedger();
  const expected = lines`
    LOCAL_ONLY:new UPLOAD_LOCAL done Home/b.jpg
    REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip (2010)/Day 1/a.jpg
    SAME SILENT silent Home/x.jpg`;
  assert.equal(reportText(await library.run({ settings })), expected);
  assert.equal(library.textOf('photos/Trip (2010)/Day 1/a.jpg'), 'a');
  const again = await library.run({ settings });
  assert.deepEqual(again.totals.events, { ...again.totals.events, SAME: 3, LOCAL_ONLY: 0, REMOTE_ONLY: 0 });
});

test('an item that was deleted here comes back to the place where it was', async (t) => {
  const library = new Library(t, { '2010/Trip/a.jpg': 'a', '2010/Trip/b.jpg': 'b' });
  await library.run();
  library.remove('2010/Trip/a.jpg');
  const report = await library.run({ settings: { mode: 'sync' }, all: false });
  assert.equal(reportText(report), 'REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE done Trip (2010)/a.jpg');
  assert.equal(library.textOf('2010/Trip/a.jpg'), 'a');
});

test('what the service says and what arrives must agree, or nothing is touched', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run();
  library.remove('Trip/a.jpg');
  library.editManifest('trip', (manifest) => {
    for (const item of manifest.items) item['hash'] = `sha256:${'0'.repeat(64)}`;
  });
  const report = await library.run({ settings: { mode: 'download' }, all: false });
  assert.equal(reportText(report), 'REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE failed Trip/a.jpg E_VERIFY');
  assert.deepEqual(readdirSync(library.path('Trip')), ['b.jpg']);
});

test('a remote name never leads out of the photo folder', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run();
  const outside = library.path('../outside');
  mkdirSync(outside);
  library.remove('Trip');
  symlinkSync(outside, library.path('Trip'));
  library.write({ 'Other/x.jpg': 'x' });
  const report = await library.run({ settings: { mode: 'download' }, all: false });
  assert.deepEqual(readdirSync(outside), []);
  assert.deepEqual(
    report.items.filter((item) => item.outcome === 'done').map((item) => item.name),
    [],
  );
});
