import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupAlbums, nextPart } from '../../../src/engine/parts.ts';
import type { BaseAlbum } from '../../../src/engine/model.ts';

function groups(
  titles: readonly string[],
  localNames: readonly string[] = [],
  known: readonly BaseAlbum[] = [],
): string[] {
  const remote = titles.map((title) => ({ id: title.toLowerCase(), title }));
  return groupAlbums(remote, known, new Set(localNames)).map(
    ({ name, parts }) => `${name}: ${parts.map(({ part, album }) => `${part}=${album.title}`).join(', ')}`,
  );
}

test('parts belong to their album, and titles that only look like parts keep their names', () => {
  const table: readonly (readonly [
    titles: readonly string[],
    localNames: readonly string[],
    expected: readonly string[],
  ])[] = [
    [['Trip', 'Trip #2', 'Trip #3'], ['Trip'], ['Trip: 1=Trip, 2=Trip #2, 3=Trip #3']],
    [['Trip', 'Trip #3'], ['Trip'], ['Trip: 1=Trip', 'Trip #3: 1=Trip #3']],
    [
      ['Trip', 'Trip #2'],
      ['Trip', 'Trip #2'],
      ['Trip: 1=Trip', 'Trip #2: 1=Trip #2'],
    ],
    [
      ['Trip', 'Trip #2', 'Trip #3'],
      ['Trip', 'Trip #2'],
      ['Trip: 1=Trip, 3=Trip #3', 'Trip #2: 1=Trip #2'],
    ],
    [['Apollo #13'], [], ['Apollo #13: 1=Apollo #13']],
    [['C#', 'C'], [], ['C: 1=C', 'C#: 1=C#']],
    [['Trip', 'Trip #02', 'Trip #1'], [], ['Trip: 1=Trip', 'Trip #02: 1=Trip #02', 'Trip #1: 1=Trip #1']],
  ];
  for (const [titles, localNames, expected] of table) assert.deepEqual(groups(titles, localNames), expected);
});

test('a part that the ledger knows by its id belongs to its album whatever its title is now', () => {
  const known = [{ id: 'holidays', album: 'Trip', part: 2, folders: [] }];
  assert.deepEqual(groups(['Trip', 'Holidays'], ['Trip'], known), ['Trip: 1=Trip, 2=Holidays']);
});

test('a new part takes the next title that nobody has', () => {
  const trip = { part: 1, album: { id: 't', title: 'Trip' } };
  assert.deepEqual(nextPart('Trip', [], new Set()), { part: 1, title: 'Trip' });
  assert.deepEqual(nextPart('Trip', [trip], new Set()), { part: 2, title: 'Trip #2' });
  assert.deepEqual(nextPart('Trip', [trip], new Set(['Trip #2'])), { part: 3, title: 'Trip #3' });
});
