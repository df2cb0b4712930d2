import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { googleError, json } from '../../emulators/http/answers.ts';
import type { Fault } from '../../emulators/http/faults.ts';
import type { Habits } from '../../emulators/photos/limits.ts';
import { photosLibrary } from '../../harness/googlePhotos.ts';
import type { LibrarySpec } from '../../harness/library.ts';

const TWO_WAY = { settings: { mode: 'twoWay', allowDelete: 'both', maxDeletes: '100%' } };

async function inStep(t: TestContext) {
  const many = Array.from({ length: 250 }, (_, index) => [`Trip/${index}.jpg`, `photo ${index}`] as const);
  const spec: LibrarySpec = { ...Object.fromEntries(many), 'Rome/a.jpg': 'a' };
  const account = await photosLibrary(t, spec);
  assert.equal((await account.run()).totals.outcomes.done, 251);
  // What is remembered of an album is believed for a day.
  account.emulator.clock.advance(25 * 3_600_000);
  account.emulator.log.clear();
  return account;
}

const HABITS: readonly Partial<Habits>[] = [
  { pages: 'short' },
  { pages: 'empty' },
  { pages: 'overlapping' },
  { pages: 'overlapping', order: 'shuffled' },
];

for (const habits of HABITS) {
  test(`all items are found on pages that are ${Object.values(habits).join(' and ')}`, async (t) => {
    const { emulator, run } = await inStep(t);
    Object.assign(emulator.habits, habits);
    const report = await run(TWO_WAY);
    assert.deepEqual([report.totals.events.SAME, report.items, report.problems], [251, [], []]);
  });
}

/** What goes wrong on the third page of the photos. */
const BREAKS: readonly (readonly [what: string, fault: Fault])[] = [
  ['fails', { kind: 'answer', answer: googleError({ code: 500, message: 'Internal error', status: 'INTERNAL' }) }],
  ['does not come', { kind: 'answerLost' }],
  ['is half a page', { kind: 'truncated', toBytes: 100 }],
  ['breaks off', { kind: 'answerCut', afterBytes: 100 }],
  ['is a text', { kind: 'changedJson', change: () => 'nothing' }],
  ['is a list', { kind: 'changedJson', change: () => [] }],
  ['has no list', { kind: 'changedJson', change: () => ({ mediaItems: 'none' }) }],
  ['has an entry of another type', { kind: 'changedJson', change: () => ({ mediaItems: [7] }) }],
  ['has an item without an id', { kind: 'changedJson', change: () => ({ mediaItems: [{ filename: 'a.jpg' }] }) }],
  ['has a token of another type', { kind: 'changedJson', change: () => ({ nextPageToken: {} }) }],
  ['begins anew', { kind: 'answer', answer: json({ nextPageToken: 'again' }) }],
  ['has no end', { kind: 'huge', bytes: 70 * 1024 * 1024, contentType: 'application/json' }],
];

for (const [what, fault] of BREAKS) {
  test(`when the third page ${what}, the album is left alone and the others are not`, async (t) => {
    const { anna, emulator, library, run } = await inStep(t);
    library.remove('Trip/1.jpg');
    library.write({ 'Trip/new.jpg': 'new', 'Rome/new.jpg': 'new in Rome' });
    const before = anna.albumsText().match(/^Trip(\n {2}.*)+/m)?.[0];
    emulator.faults.order({ route: 'mediaItems.search', fault, times: Infinity, after: 3 });
    const report = await run(TWO_WAY);
    assert.deepEqual(
      report.problems.map(({ code }) => code),
      ['E_LIST_PARTIAL'],
    );
    assert.match(report.problems[0]?.message ?? '', /^"Trip": /);
    assert.deepEqual(
      report.items.map(({ album, name, outcome }) => `${album}/${name} ${outcome}`),
      ['Rome/new.jpg done'],
    );
    assert.equal(anna.albumsText().match(/^Trip(\n {2}.*)+/m)?.[0], before);
  });
}

test('an account that is empty all at once deletes nothing', async (t) => {
  const { emulator, library, run } = await inStep(t);
  emulator.faults.order({ route: 'albums.list', fault: { kind: 'answer', answer: json({}) }, times: Infinity });
  const report = await run(TWO_WAY);
  assert.ok(report.problems.some(({ code }) => code === 'E_REMOTE_EMPTY'));
  assert.equal(library.textOf('Rome/a.jpg'), 'a');
});

test('keys that JavaScript has itself do no harm', async (t) => {
  const { emulator, run } = await inStep(t);
  const text = '{"mediaItems":[{"__proto__":{"id":"1"},"constructor":"x","filename":"a.jpg"}],"__proto__":{"id":"1"}}';
  const fault: Fault = { kind: 'changedJson', change: () => JSON.parse(text) as unknown };
  emulator.faults.order({ route: 'mediaItems.search', fault, times: Infinity });
  const report = await run(TWO_WAY);
  assert.deepEqual([...new Set(report.problems.map(({ code }) => code))], ['E_LIST_PARTIAL']);
  assert.equal(({} as { id?: string }).id, undefined);
});
