import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportItem } from '../../../src/engine/report.ts';
import { settledAgain } from '../../../src/engine/settled/settledAgain.ts';
import type { SettledAlbum } from '../../../src/engine/settled/settledAlbum.ts';

const TRIP: SettledAlbum = {
  album: 'Trip',
  rules: 'rules',
  folders: ['Trip'],
  places: [],
  parts: [
    { part: 1, id: 'trip', mark: 'before' },
    { part: 2, id: 'trip-2', mark: 'before 2' },
  ],
  known: [],
  items: 7,
};

const DONE: ReportItem = {
  album: 'Trip',
  name: 'a.jpg',
  event: 'REMOTE_OLDER',
  action: 'REPLACE_REMOTE_WITH_LOCAL',
  outcome: 'done',
};

const SAME: ReportItem = { album: 'Trip', name: 'b.jpg', event: 'SAME', action: 'SILENT', outcome: 'silent' };

const error = { code: 'E_CONFLICT', message: 'Both copies are kept', about: { words: [], values: [] } } as never;

const MARKS = { trip: 'now', 'trip-2': 'before 2' };

const CASES: readonly (readonly [
  what: string,
  items: readonly ReportItem[],
  marks: Readonly<Record<string, string>>,
  isSettled: boolean,
])[] = [
  ['all of it was replaced', [DONE], MARKS, true],
  ['one was replaced and another one is in step', [DONE, SAME], MARKS, true],
  ['something else failed elsewhere', [DONE, { ...DONE, album: 'Rome', outcome: 'failed' }], MARKS, true],
  ['one could not be replaced', [DONE, { ...DONE, name: 'c.jpg', outcome: 'failed' }], MARKS, false],
  ['one was not reached', [DONE, { ...DONE, name: 'c.jpg', outcome: 'cancelled' }], MARKS, false],
  ['something is to be said of one', [{ ...DONE, error }], MARKS, false],
  ['the copy of one was fetched', [{ ...DONE, event: 'DIFFERENT', action: 'DOWNLOAD_REMOTE' }], MARKS, false],
  ['one was left alone', [DONE, { ...SAME, event: 'DIFFERENT' }], MARKS, false],
  ['nobody knows how a part looks', [DONE], { trip: 'now' }, false],
  ['nobody knows how it looks', [DONE], {}, false],
];

for (const [what, items, marks, isSettled] of CASES)
  test(`an album of which some files were touched is ${isSettled ? '' : 'not '}settled when ${what}`, () => {
    const [first, second] = TRIP.parts;
    const parts = [
      { ...first, mark: 'now' },
      { ...second, mark: 'before 2' },
    ];
    assert.deepEqual(
      settledAgain([TRIP], items, new Map(Object.entries(marks))),
      isSettled ? [{ ...TRIP, parts }] : [],
    );
  });
