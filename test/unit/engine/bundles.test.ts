import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundles } from '../../../src/engine/apply/bundles.ts';
import type { PlannedItem } from '../../../src/engine/plan/model.ts';

const MIB = 1024 * 1024;

/** An item of so many bytes. Its place is the first letter of its name; one with a hyphen there goes by itself. */
function item(name: string, size = 1): PlannedItem {
  return { name, sides: { local: { size } } } as PlannedItem;
}

function placeOf({ name }: PlannedItem): string | undefined {
  return name.startsWith('-') ? undefined : name[0];
}

const TABLE: readonly (readonly [what: string, items: readonly PlannedItem[], sizes: readonly number[]])[] = [
  ['nothing', [], []],
  ['those of one place go together', [item('a1'), item('a2'), item('a3')], [3]],
  ['those of another place go apart from them', [item('a1'), item('a2'), item('b1'), item('a3')], [2, 1, 1]],
  ['one that must go by itself does, and its like too', [item('a1'), item('-1'), item('-2'), item('a2')], [1, 1, 1, 1]],
  ['so many go together, and no more', Array.from({ length: 130 }, (_, index) => item(`a${index}`)), [64, 64, 2]],
  ['or so many bytes', [3, 4, 1, 2, 20, 1].map((size, index) => item(`a${index}`, size * MIB)), [3, 1, 1, 1]],
];

for (const [what, items, sizes] of TABLE) {
  test(`bundles: ${what}`, () => {
    const made = [...bundles(items, placeOf)];
    assert.deepEqual(
      made.map(({ length }) => length),
      sizes,
    );
    assert.deepEqual(made.flat(), items);
  });
}
