import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { BaseItem, LocalItem, RemoteItem } from '../../../src/engine/model.ts';
import { MODES } from '../../../src/engine/modes.ts';
import { countInStep, isInStep } from '../../../src/engine/plan/inStep.ts';
import type { AlbumInput, PlanInput, PlannedItem } from '../../../src/engine/plan/model.ts';
import { newsOf } from '../../../src/engine/plan/news.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { siftAlbum } from '../../../src/engine/plan/siftAlbum.ts';

/** How one name stands: which of two contents each side has; no letter, no item. */
interface Standing {
  readonly local?: 'a' | 'b' | 'unread' | 'unreadable';
  readonly remote?: 'a' | 'b';
  readonly base?: 'a' | 'b';
  readonly again?: 'a' | 'b';
}

const SAME: Standing = { local: 'a', remote: 'a', base: 'a' };

describe('An album is a number when all of it is in step', () => {
  const table: readonly (readonly [what: string, counted: string, items: readonly Standing[], terms?: TermsOf])[] = [
    ['as it was', '1', [SAME]],
    ['two of them', '2', [SAME, SAME]],
    ['never compared before', '1, to remember: 0.jpg', [{ local: 'a', remote: 'a' }]],
    ['it has other content on both sides', '1, to remember: 0.jpg', [{ local: 'b', remote: 'b', base: 'a' }]],
    ['nothing is in it', 'open', []],
    ['a file is new', 'open', [SAME, { local: 'b' }]],
    ['a web item is new', 'open', [SAME, { remote: 'b' }]],
    ['a file is gone and another is new', 'open', [{ remote: 'b', base: 'b' }, { local: 'a' }]],
    ['both sides are gone', 'open', [SAME, { base: 'a' }]],
    ['a file was changed', 'open', [{ local: 'b', remote: 'a', base: 'a' }]],
    ['a web item is there twice', 'open', [{ ...SAME, again: 'a' }]],
    ['a file cannot be read', 'open', [{ local: 'unreadable', remote: 'a', base: 'a' }]],
    ['a file is to be hashed first', 'open', [{ local: 'unread', remote: 'a' }], { compare: ['hash'] }],
    ['its photos are from before the day', 'open', [SAME], { since: '2020-01-01' }],
    ['the same bytes are one item', 'open', [SAME], { sameBytes: 'oneItem' }],
    ['what is the same is reported', 'open', [SAME], { overrides: { SAME: 'REPORT' } }],
  ];
  for (const [what, counted, items, terms = {}] of table)
    test(what, () => {
      const found = siftAlbum(albumOf('Trip', items), inputOf([], terms));
      const names = found?.news.map(({ name }) => name) ?? [];
      const news = names.length > 0 ? `, to remember: ${names.join()}` : '';
      assert.equal(found ? `${found.items}${news}` : 'open', counted);
    });
});

test('a plan of albums that were sifted before does the same as a plan of all of them', () => {
  let sifted = 0;
  fc.assert(
    fc.property(anInput, (input) => {
      const counted = input.albums.flatMap((album) => siftAlbum(album, input) ?? []);
      const names = new Set(counted.map(({ album }) => album));
      const whole = makePlan(input);
      const open = input.albums.filter(({ album }) => !names.has(album));
      const streamed = makePlan({ ...input, albums: open, inStep: counted });
      const passedOver = whole.items.filter(({ album }) => names.has(album));
      assert.ok(passedOver.every(isInStep));
      assert.equal(passedOver.length, countInStep(counted));
      assert.deepEqual(
        counted.flatMap(({ news }) => news).toSorted(byPlace),
        passedOver.flatMap((item) => newsOf(item) ?? []).toSorted(byPlace),
      );
      const { items, renames, purges, forgotten, stops } = whole;
      assert.deepEqual(
        [streamed.items, streamed.renames, streamed.purges, streamed.forgotten, streamed.stops],
        [items.filter(({ album }) => !names.has(album)), renames, purges, forgotten, stops],
      );
      sifted += counted.length;
    }),
    { numRuns: 500 },
  );
  assert.ok(sifted > 0);
});

test('a plan of some items of an album does with them what a plan of all of them does', () => {
  let left = 0;
  fc.assert(
    fc.property(anInput, fc.array(aTouch, { maxLength: 4 }), (input, touches) => {
      fc.pre(input.capabilities.sameBytes === 'ownItems');
      const whole = albumOf('Some', touches);
      const others = touches.filter((touch) => touch === SAME).length;
      const some = ({ path }: { readonly path: string }) => touches[Number.parseInt(path.slice(5), 10)] !== SAME;
      const part: AlbumInput = {
        ...whole,
        local: whole.local.filter(some),
        base: whole.base.filter(some),
        remote: whole.remote.filter(({ id }) => some({ path: id })),
        others: { items: others, since: undefined },
      };
      fc.pre(part.local.length > 0);
      const all = makePlan({ ...input, albums: [...input.albums, whole] });
      const [counted] = [siftAlbum(part, input)].filter((found) => found !== undefined);
      const partly = counted
        ? makePlan({ ...input, inStep: [counted] })
        : makePlan({ ...input, albums: [...input.albums, part] });
      if (counted) assert.equal(counted.items, touches.length);
      const isLeft = ({ album, sides: { local } }: PlannedItem) =>
        album === 'Some' && (counted !== undefined || !some({ path: local?.path ?? '' }));
      assert.ok(all.items.filter(isLeft).every(isInStep));
      const { items, renames, purges, forgotten, stops } = all;
      assert.deepEqual(
        [partly.items, partly.renames, partly.purges, partly.forgotten, partly.stops],
        [items.filter((item) => !isLeft(item)), renames, purges, forgotten, stops],
      );
      left += others;
    }),
    { numRuns: 500 },
  );
  assert.ok(left > 0);
});

