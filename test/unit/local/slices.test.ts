import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { visitInSlices } from '../../../src/local/slices.ts';

describe('very many things', () => {
  const cases: readonly [count: number, pauses: readonly number[]][] = [
    [0, []],
    [199, []],
    [200, [200]],
    [650, [200, 400, 600]],
  ];
  for (const [count, pauses] of cases)
    it(`are visited with pauses: ${count}`, async () => {
      const visited: number[] = [];
      const paused: number[] = [];
      const things = Array.from({ length: count }, (_, n) => n);
      await visitInSlices(
        things,
        () => {
          paused.push(visited.length);
          return Promise.resolve();
        },
        (thing) => visited.push(thing),
      );
      assert.deepEqual(visited, things);
      assert.deepEqual(paused, pauses);
    });
});
