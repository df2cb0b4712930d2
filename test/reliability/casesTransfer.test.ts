// The cases 26 and 27 (limits and sign-in of a service) come with the network services, through the conformance suite
// and its fault switches, as do those parts of 20, 28, 33 and 36 that only a service with an account can show.
import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import type { ApplyPorts } from '../../src/engine/apply/apply.ts';
import { problem } from '../../src/engine/errors.ts';
import { phrase } from '../../src/engine/phrase.ts';
import type { RunOptions } from '../harness/library.ts';
import { fail, ok } from '../../src/engine/result.ts';
import { exitStatus } from '../../src/run/exitStatus.ts';
import { Library, lines, reportText } from '../harness/library.ts';
import { hostWith } from '../harness/between.ts';
import { cutAt60Percent, downloadingThrough, endsEarly, nothing, readingThrough, turnsABit } from './faults/sources.ts';
import { wholeLibrary } from './state/wholeLibrary.ts';

const TWO_WAY = { mode: 'twoWay', allowDelete: 'both' };
const going = new AbortController().signal;

/** What can become of the bytes of an upload on their way, and the code for it. */
const UPLOADS = [
  ['is cut off at 60 %', cutAt60Percent, 'E_FILE_UNREADABLE'],
  ['ends at 60 %', endsEarly, 'E_VERIFY'],
  ['sends nothing', nothing, 'E_VERIFY'],
] as const;

for (const [what, spoil, code] of UPLOADS) {
  test(`case 19: an upload that ${what} leaves no item and no part of one`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a' });
    await library.run();
    library.write({ 'Trip/b.jpg': 'b' });
    const before = wholeLibrary(library);
    const report = await library.run({ host: hostWith({ files: readingThrough(spoil) }), all: false });
    assert.equal(reportText(report), `LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/b.jpg ${code}`);
    assert.equal(exitStatus(report, going), 1);
    assert.deepEqual(wholeLibrary(library), before);
    assert.equal(reportText(await library.run({ all: false })), 'LOCAL_ONLY:new UPLOAD_LOCAL done Trip/b.jpg');
  });
}

/** Calls that change the web, each of which may happen although nobody hears of it. */
const CHANGES = ['upload', 'replace', 'remove', 'updateItem', 'createAlbum', 'updateAlbum', 'removeAlbum'] as const;

/** The service, whose answers to one kind of call are lost. */
function losingAnswers(lost: (typeof CHANGES)[number]) {
  return (real: ApplyPorts['service']): Partial<ApplyPorts['service']> => ({
    [lost]: async (...args: unknown[]) => {
      await (real[lost] as (...all: unknown[]) => Promise<unknown>)(...args);
      throw new Error('socket hang up');
    },
  });
}

for (const lost of CHANGES) {
  test(`case 20: when the answer to ${lost} is lost, the next run finds what happened and makes no second copy`, async (t) => {
    const settings = { ...TWO_WAY, purgeEmptyAlbums: true };
    const library = new Library(t, {
      'Trip/changed.jpg': 'changed, first',
      'Trip/deleted.jpg': 'deleted',
      'Trip/renamed.jpg': 'renamed',
      'Old name/o.jpg': 'old name',
      'Emptied/e.jpg': 'emptied',
    });
    await library.run({ settings });
    library.remove('Emptied/e.jpg');
    await library.run({ settings: { ...settings, purgeEmptyAlbums: false } });
    library.write({
      'Trip/changed.jpg': { text: 'changed, second', at: '2024-02-02T00:00:00Z' },
      'Trip/new.jpg': 'new',
      'Trip/renamed before.jpg': 'renamed',
      'New name/o.jpg': 'old name',
      'New album/n.jpg': 'new album',
    });
    for (const gone of ['Trip/deleted.jpg', 'Trip/renamed.jpg', 'Old name']) library.remove(gone);
    const disturbed = await library.run({ settings, host: hostWith({ service: losingAnswers(lost) }) });
    assert.deepEqual([...new Set(disturbed.problems.map(({ code }) => code))], ['E_INTERNAL']);
    for (let runs = 0; runs < 2; runs++) await library.run({ settings });
    const last = await library.run({ settings });
    assert.deepEqual([last.totals.events.SAME, last.items.length, last.problems], [5, 5, []]);
    const expected = ['changed.jpg', 'n.jpg', 'new.jpg', 'o.jpg', 'renamed before.jpg'];
    const live = library.files().filter((file) => !file.includes('.trash'));
    for (const side of [live.filter(isInGallery), live.filter((file) => !isInGallery(file))])
      assert.deepEqual(side.map((file) => path.basename(file)).sort(), expected);
  });
}

