import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RemoteItem } from '../../src/engine/model.ts';
import type { Result } from '../../src/engine/result.ts';
import type { RawSettings } from '../../src/settings/settings.ts';
import type { RunHost } from '../../src/run/openPorts.ts';
import { Library, lines, reportText } from '../harness/library.ts';
import { hostWith } from '../harness/between.ts';

const TWO_WAY = { mode: 'twoWay', allowDelete: 'both' };
const HASH = { compare: ['date', 'size', 'hash'] };

/** Changes a photo in the gallery behind its back, as another program could. */
function changeRemote(library: Library, file: string, text: string): void {
  library.write({ [`album-gallery/albums/${file}`]: { text, at: '2024-03-03T00:00:00Z' } });
}

/** Counts the files whose bytes a run reads to compare them. */
function countingHashes(): { host: Partial<RunHost>; hashed: string[] } {
  const hashed: string[] = [];
  const host = hostWith({
    files: (real) => ({
      hash: (file, call) => {
        hashed.push(file.path);
        return real.hash(file, call);
      },
    }),
  });
  return { host, hashed };
}

test('case 11: a photo that was only touched is the same, and is not looked at again', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  // Nothing is remembered of a file that is younger than two seconds.
  library.now = Date.now() + 60_000;
  await library.run();
  library.touch('Trip/a.jpg', '2024-09-09T09:09:09Z');
  const { host, hashed } = countingHashes();
  for (const mode of ['upload', 'syncUpload', 'twoWay'] as const) {
    const report = await library.run({ settings: { mode }, host });
    assert.equal(
      reportText(report),
      lines`
        SAME SILENT silent Trip/a.jpg
        SAME SILENT silent Trip/b.jpg`,
    );
    assert.equal(report.totals.bytesUploaded, 0);
  }
  assert.deepEqual(hashed, ['Trip/a.jpg']);
});

test('case 12: a change that keeps size and date is found by its hash', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'one' });
  await library.run();
  library.write({ 'Trip/a.jpg': 'two' });
  assert.equal(reportText(await library.run()), 'SAME SILENT silent Trip/a.jpg');
  assert.equal(
    reportText(await library.run({ settings: { ...HASH, mode: 'twoWay' } })),
    'DIFFERENT:localChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg',
  );
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'two');
});

test('case 13: nothing is remembered of a photo that may still be changing', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'one' });
  library.now = Date.now() + 60_000;
  await library.run({ settings: HASH });
  // The same size, a second later: within the tolerance of the dates, and while the clock shows the moment of the change.
  library.write({ 'Trip/a.jpg': { text: 'two', at: '2024-01-01T00:00:01Z' } });
  library.now = Date.now();
  for (const kind of ['preview', 'sync', 'preview'] as const) {
    const { host, hashed } = countingHashes();
    const report = await library.run({ kind, settings: { ...HASH, mode: 'report' }, host });
    assert.equal(reportText(report), 'DIFFERENT:localChanged REPORT reported Trip/a.jpg');
    assert.deepEqual(hashed, ['Trip/a.jpg']);
  }
});

test('case 13: a photo that changes while it is read has no event by a guess', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'one' });
  await library.run();
  library.write({ 'Trip/a.jpg': 'one' });
  const host = hostWith({
    files: (real) => ({
      hash: (file, call) => {
        const reading = real.hash(file, call);
        library.write({ 'Trip/a.jpg': 'two, and longer' });
        return reading;
      },
    }),
  });
  const report = await library.run({ settings: { ...TWO_WAY, ...HASH }, host });
  assert.equal(reportText(report), 'UNKNOWN REPORT failed Trip/a.jpg E_SOURCE_CHANGED');
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'one');
  const next = await library.run({ settings: { ...TWO_WAY, ...HASH } });
  assert.equal(reportText(next), 'DIFFERENT:localChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg');
});

test('case 14: a web copy whose date is later by 30 seconds is no older one', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': { text: 'a', at: '2024-01-01T00:00:30Z' } });
  await library.run();
  library.touch('Trip/a.jpg', '2024-01-01T00:00:00Z');
  for (const keepLedger of [true, false]) {
    if (!keepLedger) library.loseLedger();
    for (const settings of [{}, HASH, TWO_WAY, { mode: 'syncUpload' }])
      assert.equal(reportText(await library.run({ settings })), 'SAME SILENT silent Trip/a.jpg');
  }
});

test('case 15: what changed on both sides is kept twice, and is no conflict where it is equal', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run({ settings: TWO_WAY });
  library.write({
    'Trip/a.jpg': { text: 'a of the folder', at: '2024-02-02T00:00:00Z' },
    'Trip/b.jpg': { text: 'b on both sides', at: '2024-02-02T00:00:00Z' },
  });
  changeRemote(library, 'trip/a.jpg', 'a, as the web has it');
  changeRemote(library, 'trip/b.jpg', 'b on both sides');
  assert.equal(
    reportText(await library.run({ settings: TWO_WAY })),
    lines`
      DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg E_CONFLICT
      SAME SILENT silent Trip/b.jpg`,
  );
  const copies = ['a.jpg', 'a (conflict 2026-11-22).jpg'];
  for (const folder of ['Trip', 'album-gallery/albums/trip'])
    assert.deepEqual(
      copies.map((name) => library.textOf(`${folder}/${name}`)),
      ['a of the folder', 'a, as the web has it'],
    );
});

