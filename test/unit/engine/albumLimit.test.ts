import assert from 'node:assert/strict';
import { test } from 'node:test';
import { albumLimit } from '../../../src/engine/apply/partPlanner.ts';

test('a web album holds what was asked for, and never more than the service takes', () => {
  const table: readonly (readonly [
    asked: number | undefined,
    allowed: number | undefined,
    limit: number | undefined,
  ])[] = [
    [undefined, undefined, undefined],
    [999, undefined, 999],
    [undefined, 20_000, 20_000],
    [999, 20_000, 999],
    [50_000, 20_000, 20_000],
  ];
  for (const [asked, allowed, limit] of table) assert.equal(albumLimit(asked, allowed), limit);
});
