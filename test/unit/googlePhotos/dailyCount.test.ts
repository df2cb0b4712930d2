import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DailyCount } from '../../../src/services/googlePhotos/dailyCount.ts';
import { endOfPacificDay, pacificDay } from '../../../src/services/googlePhotos/pacificDay.ts';
import { MemoryState } from '../../harness/memoryState.ts';

const NOTHING = {
  additions: [],
  replacements: 0,
  sizes: [],
  removals: 0,
  downloads: 0,
  fetchedBytes: 0,
  changes: 0,
  newAlbums: 0,
};

function uploads(albums: readonly number[]) {
  const photos = albums.reduce((sum, size) => sum + size, 0);
  return { ...NOTHING, additions: albums, sizes: Array<number>(photos).fill(5_000_000), newAlbums: albums.length };
}

/** Albums to be sent, requests already used today, and what is said. */
const TABLE: readonly (readonly [albums: readonly number[], used: number, said: RegExp | undefined])[] = [
  [[100], 0, undefined],
  [Array<number>(4).fill(2500), 0, /^10,000 photos need 10,204 requests; Google allows 10,000 a day: 2 days\. /],
  [Array<number>(200).fill(50), 0, /^10,000 photos need 10,400 requests; Google allows 10,000 a day: 2 days\. /],
  [[1], 10_000, /^1 photo needs 3 requests; Google allows 10,000 a day and 0 are left today: 1 day\. /],
  [[100], 9_990, /^100 photos need 103 requests; Google allows 10,000 a day and 10 are left today: 2 days\. /],
];

for (const [albums, used, said] of TABLE) {
  test(`${albums.length} albums of ${albums[0]} with ${used} requests used: ${said ? 'told' : 'nothing'}`, () => {
    const states = new MemoryState();
    const state = states.open();
    const count = new DailyCount(state, () => Date.parse('2026-11-22T12:00:00Z'));
    for (let request = 0; request < used; request++) count.add();
    count.save();
    state.commit();
    const next = new DailyCount(states.open(), () => Date.parse('2026-11-23T07:00:00Z'));
    const message = next.foresee(uploads(albums))?.message;
    if (said) assert.match(message ?? '', said);
    else assert.equal(message, undefined);
    const tomorrow = new DailyCount(states.open(), () => Date.parse('2026-11-23T09:00:00Z'));
    assert.doesNotMatch(tomorrow.foresee(uploads(albums))?.message ?? '', /left today/);
  });
}

/** A moment, the day in California, and when that ends. */
const DAYS: readonly (readonly [now: string, day: string, ends: string])[] = [
  ['2026-11-22T12:00:00Z', '2026-11-22', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23T07:59:00Z', '2026-11-22', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23T08:00:00Z', '2026-11-23', '2026-11-24T08:00:00.000Z'],
  ['2026-07-01T00:00:00Z', '2026-06-30', '2026-07-01T07:00:00.000Z'],
  // The clocks go forward, and back.
  ['2026-03-08T09:00:00Z', '2026-03-08', '2026-03-09T07:00:00.000Z'],
  ['2026-11-01T08:00:00Z', '2026-11-01', '2026-11-02T08:00:00.000Z'],
];

for (const [now, day, ends] of DAYS) {
  test(`${now} is ${day} in California, until ${ends}`, () => {
    assert.equal(pacificDay(Date.parse(now)), day);
    assert.equal(new Date(endOfPacificDay(Date.parse(now))).toISOString(), ends);
  });
}
