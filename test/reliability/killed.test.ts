import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SyncReport } from '../../src/engine/report.ts';
import { Library } from '../harness/library.ts';
import { checkCompletion, checkNothingLost } from './crash/check.ts';
import { syncInChild } from './crash/commandLine.ts';
import { beginScenario, SCENARIO_SETTINGS } from './crash/referenceScenario.ts';
import { told } from './crash/rehearse.ts';
import { takeSnapshot } from './crash/snapshot.ts';
import { contentsOf } from './state/contents.ts';
import { photoOf } from './state/photo.ts';

const ROUNDS = 12;
const SETTINGS = { ...SCENARIO_SETTINGS, concurrency: 2, 'gallery.thumbnails': false };

/** Where something happens during the scenario. */
const FOLDERS = [
  'Trip',
  'album-gallery',
  'album-gallery/.journal',
  'album-gallery/albums',
  'album-gallery/albums/trip',
  'album-gallery/albums/trip-2',
  'album-gallery/albums/web-album',
  '../home/data/Trash/files',
];

test('a command line that is killed at random moments loses nothing, and the next run completes it', async (t) => {
  const library = await beginScenario(t);
  for (const name of ['new 1', 'new 2', 'new 3'])
    library.write({ [`Trip/${name}.jpg`]: { bytes: photoOf(`large ${name}`) } });
  library.write({
    'album-gallery/albums/trip/edited there.jpg': { bytes: photoOf('large edit there'), at: '2024-02-02T00:00:00Z' },
  });
  const restore = takeSnapshot(t, library);
  const before = contentsOf(library);
  const whole = await syncInChild(library, { settings: SETTINGS, folders: FOLDERS });
  assert.equal(whole.status, 0, whole.stderr);
  assert.ok(whole.events > 50, `only ${whole.events} changes were seen`);
  const course = { before, after: contentsOf(library) };
  let killed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    restore();
    const afterEvents = 1 + Math.floor(random(round) * whole.events);
    const disturb = { signal: 'SIGKILL', afterEvents } as const;
    const ended = await syncInChild(library, { settings: SETTINGS, folders: FOLDERS, disturb });
    killed += ended.signal === 'SIGKILL' ? 1 : 0;
    await told(`round ${round}, killed after ${afterEvents} of about ${whole.events} changes`, async () => {
      checkNothingLost(library, course);
      await checkCompletion(library, course);
    });
  }
  assert.ok(killed > ROUNDS / 2, `only ${killed} runs were killed before they ended`);
});

interface LongRun {
  readonly what: string;
  readonly count: number;
  /** Photos of each album. */
  readonly inAlbum: number;
  /** Where something happens during the run. */
  readonly folders: readonly string[];
  /** When it is killed, as parts of all that happens. */
  readonly parts: readonly number[];
}

const LONG_RUNS: readonly LongRun[] = [
  {
    what: 'flushes many photos together',
    ...{ count: 300, inAlbum: 300, folders: ['album-gallery/albums/trip-0'], parts: [0.3, 0.6, 0.8, 0.95] },
  },
  {
    what: 'finishes albums beside the sending of others',
    ...{
      count: 600,
      inAlbum: 4,
      folders: ['album-gallery/.journal', 'album-gallery/albums'],
      parts: [0.3, 0.5, 0.7, 0.9],
    },
  },
];

for (const { what, count, inAlbum, folders, parts } of LONG_RUNS) {
  test(`a command line that is killed while it ${what} loses nothing, and the next run completes it`, async (t) => {
    const names = Array.from({ length: count }, (_, index) => `Trip ${Math.floor(index / inAlbum)}/${index}.jpg`);
    const library = new Library(t, { 'Trip 0/first.jpg': 'first' });
    await library.run();
    library.write(Object.fromEntries(names.map((name) => [name, { bytes: photoOf(name) }])));
    const restore = takeSnapshot(t, library);
    const before = contentsOf(library);
    const settings = { 'gallery.thumbnails': false };
    const whole = await syncInChild(library, { settings, folders });
    assert.equal(whole.status, 0, whole.stderr);
    const course = { before, after: contentsOf(library) };
    let killed = 0;
    for (const part of parts) {
      restore();
      const disturb = { signal: 'SIGKILL', afterEvents: Math.floor(part * whole.events) } as const;
      const ended = await syncInChild(library, { settings, folders, disturb });
      killed += ended.signal === 'SIGKILL' ? 1 : 0;
      await told(`killed after ${part} of about ${whole.events} changes`, async () => {
        checkNothingLost(library, course);
        await checkCompletion(library, course);
      });
    }
    assert.ok(killed > 0, 'every run ended before it was killed');
  });
}

test('a command line that is interrupted says what is left, ends with 130, and the next run completes it', async (t) => {
  const names = Array.from({ length: 300 }, (_, index) => `Trip/${index}.jpg`);
  const library = new Library(t, { 'Trip/first.jpg': 'first' });
  await library.run();
  library.write(Object.fromEntries(names.map((name) => [name, name])));
  const settings = { concurrency: 1, 'gallery.thumbnails': false };
  const disturb = { signal: 'SIGINT', afterEvents: 3 } as const;
  const ended = await syncInChild(library, { settings, folders: ['album-gallery/albums/trip'], disturb });
  assert.deepEqual([ended.status, ended.signal, ended.stderr], [130, null, '']);
  const report = JSON.parse(ended.stdout) as SyncReport;
  const { done, cancelled, silent } = report.totals.outcomes;
  assert.equal(done + cancelled + silent, names.length + 1);
  assert.ok(cancelled > 0, 'everything was done before the signal came');
  const open = report.items.filter(({ outcome }) => outcome === 'cancelled');
  assert.deepEqual([...new Set(open.map(({ error }) => error?.code))], ['E_CANCELLED']);
  assert.deepEqual(
    report.problems.map(({ code }) => code),
    ['E_CANCELLED'],
  );
  assert.equal((await library.run()).totals.outcomes.done, cancelled);
  assert.equal((await library.run()).totals.events.SAME, names.length + 1);
});

/** The same number from 0 to 1 for the same seed (mulberry32). */
function random(seed: number): number {
  let state = (seed + 1) * 0x6d2b79f5;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}
