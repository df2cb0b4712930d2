import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extentOf, NOTHING_SELECTED, selectRange, toggleRow, type Selection } from '../../../src/webview/selection.ts';
import { pageOf } from './pageOf.ts';
import { itemsOf } from './reportLiteral.ts';

const items = itemsOf(`
  Norway/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Norway/b.jpg LOCAL_ONLY REPORT skipped
  Norway/c.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Rome/d.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Rome/e.jpg LOCAL_ONLY UPLOAD_LOCAL planned
`).map((item) => (item.outcome === 'planned' ? { ...item, choices: ['UPLOAD_LOCAL', 'SILENT'] as const } : item));

/** Rows: 0 Norway, 1 a, 2 b (nothing to choose), 3 c, 4 Rome (closed). */
const { rows } = pageOf({ p: items }, { closed: ['p\nRome'] });

function names({ keys }: Selection): string {
  return [...keys].map((key) => key.slice(key.lastIndexOf('\n') + 1, key.lastIndexOf('.'))).join('');
}

const toggle = (selection: Selection, index: number): Selection => {
  const row = rows.at(index);
  assert.ok(row);
  return toggleRow(selection, row);
};

describe('rows that are picked out', () => {
  const toggles: readonly [rows: readonly number[], picked: string][] = [
    [[1], 'a'],
    [[1, 3], 'ac'],
    [[1, 1], ''],
    [[2], ''],
    [[0], 'ac'],
    [[1, 0], 'ac'],
    [[0, 0], ''],
    [[4], 'de'],
  ];
  for (const [order, picked] of toggles)
    it(`one after the other: ${order.join()} gives "${picked}"`, () =>
      assert.equal(names(order.reduce(toggle, NOTHING_SELECTED)), picked));

  const ranges: readonly [anchor: number | undefined, from: number, to: number, picked: string][] = [
    [undefined, 1, 3, 'ac'],
    [undefined, 3, 1, 'ac'],
    [3, 1, 4, 'cde'],
    [1, 3, 1, 'a'],
    [undefined, 0, 1, 'a'],
    [undefined, 2, 2, ''],
  ];
  for (const [anchor, from, to, picked] of ranges)
    it(`from ${String(anchor ?? from)} to ${to} give "${picked}"`, () => {
      const before = { keys: new Set(['other']), anchor: rows.at(anchor ?? -1)?.key };
      assert.equal(names(selectRange(before, rows, from, to)), picked);
    });

  it('are all, some or none of a group', () => {
    const norway = rows.at(0);
    assert.ok(norway);
    assert.deepEqual(
      [toggle(NOTHING_SELECTED, 0), toggle(NOTHING_SELECTED, 1), NOTHING_SELECTED].map((each) =>
        extentOf(each, norway),
      ),
      ['all', 'some', 'none'],
    );
  });
});
