import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { COMPARE_TESTS, EVENTS } from '../../../src/engine/model.ts';
import { ALLOWED_ACTIONS, MODES, POSSIBLE_DETAILS } from '../../../src/engine/modes.ts';
import { FAULTS } from '../world/course.ts';
import { ABLE, consistent } from '../world/profile.ts';
import type { Profile } from '../world/profile.ts';
import type { Change } from './changes.ts';
import type { LibraryItem, Scenario, ScenarioSettings, Trouble } from './scenario.ts';

// The alphabets are small, so that collisions, renames, swaps and equal contents are common.
const FOLDERS = ['Trip', 'Rome', 'Trip/Day', ''] as const;
const TITLES = ['Trip', 'Rome', 'Day (Trip)', 'Home', 'Trip #2', 'Web'] as const;
/** Two of them differ only in case, two only in the composition of an accent. */
const NAMES = ['a.jpg', 'b.jpg', 'c.jpg', 'A.jpg', '\u00e9.jpg', 'e\u0301.jpg'] as const;
const WEB_NAMES = [...NAMES, 'Day/a.jpg'] as const;
/** Equal and different sizes; those that begin with a, b or c know when they were taken. */
const CONTENTS = ['aa', 'ab', 'bb', 'ccc', 'ddd', 'eeee', 'ffff'] as const;

const content = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...CONTENTS) },
  { weight: 1, arbitrary: fc.constant('') },
);
const name = fc.constantFrom(...NAMES);
const pick = fc.nat(7);

/** Any story. */
export function scenarios(): Arbitrary<Scenario> {
  return fc.record({
    library: fc.array(libraryItem(), { maxLength: 8 }),
    past: weighted<Scenario['past']>([6, 'synced'], [2, 'never'], [1, 'syncedOtherwise']),
    diskChanges: fc.array(change(FOLDERS, NAMES), { maxLength: 4 }),
    webChanges: fc.array(change(TITLES, WEB_NAMES), { maxLength: 4 }),
    settings: settings(),
    profile: profile(),
    foldsNames: weighted([3, false], [1, true]),
    trouble: trouble(),
    cuts: fc.array(fc.nat(999), { minLength: 2, maxLength: 2 }),
    luck: fc.nat(1_000_000),
  });
}

function libraryItem(): Arbitrary<LibraryItem> {
  return fc.record({ folder: fc.constantFrom(...FOLDERS), name, content, age: fc.integer({ min: 1, max: 3 }) });
}

function change(folders: readonly string[], names: readonly string[]): Arbitrary<Change> {
  const folder = fc.constantFrom(...folders);
  const name = fc.constantFrom(...names);
  const kind = <K extends Change['kind']>(word: K) => fc.constant(word);
  return fc.oneof<Arbitrary<Change>[]>(
    fc.record({ kind: kind('delete'), pick }),
    fc.record({ kind: kind('add'), folder, name, content }),
    fc.record({ kind: kind('edit'), pick, content, keepsDate: weighted([3, false], [1, true]) }),
    fc.record({ kind: kind('edit'), pick, content, keepsDate: fc.constant(false) }),
    fc.record({ kind: kind('touch'), pick }),
    fc.record({ kind: kind('rename'), pick, name }),
    fc.record({ kind: kind('move'), pick, folder }),
    fc.record({ kind: kind('moveFolder'), pick, folder }),
    fc.record({ kind: kind('emptyFolder'), pick }),
    fc.record({ kind: kind('swap'), pick, other: pick }),
  );
}

