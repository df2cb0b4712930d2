import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareItem, UNVERIFIED, wantsLocalHash } from '../../../src/engine/compare.ts';
import type { CompareRules, Sides } from '../../../src/engine/compare.ts';
import { COMPARE_TESTS } from '../../../src/engine/model.ts';
import type { BaseItem, ContentFacts, LocalItem, RemoteItem } from '../../../src/engine/model.ts';

const NOON = Date.parse('2024-06-01T12:00:00Z');
const MINUTE = 60_000;
const TOLERANCE = 2000;

const same: Required<ContentFacts> = { size: 100, hash: 'sha256:aa', modifiedMs: NOON };

function local(facts: Partial<ContentFacts> = {}): LocalItem {
  const { size, modifiedMs, hash } = { ...same, ...facts };
  const place = { album: 'Trip', name: 'a.jpg', path: 'Trip/a.jpg', root: '.', pathInRoot: 'Trip/a.jpg' };
  return { ...place, size: size ?? 0, modifiedMs: modifiedMs ?? 0, hash, type: { kind: 'photo', mime: 'image/jpeg' } };
}

function remote(facts: Partial<ContentFacts> = {}, id = 'r1'): RemoteItem {
  return { id, albumId: 'trip', name: 'a.jpg', ...same, ...facts };
}

function base(facts: { local?: Partial<ContentFacts>; remote?: Partial<ContentFacts> } = {}): BaseItem {
  const place = { album: 'Trip', name: 'a.jpg', path: 'Trip/a.jpg', remoteId: 'r1', albumId: 'trip' };
  return { ...place, local: { ...same, ...facts.local }, remote: { ...same, ...facts.remote } };
}

function rules(tests: string): CompareRules {
  return { tests: COMPARE_TESTS.filter((name) => tests.includes(name)), toleranceMs: TOLERANCE };
}

function check(sides: Sides, tests: string): string {
  const { event, detail, decidedBy } = compareItem(sides, rules(tests));
  return [
    event,
    ...(detail === undefined ? [] : [detail]),
    ...(decidedBy === undefined ? [] : [`by ${decidedBy}`]),
  ].join(' ');
}

const newer = { modifiedMs: NOON + MINUTE, hash: 'sha256:bb' };
const longer = { size: 101, hash: 'sha256:bb' };
const other = { hash: 'sha256:bb' };
const newerAndLonger = { ...newer, ...longer };

test('every combination of the tests, on every kind of difference (the local side differs)', () => {
  const table: readonly (readonly [
    tests: string,
    same: string,
    newer: string,
    longer: string,
    other: string,
    both: string,
  ])[] = [
    // tests            same    newer                   longer               other content        newer and longer
    ['date', 'SAME', 'REMOTE_OLDER by date', 'SAME', 'SAME', 'REMOTE_OLDER by date'],
    ['size', 'SAME', 'SAME', 'DIFFERENT by size', 'SAME', 'DIFFERENT by size'],
    ['date size', 'SAME', 'REMOTE_OLDER by date', 'DIFFERENT by size', 'SAME', 'REMOTE_OLDER by date'],
    ['hash', 'SAME', 'DIFFERENT by hash', 'DIFFERENT by hash', 'DIFFERENT by hash', 'DIFFERENT by hash'],
    ['date hash', 'SAME', 'REMOTE_OLDER by date', 'DIFFERENT by hash', 'DIFFERENT by hash', 'REMOTE_OLDER by date'],
    ['size hash', 'SAME', 'DIFFERENT by hash', 'DIFFERENT by size', 'DIFFERENT by hash', 'DIFFERENT by size'],
    [
      'date size hash',
      'SAME',
      'REMOTE_OLDER by date',
      'DIFFERENT by size',
      'DIFFERENT by hash',
      'REMOTE_OLDER by date',
    ],
  ];
  for (const [tests, ...expected] of table)
    assert.deepEqual(
      [{}, newer, longer, other, newerAndLonger].map((facts) =>
        check({ local: local(facts), remote: remote() }, tests),
      ),
      expected,
      tests,
    );
});

