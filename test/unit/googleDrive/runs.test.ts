import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { fail } from '../../../src/engine/result.ts';
import { createImageTools } from '../../../src/local/images/imageTools.ts';
import { APP } from '../../harness/googleAccess.ts';
import { driveLibrary } from '../../harness/googleDrive.ts';
import type { DriveAccount } from '../../harness/googleDrive.ts';
import { lines, reportText, tinyJpeg } from '../../harness/library.ts';
import type { LibrarySpec } from '../../harness/library.ts';
import { makePhoto } from '../../harness/photos.ts';

const SYNC_UPLOAD = { settings: { mode: 'syncUpload', allowDelete: 'remote' } };
const TWO_WAY = { settings: { mode: 'twoWay', allowDelete: 'both' } };
const FILES: LibrarySpec = {
  'Rome/a.jpg': 'Rome a',
  'Trip/a.jpg': 'Trip a',
  'Trip/b.jpg': 'Trip b',
  'Trip/c.jpg': 'Trip c',
  'Trip/2019/May/day 1/a.jpg': 'May a',
};
/** More than is read of a file at once. */
const LARGE: LibrarySpec = Object.fromEntries(
  [1, 3, 7].map((megabytes) => {
    const bytes = Buffer.concat([tinyJpeg(''), randomBytes(megabytes * 1024 ** 2)]);
    return [`Trip/${megabytes} MB.jpg`, { bytes }];
  }),
);

test('a first run puts the albums there, with the dates of the files, and the next one finds them in step', async (t) => {
  const { anna, run } = await driveLibrary(t, FILES);
  const first = await run();
  assert.deepEqual([first.totals.outcomes.done, first.problems], [5, []]);
  const tree = 'Album Sync/\n  2019 (Trip)/\n    a.jpg\n  Rome/\n    a.jpg\n  Trip/\n    a.jpg\n    b.jpg\n    c.jpg';
  assert.equal(anna.treeText(), tree);
  const dates = anna.files().flatMap(({ name, modifiedMs }) => (name.endsWith('.jpg') ? [modifiedMs] : []));
  assert.deepEqual(dates, Array<number>(5).fill(Date.parse('2024-01-01T00:00:00Z')));
  for (const options of [{}, SYNC_UPLOAD, TWO_WAY, { settings: { compare: ['date', 'size', 'hash'] } }])
    assert.equal(reportText(await run(options)), '');
});

test('photos of any size arrive as they are on the disk', async (t) => {
  const { anna, library, run } = await driveLibrary(t, LARGE);
  assert.equal((await run()).totals.outcomes.done, 3);
  for (const file of Object.keys(LARGE)) {
    const there = anna.files().find(({ name }) => name === path.basename(file));
    assert.ok(there?.revisions.at(-1)?.bytes.equals(readFileSync(library.path(file))), file);
  }
});

test('without its ledger a run finds all in step by what Drive says, names of sub-folders too', async (t) => {
  const { anna, library, run } = await driveLibrary(t, FILES);
  await run({ settings: { 'naming.templates': ['{0}'] } });
  library.loseLedger();
  const report = await run({ settings: { 'naming.templates': ['{0}'], compare: ['date', 'size', 'hash'] } });
  assert.deepEqual([report.totals.events.SAME, report.totals.actions.SILENT, report.problems], [5, 5, []]);
  assert.equal(anna.files().length, 1 + 2 + 5);
});

test('what a person does in Drive comes back, and what was done here goes there', async (t) => {
  const { anna, library, run } = await driveLibrary(t, FILES);
  await run();
  anna.rename(idOf(anna, 'Trip a'), 'renamed.jpg');
  await anna.replaceContent(idOf(anna, 'Trip b'), tinyJpeg('Trip b, edited in Drive'));
  anna.trash(idOf(anna, 'Trip c'));
  library.write({ 'Rome/a.jpg': { text: 'Rome a, edited', at: '2025-01-01T00:00:00Z' }, 'Rome/new.jpg': 'Rome new' });
  library.remove('Trip/2019');
  const report = await run(TWO_WAY);
  assert.equal(
    reportText(report),
    lines`
      DIFFERENT:remoteChanged DOWNLOAD_REMOTE done Trip/b.jpg
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL done Trip/a.jpg
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL done Trip/c.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Rome/new.jpg
      REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL done Rome/a.jpg
      REMOTE_ONLY:deletedLocally DELETE_REMOTE done 2019 (Trip)/May/day 1/a.jpg
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/renamed.jpg`,
  );
  assert.equal(library.textOf('Trip/b.jpg'), 'Trip b, edited in Drive');
  assert.equal(library.textOf('Trip/renamed.jpg'), 'Trip a');
  assert.equal(reportText(await run(TWO_WAY)), '');
  library.loseLedger();
  assert.equal(reportText(await run(TWO_WAY)), '');
});

