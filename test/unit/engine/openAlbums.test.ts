import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMPLETED_TOGETHER, OpenAlbums } from '../../../src/engine/apply/openAlbums.ts';

const names = (count: number) => Array.from({ length: count }, (_, number) => `Album ${number}`);

/** Albums of two items each of which these items have ended, in this order, and what was called for. */
function completedBy(albums: readonly string[], ended: readonly string[]): readonly (readonly string[])[] {
  const calls: string[][] = [];
  const open = new OpenAlbums(
    [...albums, ...albums].map((album) => ({ album })),
    async (together) => void calls.push([...together]),
  );
  for (const album of ended) open.leave({ album });
  return calls;
}

const many = names(COMPLETED_TOGETHER);
const all = [...many, ...many];

const TABLE: readonly (readonly [
  what: string,
  albums: readonly string[],
  ended: readonly string[],
  calls: number[],
])[] = [
  ['none of them has all', many, many, []],
  ['all but one have all', many, all.slice(0, -1), []],
  ['all have all', many, all, [COMPLETED_TOGETHER]],
  ['those of a few are left to the end', names(COMPLETED_TOGETHER - 1), all, []],
  [
    'many at a time',
    names(2 * COMPLETED_TOGETHER + 1),
    [...names(2 * COMPLETED_TOGETHER + 1), ...names(2 * COMPLETED_TOGETHER + 1)],
    [COMPLETED_TOGETHER, COMPLETED_TOGETHER],
  ],
];

for (const [what, albums, ended, calls] of TABLE) {
  test(`albums are completed together: ${what}`, () => {
    assert.deepEqual(
      completedBy(albums, ended).map((together) => together.length),
      calls,
    );
  });
}

test('what is begun for albums that have all of their items is waited for', async () => {
  const work = Promise.withResolvers<undefined>();
  const events: string[] = [];
  const open = new OpenAlbums(
    many.map((album) => ({ album })),
    async () => {
      await work.promise;
      events.push('completed');
    },
  );
  for (const album of many) open.leave({ album });
  const waiting = open.completed().then(() => events.push('resolved'));
  events.push('waiting');
  work.resolve(undefined);
  await waiting;
  assert.deepEqual(events, ['waiting', 'completed', 'resolved']);
});
