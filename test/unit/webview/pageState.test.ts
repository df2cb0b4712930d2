import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  INITIAL_STATE,
  restoredState,
  sortedBy,
  storedState,
  toggled,
  type PageState,
} from '../../../src/webview/pageState.ts';

describe('the state of a page that is restored', () => {
  const full: PageState = {
    filter: { text: 'rome', events: ['SAME'], actions: ['REPORT'], outcomes: ['failed'], inStep: 'shown' },
    sort: { column: 'reason', direction: 'descending' },
    groupBy: 'nothing',
    closed: ['file:///photos\nRome'],
    opened: ['file:///photos\nRome\na.jpg'],
    scrollTop: 120,
    choices: new Map([
      [
        'file:///photos\nRome\na.jpg',
        {
          folder: 'file:///photos',
          item: { album: 'Rome', name: 'a.jpg', path: 'Rome/a.jpg', event: 'LOCAL_ONLY', detail: 'new' },
          from: 'UPLOAD_LOCAL',
          action: 'SILENT',
        },
      ],
    ]),
  };
  const [stored] = storedState(full).choices;
  const cases: readonly [what: string, stored: unknown, restored: PageState][] = [
    ['is what it was', JSON.parse(JSON.stringify(storedState(full))), full],
    ['is the first one when there is none', undefined, INITIAL_STATE],
    ['is the first one when it is something else', 'what?', INITIAL_STATE],
    [
      'leaves out what this version does not know',
      {
        ...storedState(full),
        filter: { ...full.filter, events: ['GONE', 'SAME'], actions: ['BURN', 'REPORT'] },
        sort: { column: 'colour' },
        closed: [3],
        opened: 'all',
        choices: [stored, ['key'], ['key', { ...stored?.[1], action: 'BURN' }], 'choice'],
      },
      { ...full, sort: { column: 'name', direction: 'ascending' }, closed: [], opened: [] },
    ],
  ];
  for (const [what, stored, restored] of cases) it(what, () => assert.deepEqual(restoredState(stored), restored));
});

describe('clicks', () => {
  it('on a header sort upwards, then downwards, then upwards', () => {
    const once = sortedBy({ column: 'name', direction: 'ascending' }, 'event');
    const twice = sortedBy(once, 'event');
    assert.deepEqual(
      [once.direction, twice.direction, sortedBy(twice, 'event').direction],
      ['ascending', 'descending', 'ascending'],
    );
  });

  it('on a chip put it in and take it out', () => {
    assert.deepEqual(toggled(['SAME'], 'UNKNOWN'), ['SAME', 'UNKNOWN']);
    assert.deepEqual(toggled(['SAME', 'UNKNOWN'], 'SAME'), ['UNKNOWN']);
  });
});
