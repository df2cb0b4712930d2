import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MappedFolder } from '../../../src/run/folderMapping.ts';
import { albumsBelow, mappedTogether, placeOf } from '../../../src/run/folderPlace.ts';

describe('the place of a folder', () => {
  const cases: readonly [what: string, folder: string, roots: readonly string[], place: string][] = [
    ['the workspace folder', '.', ['.'], 'whole'],
    ['the workspace folder above all photo folders', '.', ['a', 'b'], 'whole'],
    ['the only photo folder', 'a', ['a'], 'whole'],
    ['a folder above the only photo folder', 'a', ['a/b'], 'whole'],
    ['one of two photo folders', 'a', ['a', 'b'], 'photos'],
    ['a folder above one of two', 'a', ['a/c', 'b'], 'photos'],
    ['a folder in a photo folder', 'a/c', ['a', 'b'], 'photos'],
    ['any folder where the workspace folder is the photo folder', 'a', ['.'], 'photos'],
    ['a setting with another spelling', 'a/c', ['./a/', 'b'], 'photos'],
    ['the gallery', 'web', ['.'], 'gallery'],
    ['an album of the gallery', 'web/albums/rome', ['.'], 'gallery'],
    ['a folder that only begins like the gallery', 'website', ['.'], 'photos'],
    ['a folder beside the photo folders', 'c', ['a', 'b'], 'outside: a, b, c'],
    ['a folder that only begins like a photo folder', 'ab', ['a'], 'outside: a, ab'],
  ];
  for (const [what, folder, folders, says] of cases)
    it(`${what}: ${says}`, () => {
      const place = placeOf(folder, { folders, gallery: 'web' });
      const added = place.kind === 'outside' ? `: ${place.folders?.join(', ') ?? ''}` : '';
      assert.equal(place.kind + added, says);
    });

  it('cannot become a photo folder above the gallery', () => {
    assert.deepEqual(placeOf('c', { folders: ['a'], gallery: 'c/web' }), { kind: 'outside', folders: undefined });
  });
});

const MAPPED: readonly MappedFolder[] = [
  { folder: '2019', album: '2019', files: 1, collisions: [] },
  { folder: '2019/Rome', album: 'Rome (2019)', files: 2, collisions: [] },
  { folder: '2019/Rome/Day 1', album: 'Rome (2019)', files: 3, collisions: [] },
  { folder: '2020/Oslo', album: 'Oslo (2020)', files: 4, collisions: [] },
  { folder: '2020/Rome', album: 'Rome (2020)', files: 5, collisions: [] },
];

describe('the albums below folders', () => {
  const known = [
    { name: 'Gone (2020)', folders: ['2020/Gone'], parts: [] },
    { name: 'Web only', folders: [], parts: [] },
  ];
  const cases: readonly [folders: readonly string[], albums: string][] = [
    [['2019/Rome'], 'Rome (2019)'],
    [['2019/Rome/Day 1'], 'Rome (2019)'],
    [['2019'], '2019, Rome (2019)'],
    [['2020'], 'Oslo (2020), Rome (2020), Gone (2020)'],
    [['2019/Rome', '2020/Oslo'], 'Rome (2019), Oslo (2020)'],
    [['2021'], ''],
  ];
  for (const [folders, albums] of cases)
    it(`${folders.join(' and ')}: ${albums}`, () =>
      assert.equal(albumsBelow(folders, MAPPED, known).join(', '), albums));
});

describe('the folders that get another album together', () => {
  const cases: readonly [what: string, folder: string, together: string][] = [
    ['what was one album stays one', '2019/Rome', '2019/Rome, 2019/Rome/Day 1'],
    ['the folder below goes alone', '2019/Rome/Day 1', '2019/Rome/Day 1'],
    ['albums below stay what they are', '2019', '2019'],
    ['a folder without photos of its own stands for those below', '2020', '2020/Oslo, 2020/Rome'],
    ['a folder without any photos', '2021', ''],
  ];
  for (const [what, folder, together] of cases)
    it(`${what}: ${together}`, () => {
      const folders = mappedTogether(folder, MAPPED).map((mapped) => mapped.folder);
      assert.equal(folders.join(', '), together);
    });
});
