import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mode } from '../../../src/engine/modes.ts';
import type { RemoteItem } from '../../../src/engine/model.ts';
import { markDuplicates } from '../../../src/engine/plan/duplicates.ts';
import type { PlanInput, PlannedItem } from '../../../src/engine/plan/model.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';

const ORIGINAL = { hash: 'sha256:aa' };
const SMALLER = { hash: 'sha256:aa', stored: { size: 10, hash: 'sha256:small' } };

type Standing = ReturnType<PlanInput['standing']>;

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

const MODE_TABLE: readonly (readonly [mode: Mode, where: Standing, actions: string])[] = [
  ['syncUpload', 'free', 'DELETE_REMOTE planned, DELETE_REMOTE planned, DELETE_REMOTE planned'],
  ['syncUpload', 'leftAlone', 'REPORT skipped, REPORT skipped, REPORT skipped'],
  ['syncUpload', 'unreadable', 'REPORT skipped, REPORT skipped, REPORT skipped'],
  ['download', 'free', 'DOWNLOAD_REMOTE planned, REPORT reported, REPORT reported'],
  ['upload', 'free', 'REPORT reported, REPORT reported, REPORT reported'],
];

for (const [mode, where, actions] of MODE_TABLE) {
  test(`three web items whose file is gone and was ${where} are, in mode ${mode}: ${actions}`, () => {
    const remote = ['i1', 'i2', 'i3'].map((id) => ({ id, albumId: 'A1', name: 'a.jpg' }));
    const base = {
      album: 'Trip',
      name: 'a.jpg',
      path: 'Trip/a.jpg',
      remoteId: 'i1',
      albumId: 'A1',
      local: {},
      remote: {},
    };
    const album = { album: 'Trip', local: [], remote, base: [base], folders: [], known: [] };
    const { items } = makePlan({
      ...INPUT,
      ...{ albums: [album], inStep: [], collisions: [], titles: new Set(), hidesFolders: false },
      targetOf: (_, { id }, remembered) => remembered?.path ?? `Trip/a (${id}).jpg`,
      standing: (path) => (path === 'Trip/a.jpg' ? where : 'free'),
      rules: {
        ...INPUT.rules,
        deleteDuplicates: false,
        mode,
        overrides: {},
        compare: { tests: [], toleranceMs: 0 },
        maxDeletes: { count: 20 },
      },
    });
    assert.equal(items.map(({ action, outcome }) => `${action} ${outcome}`).join(', '), actions);
  });
}

const INPUT = {
  rules: { deleteDuplicates: true, allowDelete: { local: false, remote: true } },
  capabilities: { remove: 'trash', rename: { item: false, album: false, move: false } },
} as unknown as PlanInput;

const LOST: readonly (readonly [what: string, first: Partial<PlannedItem>])[] = [
  ['replaced', { sides: { local: {} as never, remote: onWebOnly(0) }, action: 'REPLACE_REMOTE_WITH_LOCAL' }],
  ['deleted', { action: 'DELETE_REMOTE' }],
];

for (const [what, first] of LOST) {
  test(`what a first copy holds that is ${what} stays in the second one`, () => {
    const items: PlannedItem[] = [{ ...onWeb(ORIGINAL, 0), ...first, outcome: 'planned' }, onWeb(ORIGINAL, 1)];
    assert.deepEqual(markDuplicates(items, INPUT), items);
  });
}

function onWebOnly(index: number): RemoteItem {
  return { id: `i${index}`, albumId: 'A1', name: `${index}.jpg`, ...ORIGINAL };
}

function onWeb(facts: Partial<RemoteItem>, index: number): PlannedItem {
  const remote = { id: `i${index}`, albumId: 'A1', name: `${index}.jpg`, ...facts };
  const found = { event: 'REMOTE_ONLY', changed: { local: false, remote: false } } as const;
  return { album: 'Trip', name: remote.name, sides: { remote }, ...found, action: 'REPORT', outcome: 'reported' };
}
