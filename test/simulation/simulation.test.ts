import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellSeed } from './tellSeed.ts';

const SEEDS = 1000;
const TOLD_TWICE = 50;

test(`${SEEDS} drawn stories keep every promise`, async () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const end = await tellSeed(seed, { minimise: true });
    assert.ok(end.kind === 'kept', end.kind === 'broken' ? end.text : '');
  }
});

test('the same seed gives the same story, call by call', async () => {
  for (let seed = 0; seed < TOLD_TWICE; seed++) {
    const [once, twice] = [await tellSeed(seed, { minimise: false }), await tellSeed(seed, { minimise: false })];
    assert.deepEqual(once, twice);
  }
});
