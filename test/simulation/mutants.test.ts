import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MUTANTS, mutantRow } from './mutants/mutants.ts';
import { tellMutant } from './mutants/tellMutant.ts';
import { tellSeed } from './tellSeed.ts';

const PAGE = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8').replace(/ {2,}/g, ' ');

for (const mutant of MUTANTS) {
  const { seed, property } = mutant.noticed;
  test(`without the rule "${mutant.rule}" seed ${seed} breaks "${property}", and with it nothing`, async () => {
    const end = await tellMutant(mutant, { from: seed, to: seed + 1 });
    assert.deepEqual(end, { kind: 'found', seed, property });
    assert.equal((await tellSeed(seed, { minimise: false })).kind, 'kept');
    assert.ok(PAGE.includes(mutantRow(mutant, { kind: 'found', seed, property })), 'its row is in docs/reliability.md');
  });
}
