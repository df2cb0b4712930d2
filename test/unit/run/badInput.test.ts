import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { exitStatus } from '../../../src/run/exitStatus.ts';
import { Library, lines, reportText } from '../../harness/library.ts';

const going = new AbortController().signal;

test('a gallery folder that holds somebody else’s files keeps them, and the rest goes on', async (t) => {
  const foreign = {
    'album-gallery/index.html': { bytes: '<h1>my own page</h1>' },
    'album-gallery/albums/trip/b.jpg': { bytes: 'not a photo, and not ours' },
    'album-gallery/albums/other/index.html': { bytes: 'not ours either' },
    'album-gallery/notes.txt': { bytes: 'mine' },
  };
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run();
  library.remove('album-gallery/index.html');
  library.write({ ...foreign, 'Trip/b.jpg': 'b', 'Other/c.jpg': 'c' });
  const report = await library.run();
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Other/c.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/b.jpg E_GALLERY_FOREIGN
      SAME SILENT silent Trip/a.jpg
      ! E_GALLERY_FOREIGN index.html`,
  );
  for (const [file, { bytes }] of Object.entries(foreign))
    assert.equal(readFileSync(library.path(file), 'utf8'), bytes);
  assert.equal(exitStatus(report, going), 1);
});

test('a gallery that is a file is one line, and nothing is lost', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'album-gallery': { bytes: 'a file' } });
  const report = await library.run();
  const codes = report.problems.map(({ code }) => code);
  assert.equal(codes.length, 1);
  assert.equal(readFileSync(library.path('album-gallery'), 'utf8'), 'a file');
  assert.notEqual(exitStatus(report, going), 0);
});

test('an album whose manifest is damaged has no events, and the other albums go on', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Other/b.jpg': 'b' });
  await library.run();
  writeFileSync(library.path('album-gallery/albums/trip/album.json'), '{ "items": [');
  library.remove('Trip/a.jpg');
  library.write({ 'Trip/c.jpg': 'c', 'Other/d.jpg': 'd' });
  const report = await library.run({ settings: { mode: 'twoWay', allowDelete: 'both' } });
  assert.deepEqual(
    report.items.map(({ album, name, outcome }) => `${album}/${name} ${outcome}`),
    ['Other/b.jpg silent', 'Other/d.jpg done'],
  );
  assert.ok(report.problems.some(({ code }) => code === 'E_GALLERY_DAMAGED' || code === 'E_LIST_PARTIAL'));
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a');
  assert.equal(exitStatus(report, going), 1);
});

test('a file that changes while the run goes on is left for the next one', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  const report = await library.run({
    onEvent: (event) => {
      if (event.type === 'phase' && event.phase === 'apply') library.write({ 'Trip/a.jpg': 'a, changed' });
    },
  });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/b.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/a.jpg E_SOURCE_CHANGED`,
  );
  assert.equal((await library.run()).totals.events.SAME, 1);
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a, changed');
});

test('a file that appears where a download goes is never overwritten', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run();
  library.remove('Trip/a.jpg');
  const report = await library.run({
    settings: { mode: 'sync' },
    all: false,
    onEvent: (event) => {
      if (event.type === 'phase' && event.phase === 'apply') library.write({ 'Trip/a.jpg': 'somebody was faster' });
    },
  });
  assert.equal(reportText(report), 'REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE failed Trip/a.jpg E_TARGET_CHANGED');
  assert.equal(library.textOf('Trip/a.jpg'), 'somebody was faster');
});

test('a folder named like a photo, and hostile names, are no trouble', async (t) => {
  const names = [
    '<img src=x onerror=alert(1)>.jpg',
    "'; rm -rf ~;.jpg",
    'con.jpg',
    'a\u202egpj.exe.jpg',
    'line\nbreak.jpg',
    '%41.jpg',
    ' .jpg',
  ];
  const library = new Library(t, Object.fromEntries(names.map((name) => [`Trip/${name}`, name])));
  mkdirSync(library.path('Trip/folder.jpg'));
  const report = await library.run();
  assert.equal(report.totals.outcomes.done, names.length);
  assert.equal((await library.run()).totals.events.SAME, names.length);
  library.remove('Trip');
  library.write({ 'Other/x.jpg': 'x' });
  const back = await library.run({ settings: { mode: 'download' } });
  assert.equal(back.totals.outcomes.done, names.length);
  assert.deepEqual(
    names.map((name) => library.textOf(`Trip/${name}`)),
    names,
  );
});

test('a run that is cancelled says so, and the next one completes it', async (t) => {
  const library = new Library(
    t,
    Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`Trip/${index}.jpg`, `${index}`])),
  );
  const controller = new AbortController();
  const report = await library.run({
    signal: controller.signal,
    onEvent: (event) => {
      if (event.type === 'item') controller.abort();
    },
  });
  assert.equal(exitStatus(report, controller.signal), 130);
  assert.ok(report.totals.outcomes.cancelled > 0);
  assert.equal(report.totals.outcomes.failed, 0);
  const next = await library.run();
  assert.deepEqual(
    [next.totals.events.SAME + next.totals.events.LOCAL_ONLY, next.totals.outcomes.cancelled, next.problems],
    [20, 0, []],
  );
  assert.equal((await library.run()).totals.events.SAME, 20);
});

test('a run that is cancelled before it compared anything has no events', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  const report = await library.run({ signal: AbortSignal.abort() });
  assert.equal(reportText(report), '! E_CANCELLED');
});
