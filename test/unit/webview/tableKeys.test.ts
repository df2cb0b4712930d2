import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entriesOf, rowsOf } from '../../../src/webview/rows.ts';
import { moveFor, type Move } from '../../../src/webview/tableKeys.ts';
import { english } from './englishWords.ts';
import { reportOf } from './reportLiteral.ts';

const report = reportOf(`
  Norway/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Norway/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Rome/c.jpg LOCAL_ONLY UPLOAD_LOCAL planned
`);
const entries = entriesOf([{ key: 'photos', name: 'photos', report, stopped: false }]);

/** Rows: 0 Norway, 1 a.jpg, 2 b.jpg, 3 Rome (closed). */
const rows = rowsOf(entries, {
  sort: { column: 'name', direction: 'ascending' },
  grouping: { by: 'album', closed: new Set(['photos\nRome']) },
  words: english,
});

describe('keys in the table', () => {
  const cases: readonly [key: string, active: number, move: Move | undefined][] = [
    ['ArrowDown', 1, { type: 'to', index: 2 }],
    ['ArrowUp', 1, { type: 'to', index: 0 }],
    ['PageDown', 0, { type: 'to', index: 10 }],
    ['PageUp', 3, { type: 'to', index: -7 }],
    ['Home', 3, { type: 'to', index: 0 }],
    ['End', 0, { type: 'to', index: 3 }],
    ['Enter', 1, { type: 'open' }],
    ['Enter', 0, { type: 'collapse' }],
    ['Enter', 3, { type: 'expand' }],
    [' ', 3, { type: 'expand' }],
    [' ', 1, undefined],
    ['ArrowRight', 0, { type: 'to', index: 1 }],
    ['ArrowRight', 3, { type: 'expand' }],
    ['ArrowRight', 1, undefined],
    ['ArrowLeft', 2, { type: 'to', index: 0 }],
    ['ArrowLeft', 0, { type: 'collapse' }],
    ['x', 1, undefined],
  ];
  for (const [key, active, move] of cases) {
    it(`${key} on row ${String(active)}: ${JSON.stringify(move)}`, () => {
      const event = { key, ctrlKey: false, metaKey: false, altKey: false };
      assert.deepEqual(moveFor(event, { rows, active, page: 10 }), move);
    });
  }

  it('leave combinations to the editor', () => {
    const event = { key: 'ArrowDown', ctrlKey: true, metaKey: false, altKey: false };
    assert.equal(moveFor(event, { rows, active: 1, page: 10 }), undefined);
  });
});