test('case 16: of a deletion and a change, the change wins', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c' });
  await library.run({ settings: TWO_WAY });
  library.remove('Trip/a.jpg');
  changeRemote(library, 'trip/a.jpg', 'a, edited');
  library.remove('album-gallery/albums/trip/b.jpg');
  library.write({ 'Trip/b.jpg': { text: 'b, edited', at: '2024-02-02T00:00:00Z' } });
  assert.equal(
    reportText(await library.run({ settings: TWO_WAY, all: false })),
    lines`
      LOCAL_ONLY:deletedRemotely UPLOAD_LOCAL done Trip/b.jpg
      REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE done Trip/a.jpg`,
  );
  assert.deepEqual(
    ['Trip/a.jpg', 'album-gallery/albums/trip/b.jpg'].map((file) => library.textOf(file)),
    ['a, edited', 'b, edited'],
  );
});

/** A service that keeps names and bytes, and says neither size nor date nor hash: Google Photos is like that. */
const silentService = hostWith({
  service: (real) => {
    const nameOnly = ({ id, albumId, name, type, url }: RemoteItem): RemoteItem => ({ id, albumId, name, type, url });
    const silenced = async (answer: Promise<Result<RemoteItem>>): Promise<Result<RemoteItem>> => {
      const result = await answer;
      return result.ok ? { ok: true, value: nameOnly(result.value) } : result;
    };
    return {
      capabilities: {
        ...real.capabilities,
        knows: { size: false, sourceDate: false, hashes: [], name: true },
        metadata: [],
        rename: { item: false, album: false, move: false },
      },
      listItems: async (album, call) => {
        const items = await real.listItems(album, call);
        return items.ok ? { ok: true, value: items.value.map(nameOnly) } : items;
      },
      upload: (...args) => silenced(real.upload(...args)),
      replace: (...args) => silenced(real.replace(...args)),
    };
  },
});

test('case 17: where the service says nothing of an item, the ledger answers, and without it nobody guesses', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  const run = (settings: RawSettings) => library.run({ settings, host: silentService });
  await run(HASH);
  for (const settings of [{}, HASH, { compare: ['hash'] }, { mode: 'syncUpload' }, { ...TWO_WAY, ...HASH }])
    assert.equal(reportText(await run(settings)), 'SAME SILENT silent Trip/a.jpg');
  library.loseLedger();
  assert.equal(reportText(await run({ mode: 'twoWay' })), 'UNKNOWN REPORT reported Trip/a.jpg');
  // The one mode that replaces what is unknown does it once, and not at every run.
  assert.equal(reportText(await run({ mode: 'syncUpload' })), 'UNKNOWN REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg');
  for (const mode of ['syncUpload', 'twoWay', 'upload'])
    assert.equal(reportText(await run({ mode })), 'SAME SILENT silent Trip/a.jpg');
});

test('case 18: a clock that is wrong changes no event and deletes nothing', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run({ settings: TWO_WAY });
  library.write({ 'Trip/b.jpg': { text: 'b, edited', at: '2024-02-02T00:00:00Z' } });
  const days = ['1970-01-01', '2026-11-21', '2026-11-22', '2026-11-23', '2107-12-31'];
  for (const day of days) {
    library.now = Date.parse(`${day}T23:30:00Z`);
    const report = await library.run({ kind: 'preview', settings: TWO_WAY });
    assert.equal(
      reportText(report),
      lines`
        REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL planned Trip/b.jpg
        SAME SILENT silent Trip/a.jpg`,
    );
  }
});

test('case 18: photos from before the first camera and from after us are in step once they were sent', async (t) => {
  const dates = ['1901-12-14', '1969-12-31', '1970-01-01', '2038-01-20', '2107-12-31', '2400-01-01'];
  const library = new Library(t, Object.fromEntries(dates.map((day) => [`Trip/${day}.jpg`, { text: day, at: day }])));
  for (const [settings, outcome] of [
    [{}, 'done'],
    [TWO_WAY, 'silent'],
    [{ ...TWO_WAY, ...HASH, since: '1800-01-01' }, 'silent'],
  ] as const)
    assert.equal((await library.run({ settings })).totals.outcomes[outcome], dates.length);
  for (const day of dates) library.remove(`Trip/${day}.jpg`);
  library.write({ 'Other/x.jpg': 'x' });
  await library.run({ settings: { mode: 'sync' } });
  for (const day of dates) assert.equal(library.modifiedAt(`Trip/${day}.jpg`), `${day}T00:00:00.000Z`);
});

/** Dates that somebody wrote into the manifest of a gallery. */
const NO_DATES = ['+275760-09-13T00:00:00.999999999Z', '9999-99-99T99:99:99Z', 'yesterday', 'NaN', '', 4e200];

for (const date of NO_DATES) {
  test(`case 18: the date ${JSON.stringify(date)} of a web item is no date`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
    await library.run();
    library.remove('Trip/a.jpg');
    library.editManifest('trip', ({ items }) => {
      for (const item of items) Object.assign(item, { sourceDate: date, captureDate: date, file: undefined });
    });
    const report = await library.run({ settings: { mode: 'sync', compare: ['date'], since: '2001-01-01' } });
    assert.equal(
      reportText(report),
      lines`
        REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE done Trip/a.jpg
        SAME SILENT silent Trip/b.jpg`,
    );
  });
}

test('case 18: a date of a file that no calendar has does not end the run', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  // Some disks keep 64 bits of seconds, and what writes them may be broken.
  const host = hostWith({
    files: (real) => ({
      scan: async (call) => {
        const scan = await real.scan(call);
        return { ...scan, files: [...scan.files].map((file) => ({ ...file, modifiedMs: 8.64e15 })) };
      },
    }),
  });
  const report = await library.run({ settings: { ...TWO_WAY, since: '2001-01-01' }, host });
  assert.equal(report.totals.outcomes.done, 1);
});
