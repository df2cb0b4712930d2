import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RowRuns } from '../../../src/local/rowRuns.ts';

test('rows are where a list of them would have them, whichever are left out', () => {
  const rows = fc
    .array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 20 })))
    .map((runs) => runs.flatMap(([gap, count]) => [gap, ...Array.from({ length: count }, () => 0)]));
  fc.assert(
    fc.property(rows, (gaps) => {
      const list: number[] = [];
      let next = 0;
      const runs = new RowRuns();
      for (const gap of gaps) {
        next += gap;
        list.push(next);
        runs.add(next++);
      }
      assert.equal(runs.length, list.length);
      assert.deepEqual(
        list.map((_, place) => runs.at(place)),
        list,
      );
    }),
  );
});