function byPlace(a: BaseItem, b: BaseItem): number {
  return a.path < b.path ? -1 : 1;
}

interface TermsOf {
  readonly mode?: PlanInput['rules']['mode'];
  readonly compare?: PlanInput['rules']['compare']['tests'];
  readonly overrides?: PlanInput['rules']['overrides'];
  readonly since?: string;
  readonly sameBytes?: PlanInput['capabilities']['sameBytes'];
  readonly moves?: boolean;
  readonly deleteDuplicates?: boolean;
}

const aContent = fc.constantFrom('a' as const, 'b' as const);

/** Mostly in step, else anything: with contents that few, what is gone in one album is often new in another. */
const aStanding: fc.Arbitrary<Standing> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(SAME, { local: 'b', remote: 'b' } as const) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        local: fc.oneof(aContent, fc.constantFrom('unread' as const, 'unreadable' as const)),
        ...{ remote: aContent, base: aContent, again: aContent },
      },
      { requiredKeys: [] },
    ),
  },
);

/** A file that was touched while its web copy stayed as it was, or one that was not. */
const aTouch: fc.Arbitrary<Standing> = fc.constantFrom(
  SAME,
  ...(['a', 'b', 'unread', 'unreadable'] as const).map((local): Standing => ({ local, remote: 'a', base: 'a' })),
);

/** Albums between which photos may have moved, any mode and permissions, and services of different abilities. */
const anInput: fc.Arbitrary<PlanInput> = fc
  .record({
    albums: fc.uniqueArray(
      fc.tuple(fc.constantFrom('Trip', 'Tour', 'Rome', 'Oslo'), fc.array(aStanding, { maxLength: 3 })),
      {
        selector: ([album]) => album,
      },
    ),
    mode: fc.constantFrom(...MODES),
    compare: fc.constantFrom(['date', 'size'] as const, ['hash'] as const),
    moves: fc.boolean(),
    deleteDuplicates: fc.boolean(),
    sameBytes: fc.constantFrom('ownItems' as const, 'oneItem' as const),
  })
  .map(({ albums, ...terms }) =>
    inputOf(
      albums.map(([album, items]) => albumOf(album, items)),
      terms,
    ),
  );

function inputOf(albums: readonly AlbumInput[], terms: TermsOf): PlanInput {
  const { mode = 'twoWay', compare = ['date', 'size'], overrides = {}, since, moves = true } = terms;
  const { sameBytes = 'ownItems', deleteDuplicates = false } = terms;
  return {
    albums,
    inStep: [],
    collisions: [],
    rules: {
      ...{ mode, overrides, since, deleteDuplicates },
      compare: { tests: compare, toleranceMs: 2000 },
      allowDelete: { local: true, remote: true },
      maxDeletes: { share: 0.3 },
      ...{ purgeEmptyAlbums: true, updateAlbumMetadata: false, maxVideoSize: 10, today: '2026-11-22' },
      kinds: new Set(['photo']),
    },
    capabilities: {
      knows: { size: true, sourceDate: true, hashes: ['sha256'], name: true },
      ...{ sameBytes, replace: 'inPlace', remove: 'trash', metadata: ['size'] },
      rename: { item: moves, album: true, move: moves },
      ...{ restore: true, tag: true, removeAlbum: true, downloadsOriginal: true, accepts: () => true },
      ...{ concurrency: 1, pendingUploads: 0 },
    },
    targetOf: (album, { name }) => `${album}/${name}`,
    standing: () => 'free',
    hidesFolders: false,
    titles: new Set(),
  };
}

const CAPTURE = { capturedAt: '2019-06-01T10:00:00' };

function albumOf(album: string, items: readonly Standing[]): AlbumInput {
  const local: LocalItem[] = [];
  const remote: RemoteItem[] = [];
  const base: BaseItem[] = [];
  for (const [index, standing] of items.entries()) {
    const name = `${index}.jpg`;
    const place = { album, name, path: `${album}/${name}` };
    const id = `${album}/${name}`;
    if (standing.local) local.push({ ...place, ...fileOf(standing.local), root: '.', pathInRoot: place.path });
    if (standing.remote) remote.push({ id, albumId: album, name, ...factsOf(standing.remote) });
    if (standing.again) remote.push({ id: `${id} again`, albumId: album, name, ...factsOf(standing.again) });
    const known = standing.base && factsOf(standing.base);
    if (known) base.push({ ...place, remoteId: id, albumId: album, local: known, remote: known, ...CAPTURE });
  }
  const group =
    remote.length > 0 ? { name: album, parts: [{ part: 1, album: { id: album, title: album } }] } : undefined;
  const known = base.length > 0 ? [{ id: album, album, part: 1, folders: [] }] : [];
  return { album, local, remote, base, folders: [album], group, known };
}

function fileOf(
  standing: NonNullable<Standing['local']>,
): Omit<LocalItem, 'album' | 'name' | 'path' | 'root' | 'pathInRoot'> {
  const type = { kind: 'photo', mime: 'image/jpeg' } as const;
  const facts = factsOf(standing === 'b' ? 'b' : 'a');
  const file = { ...facts, type, capture: CAPTURE };
  if (standing === 'unread') return { ...file, hash: undefined };
  return standing === 'unreadable'
    ? { ...file, obstacle: { code: 'E_FILE_UNREADABLE', message: 'It cannot be read' } }
    : file;
}

function factsOf(content: 'a' | 'b') {
  return { size: content === 'a' ? 1 : 2, modifiedMs: 0, hash: `sha256:${content}` };
}