test('a test that nobody can answer gives UNKNOWN, and an earlier difference decides before it is asked', () => {
  const table: readonly (readonly [
    missing: keyof ContentFacts,
    localFacts: ContentFacts,
    tests: string,
    expected: string,
  ])[] = [
    ['modifiedMs', {}, 'date', 'UNKNOWN by date'],
    ['modifiedMs', longer, 'date size', 'UNKNOWN by date'],
    ['modifiedMs', longer, 'size', 'DIFFERENT by size'],
    ['size', {}, 'size', 'UNKNOWN by size'],
    ['size', newer, 'date size', 'REMOTE_OLDER by date'],
    ['hash', {}, 'hash', 'UNKNOWN by hash'],
    ['hash', longer, 'size hash', 'DIFFERENT by size'],
    ['hash', {}, 'date size', 'SAME'],
  ];
  for (const [missing, facts, tests, expected] of table)
    assert.equal(
      check({ local: local(facts), remote: remote({ [missing]: undefined }) }, tests),
      expected,
      `${missing}, ${tests}`,
    );
});

test('the ledger answers for a service that does not know, but only about the same web item', () => {
  const bare = { size: undefined, hash: undefined, modifiedMs: undefined };
  const all = 'date size hash';
  assert.equal(check({ local: local(), remote: remote(bare), base: base() }, all), 'SAME');
  assert.equal(
    check({ local: local(longer), remote: remote(bare), base: base() }, all),
    'DIFFERENT localChanged by size',
  );
  assert.equal(check({ local: local(), remote: remote(bare, 'r2'), base: base() }, all), 'UNKNOWN by date');
});

test('hashes of different algorithms cannot be compared', () => {
  assert.equal(check({ local: local(), remote: remote({ hash: 'md5:aa' }) }, 'hash'), 'UNKNOWN by hash');
});

test('what the ledger knows of a web item is void once that item is seen to have changed', () => {
  const bare = { hash: undefined };
  const known = base({ remote: { hash: 'sha256:aa' } });
  const table: readonly (readonly [remote: Partial<ContentFacts>, expected: string])[] = [
    [bare, 'SAME'],
    [{ ...bare, size: 101 }, 'UNKNOWN by hash'],
    [{ ...bare, modifiedMs: NOON + 1 }, 'UNKNOWN by hash'],
  ];
  for (const [there, expected] of table)
    assert.equal(check({ local: local(), remote: remote(there), base: known }, 'hash'), expected);
});

test('a web hash that is as it was says as much as the local one of that time', () => {
  const known = base({ remote: { hash: 'md5:aa' } });
  const table: readonly (readonly [local: Partial<ContentFacts>, remote: Partial<ContentFacts>, expected: string])[] = [
    [{}, { hash: 'md5:aa' }, 'SAME'],
    [other, { hash: 'md5:aa' }, 'DIFFERENT localChanged by hash'],
    [{}, { hash: 'md5:bb' }, 'UNKNOWN by hash'],
  ];
  for (const [here, there, expected] of table)
    assert.equal(check({ local: local(here), remote: remote(there), base: known }, 'hash'), expected);
});

test('dates within the tolerance are equal, and a remote copy that is newer is no difference', () => {
  const table: readonly (readonly [difference: number, expected: string])[] = [
    [TOLERANCE, 'SAME'],
    [TOLERANCE + 1, 'REMOTE_OLDER by date'],
    [-30_000, 'SAME'],
    [-MINUTE * 60 * 24, 'SAME'],
  ];
  for (const [difference, expected] of table)
    assert.equal(
      check({ local: local({ modifiedMs: NOON + difference, hash: undefined }), remote: remote() }, 'date size'),
      expected,
    );
});

test('a file that was only touched is SAME when both hashes are known', () => {
  const touched = { modifiedMs: NOON + MINUTE };
  assert.equal(check({ local: local(touched), remote: remote() }, 'date size'), 'SAME');
  assert.equal(
    check({ local: local({ ...touched, hash: undefined }), remote: remote() }, 'date size'),
    'REMOTE_OLDER by date',
  );
  assert.equal(
    wantsLocalHash({ local: local({ ...touched, hash: undefined }), remote: remote() }, rules('date size')),
    true,
  );
  assert.equal(wantsLocalHash({ local: local({ hash: undefined }), remote: remote() }, rules('date size')), false);
});

