import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RemoteItem } from '../../../src/engine/model.ts';
import { markDuplicates } from '../../../src/engine/plan/duplicates.ts';
import type { PlanInput, PlannedItem } from '../../../src/engine/plan/model.ts';

const ORIGINAL = { hash: 'sha256:aa' };
const SMALLER = { hash: 'sha256:aa', stored: { size: 10, hash: 'sha256:small' } };

/** Items on the web alone, in the order in which the plan has them, and which of them are to be deleted. */
const TABLE: readonly (readonly [what: string, items: readonly Partial<RemoteItem>[], deleted: readonly string[]])[] = [
  ['two of one content', [ORIGINAL, ORIGINAL], ['i1']],
  ['two of different content', [ORIGINAL, { hash: 'sha256:bb' }], []],
  ['two of which nothing is known', [{}, {}], []],
  ['an original beside its smaller copy', [SMALLER, ORIGINAL], []],
  ['two smaller copies', [SMALLER, SMALLER], ['i1']],
  ['two smaller copies of which only the original is known', [{ ...ORIGINAL, stored: { size: 1 } }, ORIGINAL], []],
];

for (const [what, items, deleted] of TABLE) {
  test(`of ${what}, ${deleted.length === 0 ? 'none' : deleted.join()} is a second copy`, () => {
    const marked = markDuplicates(items.map(onWeb), INPUT);
    const ids = marked.flatMap(({ action, sides }) => (action === 'DELETE_REMOTE' ? (sides.remote?.id ?? []) : []));
    assert.deepEqual(ids, deleted);
  });
}

const INPUT = {
  rules: { deleteDuplicates: true, allowDelete: { local: false, remote: true } },
  capabilities: { remove: 'trash' },
} as unknown as PlanInput;

function onWeb(facts: Partial<RemoteItem>, index: number): PlannedItem {
  const remote = { id: `i${index}`, albumId: 'A1', name: `${index}.jpg`, ...facts };
  const found = { event: 'REMOTE_ONLY', changed: { local: false, remote: false } } as const;
  return { album: 'Trip', name: remote.name, sides: { remote }, ...found, action: 'REPORT', outcome: 'reported' };
}