test('a renamed and a moved file do not travel again', async (t) => {
  const { anna, emulator, library, run } = await driveLibrary(t, FILES);
  await run();
  const before = anna.files().length;
  library.remove('Trip/b.jpg');
  library.remove('Trip/c.jpg');
  library.write({ 'Trip/day 2/b, renamed.jpg': 'Trip b', 'Rome/c.jpg': 'Trip c' });
  emulator.log.clear();
  const report = await run({ settings: { ...SYNC_UPLOAD.settings, 'naming.templates': ['{0}'] } });
  assert.equal(report.totals.outcomes.failed, 0);
  assert.equal(emulator.log.of('uploads.multipart').length, 0, reportText(report));
  assert.equal(anna.files().length, before);
});

test('an undo brings the albums back as they were', async (t) => {
  const { anna, library, run } = await driveLibrary(t, FILES);
  await run();
  const before = contentsOf(anna);
  library.remove('Trip/a.jpg');
  library.write({
    'Rome/a.jpg': { text: 'Rome a, edited', at: '2025-01-01T00:00:00Z' },
    'Rome/b.jpg': 'Rome b',
    'New/n.jpg': 'new album',
  });
  const report = await run(SYNC_UPLOAD);
  assert.equal(report.totals.outcomes.done, 4);
  const undone = await run({ ...SYNC_UPLOAD, kind: 'undo' });
  assert.deepEqual([undone.totals.outcomes.done, undone.totals.outcomes.failed, undone.problems], [4, 0, []]);
  assert.equal(contentsOf(anna), before);
});

test('a shrunk copy is told with the facts of its original, until it is replaced in Drive', async (t) => {
  const photo = await makePhoto({ width: 600, height: 400, caption: 'At the sea', capturedAt: '2020-05-06T07:08:09' });
  const { anna, library, run } = await driveLibrary(t, { 'Trip/a.jpg': { bytes: photo }, 'Trip/b.jpg': 'b' });
  const openImages = () =>
    createImageTools({ workerPath: path.resolve('src/imageWorker.ts'), processes: 1, timeoutMs: 30_000 });
  const options = { host: { openImages }, settings: { shrink: 200, compare: ['date', 'size', 'hash'] } };
  const report = await run(options);
  assert.deepEqual([report.totals.outcomes.done, report.problems], [2, []]);
  assert.equal(reportText(await run(options)), '');
  library.loseLedger();
  assert.equal(reportText(await run(options)), '');
  const file = anna.files().find(({ description }) => description === 'At the sea');
  assert.ok(file && (file.revisions.at(-1)?.bytes.length ?? photo.length) < photo.length);
  await anna.replaceContent(file.id, tinyJpeg('another one'));
  assert.match(reportText(await run({ ...options, settings: { ...options.settings, mode: 'report' } })), /^DIFFERENT/);
});

test('photos and folders that a person puts there are seen only with the scope for it', async (t) => {
  for (const scope of ['file', 'all'] as const) {
    const { anna, library, run } = await driveLibrary(t, FILES, { scope });
    await run();
    const trip = folderOf(anna, 'Trip');
    await anna.addFile('found.jpg', tinyJpeg('found'), 'image/jpeg', trip);
    await anna.addFile('notes.txt', Buffer.from('notes'), 'text/plain', trip);
    const made = anna.createFolder('Made in Drive', folderOf(anna, 'Album Sync'));
    await anna.addFile('m.jpg', tinyJpeg('made'), 'image/jpeg', made.id);
    await anna.addFile('elsewhere.jpg', tinyJpeg('elsewhere'), 'image/jpeg');
    const report = await run({ settings: { mode: 'sync' } });
    const expected = ['Made in Drive/m.jpg', 'Trip/found.jpg'].map(
      (name) => `REMOTE_ONLY:new DOWNLOAD_REMOTE done ${name}`,
    );
    assert.equal(reportText(report), scope === 'all' ? expected.join('\n') : '');
    assert.equal(library.textOf('Trip/found.jpg'), scope === 'all' ? 'found' : undefined);
    assert.equal(reportText(await run({ settings: { mode: 'sync' } })), '');
  }
});

