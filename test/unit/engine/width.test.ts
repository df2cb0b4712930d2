import assert from 'node:assert/strict';
import { test } from 'node:test';
import { widthAfter, widthAtFirst } from '../../../src/engine/apply/width.ts';

/** How often the service could not keep up before each transfer ended, and how many may run at once after each of them. */
const TABLE: readonly (readonly [what: string, most: number, slowDowns: readonly number[], widths: string])[] = [
  ['all goes well', 4, [0, 0, 0, 0, 0], '4 4 4 4 4'],
  ['one was refused', 4, [1, 1, 1, 1], '2 2 2 2'],
  ['those under way beside it were refused too', 4, [1, 2, 3, 4], '2 2 2 2'],
  ['two in a row went well after those', 4, [1, 1, 1, 1, 1, 1], '2 2 2 2 2 3'],
  ['as many run as before once enough of them went well', 4, [1, 1, 1, 1, 1, 1, 1, 1, 1], '2 2 2 2 2 3 3 3 4'],
  ['it was refused again', 8, [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3], '4 4 4 4 4 4 4 4 2 2 2 2 1'],
  ['never fewer than one', 1, [1, 2, 3], '1 1 1'],
];

for (const [what, most, slowDowns, widths] of TABLE) {
  test(`the width of transfers: ${what}`, () => {
    let width = widthAtFirst(most);
    const all = slowDowns.map((count) => (width = widthAfter(width, count, most)).atOnce);
    assert.equal(all.join(' '), widths);
  });
}