test('what the ledger remembers refines the event', () => {
  const table: readonly (readonly [sides: Sides, expected: string])[] = [
    [{ local: local() }, 'LOCAL_ONLY new'],
    [{ local: local(), base: base() }, 'LOCAL_ONLY deletedRemotely'],
    [{ local: local(), base: { ...base(), path: 'Trip/A.jpg' } }, 'LOCAL_ONLY new'],
    [{ remote: remote() }, 'REMOTE_ONLY new'],
    [{ remote: remote(), base: base() }, 'REMOTE_ONLY deletedLocally'],
    [{ local: local(longer), remote: remote(), base: base() }, 'DIFFERENT localChanged by size'],
    [{ local: local(), remote: remote(longer), base: base() }, 'DIFFERENT remoteChanged by size'],
    [
      { local: local(longer), remote: remote({ size: 99, hash: 'sha256:cc' }), base: base() },
      'DIFFERENT bothChanged by size',
    ],
    [{ local: local(longer), remote: remote() }, 'DIFFERENT by size'],
    [{ local: local(longer), remote: remote(longer), base: base() }, 'SAME'],
  ];
  for (const [sides, expected] of table) assert.equal(check(sides, 'date size'), expected);
});

test('a file that cannot be read is UNKNOWN, and nobody asks for its hash', () => {
  const blocked: LocalItem = { ...local({ hash: undefined }), obstacle: { code: 'E_FILE_UNREADABLE', message: '' } };
  assert.equal(check({ local: blocked, remote: remote() }, 'date size hash'), 'UNKNOWN');
  assert.equal(wantsLocalHash({ local: blocked, remote: remote() }, rules('hash')), false);
});

test('a copy that was stored otherwise than it was sent is DIFFERENT, whatever the service says and the tests are', () => {
  const distrusted = base({ local: { modifiedMs: 0, size: undefined, hash: undefined }, remote: { hash: UNVERIFIED } });
  for (const tests of ['date', 'size', 'date size', 'hash', 'date size hash'])
    assert.equal(check({ local: local(), remote: remote(), base: distrusted }, tests), 'DIFFERENT localChanged', tests);
  // Somebody has put something else there since, or there is another item.
  assert.equal(check({ local: local(), remote: remote({}, 'r2'), base: distrusted }, 'date size hash'), 'SAME');
  assert.equal(check({ local: local(), remote: remote({ modifiedMs: 0 }), base: distrusted }, 'hash'), 'SAME');
});

test('a file of another size than the web copy differs from it, and need not be read to know that', () => {
  const unread = local({ size: 101, hash: undefined });
  for (const tests of ['size', 'hash', 'size hash']) {
    assert.equal(wantsLocalHash({ local: unread, remote: remote() }, rules(tests)), false, tests);
    assert.match(check({ local: unread, remote: remote() }, tests), /^DIFFERENT by (size|hash)$/, tests);
  }
  assert.equal(check({ local: unread, remote: remote({ hash: 'md5:aa' }) }, 'hash'), 'DIFFERENT by hash');
  // Nor does it depend on whether an earlier run, such as one that was killed, has read the file.
  const read = { ...unread, hash: 'sha256:bb' };
  assert.equal(check({ local: read, remote: remote({ hash: 'md5:aa' }) }, 'hash'), 'DIFFERENT by hash');
  assert.equal(check({ local: unread, remote: remote({ hash: undefined }) }, 'hash'), 'UNKNOWN by hash');
  assert.equal(check({ local: unread, remote: remote({ size: undefined }) }, 'hash'), 'UNKNOWN by hash');
});

test('beside a smaller copy, whose size says nothing, a file is read where its hash tells whether it was changed', () => {
  const smaller = { size: 10, hash: 'sha256:small' };
  const shrunk = base({ remote: smaller });
  const unread = local({ hash: undefined });
  const table: readonly (readonly [file: LocalItem, tests: string, wanted: boolean])[] = [
    [unread, 'hash', true],
    [unread, 'date size hash', true],
    [unread, 'date size', false],
    [local({ modifiedMs: NOON + TOLERANCE + 1, hash: undefined }), 'date size', true],
    [local({ size: 101, hash: undefined }), 'hash', false],
  ];
  for (const [file, tests, wanted] of table) {
    const sides = { local: file, remote: remote(smaller), base: shrunk };
    assert.equal(wantsLocalHash(sides, rules(tests)), wanted, `${tests} of ${JSON.stringify(file)}`);
  }
  const swapped = { local: local({ hash: 'sha256:bb' }), remote: remote(smaller), base: shrunk };
  assert.equal(check(swapped, 'hash'), 'DIFFERENT localChanged by hash');
  assert.equal(check({ ...swapped, local: local() }, 'hash'), 'SAME');
});
