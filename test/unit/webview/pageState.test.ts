import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Choice } from '../../../src/webview/choices.ts';
import {
  INITIAL_STATE,
  restoredState,
  sortedBy,
  storedState,
  toggled,
  type PageState,
} from '../../../src/webview/pageState.ts';

describe('the state of a page that is restored', () => {
  const item = { album: 'Rome', name: 'b.jpg', event: 'SAME' } as const;
  const common = { folder: 'file:///photos', from: 'SILENT', action: 'DOWNLOAD_REMOTE' } as const;
  /** Choices that are not told by the name of their item alone. */
  const unlike: readonly [string, Choice][] = [
    ['file:///photos\nRome\nb.jpg', { ...common, item }],
    ['file:///photos\nRome\nb.jpg\n1', { ...common, item: { ...item, remoteId: '1', path: 'Rome/b.jpg' } }],
    ['file:///photos\nRome\nb.jpg\nRome/b.jpg', { ...common, item: { ...item, path: 'Rome/b.jpg' } }],
    ['file:///photos\nRome\nc.jpg', { ...common, item: { ...item, name: 'c.jpg', path: 'Rome/other.jpg' } }],
  ];
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
      ...unlike,
    ]),
  };
  const stored = JSON.parse(storedState(full).choices) as Record<'alike' | 'others', readonly object[]>;
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
        choices: JSON.stringify({
          alike: [...stored.alike, { ...stored.alike[0], action: 'BURN' }, { names: 'a' }, 'album'],
          others: [...stored.others, ['key'], ['key', { ...stored.alike[0], action: 'BURN' }], 'choice'],
        }),
      },
      { ...full, sort: { column: 'name', direction: 'ascending' }, closed: [], opened: [] },
    ],
  ];
  for (const text of ['[', '3', '[]', '{"alike":[[{}]],"others":{}}'])
    it(`has no choices where they are ${text}`, () =>
      assert.equal(restoredState({ ...storedState(full), choices: text }).choices.size, 0));
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
