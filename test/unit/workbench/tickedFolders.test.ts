import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutOverlap } from '../../../src/workbench/setup/tickedFolders.ts';

describe('Ticked photo folders', () => {
  const table: readonly (readonly [what: string, wanted: string, before: string, now: string, stays: string])[] = [
    ['stay in the order of their ticks', 'b', 'b', 'a b', 'b a'],
    ['give way to the folder above them', 'a/b a/c', 'a/b a/c', '. a/b a/c', '.'],
    ['give way to a folder in them', '.', '.', '. a', 'a'],
    ['do not mind a name that begins alike', 'a', 'a', 'a ab', 'a ab'],
    ['go when they are unticked', 'a b', 'a b', 'b', 'b'],
    ['that are ticked all at once are the topmost', '', '', '. a a/b', '.'],
    ['stay when the list has not yet heard what was unticked', 'a', '. a', '. a b', 'a b'],
  ];
  for (const [what, wanted, before, now, stays] of table)
    test(what, () => {
      const ticks = { wanted: list(wanted), before: list(before), now: list(now) };
      assert.equal(withoutOverlap(ticks).join(' '), stays);
    });
});

function list(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