test('an album that a person moves, renames, bins and brings back is followed', async (t) => {
  const { anna, run } = await driveLibrary(t, FILES);
  await run();
  const trip = folderOf(anna, 'Trip');
  anna.move(trip, anna.createFolder('Holidays').id);
  anna.rename(folderOf(anna, 'Album Sync'), 'My albums');
  assert.equal(reportText(await run(SYNC_UPLOAD)), '');
  anna.trash(trip);
  const report = await run({ settings: { mode: 'report' } });
  assert.equal(report.totals.events.LOCAL_ONLY, 3);
  anna.restore(trip);
  assert.equal(reportText(await run(SYNC_UPLOAD)), '');
});

test('a folder with all albums in the bin stops a run', async (t) => {
  const { anna, run } = await driveLibrary(t, FILES);
  await run();
  anna.trash(folderOf(anna, 'Album Sync'));
  const report = await run(TWO_WAY);
  assert.match(reportText(report), /^! E_REMOTE_EMPTY$/m);
  assert.equal(report.totals.outcomes.done, 0);
});

test('another OAuth client, and another scope, are asked about', async (t) => {
  const { host, run } = await driveLibrary(t, FILES);
  await run();
  const other = host({ clientId: '4712-other.apps.googleusercontent.com' }).googleAccess;
  const codes = (report: Awaited<ReturnType<typeof run>>) => report.problems.map(({ code }) => code);
  assert.deepEqual(codes(await run({ host: { googleAccess: other } })), ['E_REMOTE_CHANGED']);
  assert.deepEqual(codes(await run({ settings: { 'googleDrive.scope': 'all' } })), ['E_SCOPE_MISSING']);
  const nobody = async () => fail(problem('E_SIGN_IN', phrase`Nobody`));
  assert.deepEqual(codes(await run({ host: { googleAccess: nobody } })), ['E_SIGN_IN']);
});

test('a description that a person wrote in Drive stays when the photo is replaced', async (t) => {
  const { anna, library, run } = await driveLibrary(t, FILES);
  await run();
  anna.describe(idOf(anna, 'Trip a'), 'Written by Anna');
  library.write({ 'Trip/a.jpg': { text: 'Trip a, edited', at: '2025-01-01T00:00:00Z' } });
  const report = await run(SYNC_UPLOAD);
  assert.equal(report.totals.outcomes.done, 1);
  const [file] = anna.files().filter(({ description }) => description === 'Written by Anna');
  assert.equal(file?.revisions.at(-1)?.bytes.includes('Trip a, edited'), true);
  assert.deepEqual(
    file?.revisions.map(({ keepForever }) => keepForever),
    [true, false],
  );
});

function idOf(anna: DriveAccount['anna'], text: string): string {
  const file = anna.files().find(({ revisions }) => revisions.at(-1)?.bytes.includes(text));
  assert.ok(file, text);
  return file.id;
}

function folderOf(anna: DriveAccount['anna'], name: string): string {
  const folder = anna.files().find((file) => file.name === name && file.revisions.length === 0);
  assert.ok(folder, name);
  return folder.id;
}

/** Every file that is not in the bin, with its content, date and what else is told of it. */
function contentsOf(anna: DriveAccount['anna']): string {
  return anna
    .files()
    .filter(({ trashedMs, revisions }) => trashedMs === undefined && revisions.length > 0)
    .map(({ name, modifiedMs, description, starred, revisions, appProperties }) =>
      JSON.stringify([
        name,
        revisions.at(-1)?.sha256,
        new Date(modifiedMs),
        description ?? '',
        starred,
        Object.fromEntries(appProperties.get(APP) ?? []),
      ]),
    )
    .toSorted()
    .join('\n');
}