function isInGallery(file: string): boolean {
  return file.startsWith('album-gallery/');
}

/** Notes the deletions that are sent to the service. */
function notingRemovals(removed: string[], also: (real: ApplyPorts['service']) => Partial<ApplyPorts['service']>) {
  return (real: ApplyPorts['service']): Partial<ApplyPorts['service']> => ({
    ...also(real),
    remove: (item, call) => {
      removed.push(item.name);
      return real.remove(item, call);
    },
  });
}

for (const [what, spoil, code] of UPLOADS) {
  test(`case 21: a replacement whose upload ${what} leaves the old copy, and no deletion is sent`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'old' });
    await library.run({ settings: TWO_WAY });
    library.write({ 'Trip/a.jpg': { text: 'new, and longer', at: '2024-02-02T00:00:00Z' } });
    const before = wholeLibrary(library);
    const removed: string[] = [];
    const host = hostWith({
      files: readingThrough(spoil),
      service: notingRemovals(removed, () => ({})),
    });
    const report = await library.run({ settings: TWO_WAY, host });
    const event = 'REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL';
    assert.equal(reportText(report), `${event} failed Trip/a.jpg ${code}`);
    assert.deepEqual([removed, wholeLibrary(library)], [[], before]);
    assert.equal(reportText(await library.run({ settings: TWO_WAY })), `${event} done Trip/a.jpg`);
  });
}

test('case 21: a service that stored other content than was sent is not believed', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  const host = hostWith({
    service: (real) => ({
      upload: async (...args) => {
        const stored = await real.upload(...args);
        return stored.ok ? { ok: true, value: { ...stored.value, size: 1 } } : stored;
      },
    }),
  });
  assert.equal(reportText(await library.run({ host })), 'LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/a.jpg E_VERIFY');
  assert.equal(library.textOf('Trip/a.jpg'), 'a');
});

test('case 22: where the old copy cannot be trashed it is not replaced, and later replaced once', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'old', 'Trip/b.jpg': 'b' });
  await library.run({ settings: TWO_WAY });
  library.write({ 'Trip/a.jpg': { text: 'new', at: '2024-02-02T00:00:00Z' } });
  library.remove('Trip/b.jpg');
  writeFileSync(library.path('album-gallery/.trash'), 'somebody keeps a file here');
  const before = wholeLibrary(library);
  const failed = await library.run({ settings: TWO_WAY });
  assert.equal(
    reportText(failed),
    lines`
      REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL failed Trip/a.jpg E_GALLERY_FOREIGN
      REMOTE_ONLY:deletedLocally DELETE_REMOTE failed Trip/b.jpg E_GALLERY_FOREIGN`,
  );
  assert.deepEqual(wholeLibrary(library), before);
  rmSync(library.path('album-gallery/.trash'));
  const done = await library.run({ settings: TWO_WAY });
  assert.equal(done.totals.outcomes.done, 2);
  const trashed = library.files().filter((file) => file.includes('.trash'));
  assert.deepEqual(trashed.map((file) => library.textOf(file)).sort(), ['b', 'old']);
  assert.equal((await library.run({ settings: TWO_WAY })).totals.events.SAME, 1);
});

/** What can become of the bytes of a download on their way. */
const DOWNLOADS = [
  ['is cut off at 60 %', cutAt60Percent],
  ['ends at 60 %', endsEarly],
  ['brings nothing', nothing],
  ['turns a bit', turnsABit],
] as const;

for (const [what, spoil] of DOWNLOADS) {
  test(`case 23: a download that ${what} leaves the file as it was, and no part of a new one`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'old', 'Trip/b.jpg': 'b' });
    await library.run({ settings: TWO_WAY });
    library.write({ 'album-gallery/albums/trip/a.jpg': { text: 'new, and longer', at: '2024-02-02T00:00:00Z' } });
    library.write({ 'album-gallery/albums/trip/c.jpg': 'c' });
    const before = wholeLibrary(library);
    const report = await library.run({
      settings: TWO_WAY,
      all: false,
      host: hostWith({ service: downloadingThrough(spoil) }),
    });
    assert.equal(
      reportText(report),
      lines`
        DIFFERENT:remoteChanged DOWNLOAD_REMOTE failed Trip/a.jpg E_VERIFY
        REMOTE_ONLY:new DOWNLOAD_REMOTE failed Trip/c.jpg E_VERIFY`,
    );
    assert.deepEqual(
      wholeLibrary(library).filter((file) => !/(album.json|index.html) /.test(file)),
      before.filter((file) => !/(album.json|index.html) /.test(file)),
    );
    assert.equal(library.modifiedAt('Trip/a.jpg'), '2024-01-01T00:00:00.000Z');
    assert.equal((await library.run({ settings: TWO_WAY })).totals.outcomes.done, 2);
  });
}