function settings(): Arbitrary<ScenarioSettings> {
  return fc
    .record({
      mode: fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom(...MODES) },
        { weight: 1, arbitrary: fc.constant('twoWay' as const) },
      ),
      allowDelete: weighted<ScenarioSettings['allowDelete']>([4, 'both'], [2, 'neither'], [1, 'remote'], [1, 'local']),
      maxDeletes: weighted<number | string>([5, '100%'], [1, 1], [1, '50%'], [1, 0]),
      compare: fc.oneof(
        { weight: 2, arbitrary: fc.constant(['date', 'size'] as const) },
        { weight: 2, arbitrary: fc.constant(['hash'] as const) },
        { weight: 1, arbitrary: fc.subarray([...COMPARE_TESTS], { minLength: 1 }) },
      ),
      overrides: rarely(fc.array(override(), { minLength: 1, maxLength: 2 }).map(Object.fromEntries)),
      folders: rarely(fc.constant(['Trip', 'Rome'])),
      'naming.templates': rarely(fc.constantFrom(['{0}'], ['All'])),
      albums: rarely(fc.constant({ Rome: 'Trip' })),
      exclude: rarely(fc.constantFrom(['Rome/'], ['b.*'])),
      excludeAlbums: rarely(fc.constant(['Rome'])),
      since: rarely(fc.constant('2022-01-01')),
      deleteDuplicates: rarely(fc.constant(true)),
      purgeEmptyAlbums: rarely(fc.constant(true)),
      maxAlbumItems: rarely(fc.integer({ min: 1, max: 3 })),
      shrink: rarely(fc.constant(100)),
      concurrency: fc.integer({ min: 1, max: 3 }),
    })
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as never);
}

function override(): Arbitrary<readonly [string, string]> {
  const cells = EVENTS.flatMap((event) =>
    [undefined, ...POSSIBLE_DETAILS[event]].flatMap((detail) =>
      ALLOWED_ACTIONS[event].map((action) => [detail ? `${event}:${detail}` : event, action] as const),
    ),
  );
  return fc.constantFrom(...cells);
}

function profile(): Arbitrary<Profile> {
  const yes = weighted([3, true], [1, false]);
  const any = fc.record({
    knows: fc.record({
      size: yes,
      date: yes,
      hash: fc.constantFrom('sha256' as const, 'none' as const, 'md5' as const),
    }),
    replace: fc.constantFrom('inPlace' as const, 'uploadThenRemove' as const, 'no' as const),
    remove: fc.constantFrom('trash' as const, 'permanent' as const, 'fromAlbumOnly' as const, 'no' as const),
    rename: fc.record({ item: yes, album: yes, move: yes }),
    metadata: fc.subarray([...ABLE.metadata]),
    tag: yes,
    removeAlbum: yes,
    maxAlbumItems: rarely(fc.integer({ min: 1, max: 3 })),
    keepsFacts: fc.boolean(),
    twins: fc.boolean(),
    reencodes: weighted([7, false], [1, true]),
  });
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant(ABLE) },
    { weight: 3, arbitrary: any.map(consistent) },
  );
}

function trouble(): Arbitrary<Trouble> {
  // Most runs are short; some faults come late.
  const call = fc.oneof(fc.nat(12), fc.nat(40));
  const anyTrouble = fc.record({
    faults: fc.array(fc.record({ call, fault: fc.constantFrom(...FAULTS) }), { maxLength: 5 }),
    others: rarely(
      fc.array(
        fc.oneof(
          fc.record({ call, side: fc.constant('disk' as const), change: change(FOLDERS, NAMES) }),
          fc.record({ call, side: fc.constant('web' as const), change: change(TITLES, WEB_NAMES) }),
        ),
        { minLength: 1, maxLength: 2 },
      ),
    ).map((others) => others ?? []),
    cancelAt: rarely(call),
    crashAt: rarely(fc.nat(40)),
    sight: fc.record({
      roots: weighted<Trouble['sight']['roots']>([12, 'fine'], [1, 'empty'], [1, 'missing'], [1, 'unreadable']),
      unreadableFolders: rarely(fc.subarray(['Trip', 'Rome', 'Trip/Day'], { minLength: 1 })).map((all) => all ?? []),
      unreadableFiles: rarely(fc.constantFrom(['Trip/a.jpg'], ['a.jpg', 'Rome/b.jpg'])).map((all) => all ?? []),
    }),
    looksEmpty: weighted([15, false], [1, true]),
    confirms: weighted([2, false], [1, true]),
  });
  return anyTrouble;
}

function weighted<T>(...choices: readonly (readonly [weight: number, value: T])[]): Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

function rarely<T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> {
  const never = { weight: 6, arbitrary: fc.constant(undefined) };
  return fc.oneof({ withCrossShrink: true }, never, { weight: 1, arbitrary });
}
