import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toReportItem } from '../../../src/engine/apply/reportItems.ts';
import { ACTIONS } from '../../../src/engine/model.ts';
import type { BaseItem, LocalItem, RemoteItem } from '../../../src/engine/model.ts';
import { ALLOWED_ACTIONS, isWork, MODES } from '../../../src/engine/modes.ts';
import type { AlbumInput, Plan, PlanInput, PlannedItem } from '../../../src/engine/plan/model.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { reviewPlan } from '../../../src/engine/plan/review.ts';
import type { ReviewedItem } from '../../../src/engine/plan/review.ts';

test('a plan that was reviewed and not changed is the plan', () => {
  fc.assert(
    fc.property(anInput, (input) => {
      const plan = makePlan(input);
      assert.deepEqual(reviewPlan(plan, reviewed(plan), input), plan);
    }),
  );
});

test('a plan of which nothing was seen does nothing', () => {
  fc.assert(
    fc.property(anInput, (input) => {
      const { items, renames } = reviewPlan(makePlan(input), [], input);
      assert.deepEqual([items.filter(isPlanned), renames], [[], []]);
    }),
  );
});

test('whatever is chosen: no deletion without permission, nothing that an event does not allow, nothing else', () => {
  fc.assert(
    fc.property(anInput, fc.array(fc.constantFrom(...ACTIONS), { minLength: 16 }), (input, actions) => {
      const plan = makePlan(input);
      const chosen = reviewed(plan).map((item, place) => ({ ...item, action: actions[place] ?? item.action }));
      const result = reviewPlan(plan, chosen, input);
      const { allowDelete } = input.rules;
      const needsRemote = input.capabilities.replace === 'uploadThenRemove' ? ['REPLACE_REMOTE_WITH_LOCAL'] : [];
      for (const { album, name, action, event, sides } of result.items.filter(isPlanned)) {
        assert.ok(ALLOWED_ACTIONS[event].includes(action));
        assert.ok(action !== 'DELETE_LOCAL' || allowDelete.local);
        assert.ok(!['DELETE_REMOTE', ...needsRemote].includes(action) || allowDelete.remote);
        assert.ok(
          chosen.some((item) => item.album === album && item.name === name && item.action === action),
          `${name} of ${sides.remote?.id ?? 'no web item'}: ${action}`,
        );
      }
      for (const item of plan.items.filter(({ outcome }) => outcome === 'skipped' || outcome === 'failed'))
        assert.ok(result.items.includes(item));
    }),
  );
});

test('what may be chosen is what would then be planned', () => {
  fc.assert(
    fc.property(anInput, (input) => {
      const plan = makePlan(input);
      const all = reviewed(plan);
      for (const [index, { choices = [] }] of plan.items.entries())
        for (const action of choices.filter(isWork)) {
          const chosen = all.map((item, place) => (place === index ? { ...item, action } : item));
          const became = reviewPlan(plan, chosen, input).items[index];
          assert.deepEqual([became?.action, isWorkable(became, plan.items[index])], [action, true]);
        }
    }),
    { numRuns: 30 },
  );
});

/** The own action of an item may be one that is not permitted; every other choice is possible. */
function isWorkable(became: PlannedItem | undefined, was: PlannedItem | undefined): boolean {
  return became !== undefined && (became.action === was?.action || isPlanned(became));
}

function isPlanned({ outcome }: PlannedItem): boolean {
  return outcome === 'planned';
}

function reviewed({ items }: Plan): readonly ReviewedItem[] {
  return items.map((item) => toReportItem(item, item.outcome, item.problem));
}

const aType = fc.constantFrom(
  { kind: 'photo', mime: 'image/jpeg' } as const,
  { kind: 'video', mime: 'video/mp4' } as const,
);
const aHash = fc.constantFrom('sha256:aa', 'sha256:bb', undefined);
const facts = { size: fc.constantFrom(1, 2), modifiedMs: fc.constantFrom(0, 100_000), hash: aHash };

const anItem = fc.record({
  local: fc.option(fc.record({ ...facts, type: aType }), { nil: undefined }),
  remotes: fc.array(fc.record({ ...facts, type: fc.option(aType, { nil: undefined }) }), { maxLength: 2 }),
  base: fc.option(fc.record({ local: fc.record(facts), remote: fc.record(facts) }), { nil: undefined }),
});

const anAlbum = fc.array(anItem, { maxLength: 4 });

/** Up to two albums of a few items with any sides, any mode and permissions, and services of different abilities. */
const anInput: fc.Arbitrary<PlanInput> = fc
  .record({
    albums: fc.tuple(anAlbum, anAlbum),
    mode: fc.constantFrom(...MODES),
    allowDelete: fc.record({ local: fc.boolean(), remote: fc.boolean() }),
    replace: fc.constantFrom('inPlace' as const, 'uploadThenRemove' as const, 'no' as const),
    remove: fc.constantFrom('trash' as const, 'no' as const),
    moves: fc.boolean(),
    takesVideos: fc.boolean(),
    deleteDuplicates: fc.boolean(),
    hidesFolders: fc.boolean(),
  })
  .map(({ albums, mode, allowDelete, replace, remove, moves, takesVideos, deleteDuplicates, hidesFolders }) => ({
    albums: albums.map((items, index) => albumOf(index === 0 ? 'Trip' : 'Tour', items)),
    inStep: [],
    collisions: [],
    rules: {
      mode,
      overrides: {},
      compare: { tests: ['date', 'size'], toleranceMs: 2000 },
      allowDelete,
      maxDeletes: { count: 1 },
      deleteDuplicates,
      purgeEmptyAlbums: false,
      updateAlbumMetadata: false,
      kinds: new Set(['photo', 'video'] as const),
      maxVideoSize: 10,
      today: '2026-11-22',
    },
    capabilities: {
      knows: { size: true, sourceDate: true, hashes: ['sha256'], name: true },
      sameBytes: 'ownItems',
      replace,
      remove,
      rename: { item: moves, album: moves, move: moves },
      metadata: ['size'],
      restore: true,
      tag: true,
      removeAlbum: true,
      downloadsOriginal: true,
      accepts: ({ kind }) => takesVideos || kind === 'photo',
      concurrency: 1,
      pendingUploads: 0,
    },
    targetOf: (album, { name }) => `${album}/${name}`,
    standing: () => 'free',
    hidesFolders,
    titles: new Set(),
  }));

function albumOf(
  album: string,
  items: readonly (typeof anItem extends fc.Arbitrary<infer T> ? T : never)[],
): AlbumInput {
  const local: LocalItem[] = [];
  const remote: RemoteItem[] = [];
  const base: BaseItem[] = [];
  for (const [index, item] of items.entries()) {
    const name = `${index}.jpg`;
    const path = `${album}/${name}`;
    const idOf = (copy: number): string => `${album}/${index}/${copy}`;
    if (item.local) local.push({ album, name, path, root: '.', pathInRoot: path, ...item.local });
    remote.push(...item.remotes.map((copy, place) => ({ id: idOf(place), albumId: album, name, ...copy })));
    if (item.base) base.push({ album, name, path, remoteId: idOf(0), albumId: album, ...item.base });
  }
  return { album, local, remote, base, folders: [album], known: [] };
}