test('case 23: nothing at all is no photo, also where the service says nothing of its size', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run();
  library.remove('Trip/a.jpg');
  const host = hostWith({
    service: (real) => ({
      ...downloadingThrough(nothing)(real),
      listItems: async (album, call) => {
        const items = await real.listItems(album, call);
        return items.ok ? ok(items.value.map(({ id, albumId, name, type }) => ({ id, albumId, name, type }))) : items;
      },
    }),
  });
  const report = await library.run({ settings: { mode: 'sync', compare: ['size'] }, host, all: false });
  assert.equal(reportText(report), 'REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE failed Trip/a.jpg E_VERIFY');
  assert.deepEqual(readdirSync(library.path('Trip')), ['b.jpg']);
});

/** An error as the disk throws it when it is full. */
function diskFull(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

test('case 24: a full disk ends the downloads, and not each of them tries again', async (t) => {
  const names = Array.from({ length: 8 }, (_, index) => `Trip/${index}.jpg`);
  const library = new Library(t, Object.fromEntries(names.map((name) => [name, name])));
  await library.run();
  for (const name of names.slice(1)) library.remove(name);
  const before = wholeLibrary(library);
  let tried = 0;
  const host = hostWith({
    files: () => ({
      receive: async (path) => {
        tried += 1;
        return fail(problem('E_DISK_FULL', phrase`${path}: ${diskFull().message}`, { path }));
      },
    }),
  });
  const settings = { mode: 'sync', concurrency: 2 };
  const report = await library.run({ settings, host, all: false });
  assert.deepEqual(
    [...new Set(report.items.map(({ outcome, error }) => `${outcome} ${error?.code}`))],
    ['failed E_DISK_FULL'],
  );
  assert.equal(tried, 2);
  assert.deepEqual(wholeLibrary(library), before);
  assert.equal((await library.run({ settings })).totals.outcomes.done, 7);
});

/** Calls of the ledger that a full disk makes fail, and what the report says of it. What is only learned may be lost. */
const WRITES = [
  ['learn', []],
  ['rememberItem', ['E_DISK_FULL']],
  ['rememberAlbum', ['E_DISK_FULL']],
  ['forgetItem', ['E_DISK_FULL']],
  ['commit', ['E_DISK_FULL']],
] as const;

for (const [write, codes] of WRITES) {
  test(`case 24: when the record of runs is full at ${write}, nothing is lost and the next run goes on`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
    library.now = Date.now() + 60_000;
    await library.run({ settings: TWO_WAY });
    library.write({ 'Trip/new.jpg': 'new', 'New/n.jpg': 'n', 'album-gallery/albums/trip/web.jpg': 'web' });
    library.remove('Trip/a.jpg');
    const host: RunOptions['host'] = {
      between: (ports) => {
        // In its place and not before it, because the photo folders write to the same one.
        Object.assign(ports.ledger, {
          [write]: () => {
            throw new Error('database or disk is full');
          },
        });
        return ports;
      },
    };
    const report = await library.run({ settings: TWO_WAY, host });
    assert.deepEqual([...new Set(report.problems.map(({ code }) => code))], codes);
    assert.equal(exitStatus(report, going), codes.length);
    await library.run({ settings: TWO_WAY });
    const last = await library.run({ settings: TWO_WAY });
    assert.deepEqual([last.totals.events.SAME, last.items.length], [4, 4]);
    assert.deepEqual(
      ['Trip/b.jpg', 'Trip/new.jpg', 'Trip/web.jpg'].map((file) => library.textOf(file)),
      ['b', 'new', 'web'],
    );
    assert.ok(library.files().some((file) => library.textOf(file) === 'a'));
  });
}

/** What somebody does to a photo while it is sent. */
const INTERRUPTIONS: readonly (readonly [string, (library: Library) => void])[] = [
  ['is changed', (library) => library.write({ 'Trip/a.jpg': 'a, changed' })],
  ['is changed and looks the same', (library) => library.write({ 'Trip/a.jpg': 'b' })],
  ['vanishes', (library) => library.remove('Trip/a.jpg')],
  ['becomes a folder', (library) => (library.remove('Trip/a.jpg'), library.write({ 'Trip/a.jpg/x.txt': 'x' }))],
];

