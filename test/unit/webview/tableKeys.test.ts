import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { moveFor, type Move } from '../../../src/webview/tableKeys.ts';
import { pageOf } from './pageOf.ts';
import { itemsOf } from './reportLiteral.ts';

const items = itemsOf(`
  Norway/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Norway/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Rome/c.jpg LOCAL_ONLY UPLOAD_LOCAL planned
`);

/** Rows: 0 Norway, 1 a.jpg, 2 b.jpg (open), 3 both sides of b.jpg, 4 Rome (closed). */
const { rows } = pageOf({ photos: items }, { closed: ['photos\nRome'], opened: ['photos\nNorway\nb.jpg'] });

describe('keys in the table', () => {
  const cases: readonly [key: string, active: number, move: Move | undefined][] = [
    ['ArrowDown', 1, { type: 'to', index: 2 }],
    ['ArrowUp', 1, { type: 'to', index: 0 }],
    ['PageDown', 0, { type: 'to', index: 10 }],
    ['PageUp', 3, { type: 'to', index: -7 }],
    ['Home', 3, { type: 'to', index: 0 }],
    ['End', 0, { type: 'to', index: 4 }],
    ['Enter', 0, { type: 'collapse' }],
    ['Enter', 1, { type: 'expand' }],
    ['Enter', 2, { type: 'collapse' }],
    ['Enter', 3, { type: 'collapse' }],
    ['Enter', 4, { type: 'expand' }],
    ['Control+Enter', 1, { type: 'open' }],
    [' ', 4, { type: 'select' }],
    [' ', 1, { type: 'select' }],
    ['Shift+ ', 2, { type: 'extend', index: 2 }],
    ['Shift+ArrowDown', 1, { type: 'extend', index: 2 }],
    ['Shift+ArrowUp', 1, { type: 'extend', index: 0 }],
    ['Shift+End', 1, { type: 'extend', index: 4 }],
    ['Control+a', 1, { type: 'selectAll' }],
    ['Escape', 1, { type: 'selectNone' }],
    ['ArrowRight', 0, { type: 'to', index: 1 }],
    ['ArrowRight', 1, { type: 'expand' }],
    ['ArrowRight', 2, { type: 'to', index: 3 }],
    ['ArrowRight', 3, undefined],
    ['ArrowRight', 4, { type: 'expand' }],
    ['ArrowLeft', 0, { type: 'collapse' }],
    ['ArrowLeft', 1, { type: 'to', index: 0 }],
    ['ArrowLeft', 2, { type: 'collapse' }],
    ['ArrowLeft', 3, { type: 'to', index: 2 }],
    ['x', 1, undefined],
  ];
  for (const [keys, active, move] of cases) {
    it(`${keys} on row ${String(active)}: ${JSON.stringify(move)}`, () => {
      const key = keys.slice(keys.indexOf('+') + 1);
      const event = {
        key,
        ctrlKey: keys.startsWith('Control+'),
        shiftKey: keys.startsWith('Shift+'),
        metaKey: false,
        altKey: false,
      };
      assert.deepEqual(moveFor(event, { rows, active, page: 10 }), move);
    });
  }

  it('leave combinations to the editor', () => {
    const event = { key: 'ArrowDown', ctrlKey: true, shiftKey: false, metaKey: false, altKey: false };
    assert.equal(moveFor(event, { rows, active: 1, page: 10 }), undefined);
  });
});
