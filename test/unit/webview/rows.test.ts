import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INITIAL_STATE, type PageState } from '../../../src/webview/pageState.ts';
import type { Row } from '../../../src/webview/rows.ts';
import { pageOf, rowsIn } from './pageOf.ts';
import { itemsOf } from './reportLiteral.ts';

const LIBRARY = `
  Rome/a10.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned
  Rome/a9.jpg SAME SILENT silent
  Rome/b.jpg DIFFERENT REPORT reported
  @Norway/fjord.jpg REMOTE_ONLY DELETE_REMOTE notPermitted E_NOT_PERMITTED Deleting is not permitted
  Norway/troll.jpg LOCAL_ONLY:new UPLOAD_LOCAL failed E_FILE_EMPTY The file has no content
`;

/** The rows as text: an album with `▾` or `▸` and its count, an item with its name and outcome. */
function rowsText(state: Partial<PageState>, library = LIBRARY, opened: readonly string[] = []): string {
  const { rows } = pageOf({ 'file:///photos': itemsOf(library) }, { ...state, opened });
  return rowsIn(rows).map(rowText).join('\n');
}

function rowText(row: Row): string {
  if (row.kind === 'facts') return `  sides of ${row.entry.item.name}`;
  return row.kind === 'album'
    ? `${row.open ? '▾' : '▸'} ${row.album} ${String(row.entries().length)}`
    : `  ${row.entry.item.name} ${row.entry.item.outcome}`;
}

const none = INITIAL_STATE.filter;

describe('the rows of the report', () => {
  const cases: readonly [what: string, state: Partial<PageState>, rows: string][] = [
    [
      'are grouped by album, numbers in order, without what is in step',
      {},
      `▾ Norway 2
  fjord.jpg notPermitted
  troll.jpg failed
▾ Rome 2
  a10.jpg planned
  b.jpg reported`,
    ],
    [
      'show what is in step when asked to',
      { filter: { ...none, inStep: 'shown', text: 'rome' } },
      `▾ Rome 3
  a9.jpg silent
  a10.jpg planned
  b.jpg reported`,
    ],
    [
      'show what is in step when its event is chosen',
      { filter: { ...none, events: ['SAME'] } },
      `▾ Rome 1\n  a9.jpg silent`,
    ],
    [
      'of several events are those of each of them',
      { filter: { ...none, events: ['DIFFERENT', 'REMOTE_ONLY'] } },
      `▾ Norway 1
  fjord.jpg notPermitted
▾ Rome 1
  b.jpg reported`,
    ],
    [
      'of an event and an outcome have both',
      { filter: { ...none, events: ['LOCAL_ONLY'], outcomes: ['failed'] } },
      `▾ Norway 1\n  troll.jpg failed`,
    ],
    [
      'of several actions are those of each of them',
      { filter: { ...none, actions: ['REPORT', 'DELETE_REMOTE'] } },
      `▾ Norway 1
  fjord.jpg notPermitted
▾ Rome 1
  b.jpg reported`,
    ],
    ['are found by their reason', { filter: { ...none, text: 'No Content' } }, `▾ Norway 1\n  troll.jpg failed`],
    ['are found by their code', { filter: { ...none, text: 'e_file_empty' } }, `▾ Norway 1\n  troll.jpg failed`],
    ['may be none', { filter: { ...none, text: 'nowhere' } }, ''],
    [
      'of a closed album are hidden and still counted',
      { closed: ['file:///photos\nNorway'] },
      `▸ Norway 2
▾ Rome 2
  a10.jpg planned
  b.jpg reported`,
    ],
    [
      'turn round with their albums when names are sorted downwards',
      { sort: { column: 'name', direction: 'descending' } },
      `▾ Rome 2
  b.jpg reported
  a10.jpg planned
▾ Norway 2
  troll.jpg failed
  fjord.jpg notPermitted`,
    ],
    [
      'sorted by another column keep their albums in order',
      { sort: { column: 'outcome', direction: 'ascending' } },
      `▾ Norway 2
  troll.jpg failed
  fjord.jpg notPermitted
▾ Rome 2
  a10.jpg planned
  b.jpg reported`,
    ],
    [
      'without groups are sorted as one list, those without a reason last',
      { groupBy: 'nothing', sort: { column: 'reason', direction: 'descending' } },
      `  troll.jpg failed
  fjord.jpg notPermitted
  a10.jpg planned
  b.jpg reported`,
    ],
  ];
  for (const [what, state, rows] of cases) it(what, () => assert.equal(rowsText(state), rows));

  it('show both sides of what is open, below it', () => {
    const keys = ['file:///photos\nNorway\ntroll.jpg', 'file:///photos\nRome\nb.jpg'];
    assert.equal(
      rowsText({ closed: ['file:///photos\nRome'] }, LIBRARY, keys),
      `▾ Norway 2
  fjord.jpg notPermitted
  troll.jpg failed
  sides of troll.jpg
▸ Rome 2`,
    );
  });

  it('lists two files of one name in one album as two rows', () => {
    const collision = `
      Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/a.jpg LOCAL_ONLY REPORT skipped E_NAME_COLLISION Two files have one name`;
    const keys = [...pageOf({ photos: itemsOf(collision) }).entries()].map((entry) => entry.key);
    assert.equal(new Set(keys).size, 2);
  });
});