for (const [what, interrupt] of INTERRUPTIONS) {
  test(`case 25: the copy of a photo that ${what} while it is sent is thrown away`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a', 'Other/b.jpg': 'b' });
    async function* interrupted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        interrupt(library);
        yield chunk;
      }
    }
    const settings = { concurrency: 1, folders: ['Trip'] };
    const report = await library.run({ settings, host: hostWith({ files: readingThrough(interrupted) }) });
    assert.equal(reportText(report), 'LOCAL_ONLY:new UPLOAD_LOCAL failed Home/a.jpg E_SOURCE_CHANGED');
    assert.deepEqual(
      library.files().filter((file) => file.startsWith('album-gallery/albums')),
      [],
    );
  });
}

test('case 28: a video that is too large is left alone on both sides, and what is there stays', async (t) => {
  const film = (bytes: number) => `\0\0\0\x18ftypmp42\0\0\0\0mp42isom${'x'.repeat(bytes)}`;
  const library = new Library(t, { 'Trip/a.mp4': { bytes: film(100) }, 'Trip/b.mp4': { bytes: film(100) } });
  const settings = { formats: 'video', mode: 'syncUpload', allowDelete: 'both' };
  await library.run({ settings });
  library.write({ 'Trip/a.mp4': { bytes: film(5000), at: '2024-02-02T00:00:00Z' } });
  library.write({ 'album-gallery/albums/trip/c.mp4': { bytes: film(5000) } });
  const before = wholeLibrary(library);
  const report = await library.run({ settings: { ...settings, maxVideoSize: 1000 } });
  assert.equal(
    reportText(report),
    lines`
      REMOTE_ONLY:new REPORT skipped Trip/c.mp4 E_FILE_TOO_LARGE
      SAME SILENT silent Trip/b.mp4
      UNKNOWN REPORT skipped Trip/a.mp4 E_FILE_TOO_LARGE`,
  );
  assert.deepEqual(
    wholeLibrary(library).filter((file) => file.includes('.mp4')),
    before.filter((file) => file.includes('.mp4')),
  );
});

test('case 28: what a service does not take is said before it is sent, and its old copy stays', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/raw.dng': { bytes: 'II*\0\x08\0\0\0 first' } });
  const sent: string[] = [];
  const host = hostWith({
    service: (real) => ({
      capabilities: { ...real.capabilities, accepts: ({ mime }) => mime === 'image/jpeg' },
      upload: (album, details, ...rest) => {
        sent.push(details.name);
        return real.upload(album, details, ...rest);
      },
    }),
  });
  assert.equal(
    reportText(await library.run({ host })),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL notSupported Trip/raw.dng E_NOT_SUPPORTED`,
  );
  assert.deepEqual(sent, ['a.jpg']);
});

test('case 29: what a killed run left half-written goes with the next one, and what is not ours stays', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run();
  library.remove('Trip/a.jpg');
  let ours = '';
  async function* watched(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    ours = readdirSync(library.path('Trip')).find((name) => name.startsWith('.album-sync-')) ?? '';
    yield* chunks;
  }
  const settings = { mode: 'sync' };
  await library.run({ settings, host: hostWith({ service: downloadingThrough(watched) }) });
  const foreign = '.album-sync-0123456789abcdef.tmp';
  const inTrip = () => readdirSync(library.path('Trip')).sort();
  assert.deepEqual(inTrip(), ['a.jpg', 'b.jpg']);
  for (const name of [ours, foreign]) writeFileSync(library.path(`Trip/${name}`), 'half a pho');
  await library.run({ kind: 'preview', settings });
  assert.deepEqual(inTrip(), [foreign, ours, 'a.jpg', 'b.jpg'].sort());
  await library.run({ settings });
  assert.deepEqual(inTrip(), [foreign, 'a.jpg', 'b.jpg']);
});

test('case 30: a second run is refused, and told who holds the lock', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  let refused = '';
  const host = hostWith({
    service: (real) => ({
      listAlbums: async (call) => {
        const second = await library.run();
        refused = `${reportText(second)}, status ${exitStatus(second, going)}: ${second.problems[0]?.message}`;
        return real.listAlbums(call);
      },
    }),
  });
  const first = await library.run({ host });
  assert.ok(refused.startsWith(`! E_LOCKED, status 2: process ${process.pid} on ${hostname()}, since `), refused);
  assert.equal(first.totals.outcomes.done, 1);
  assert.equal((await library.run()).totals.events.SAME, 1);
});
