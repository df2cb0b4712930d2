import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MappedFolder } from '../../../src/run/folderMapping.ts';
import { namingRows } from '../../../src/workbench/setup/namingRows.ts';
import type { TemplatePlace } from '../../../src/workbench/setup/namingRows.ts';

const FOLDERS = [
  mapped('photos'),
  mapped('photos/2010'),
  mapped('photos/2010/Trip'),
  mapped('photos/2010/Trip/Day 1'),
  mapped('scans/Letters', 'scans/Letters/a.jpg'),
];

describe('The folders that a naming template is shown with', () => {
  const table: readonly (readonly [what: string, place: TemplatePlace, roots: readonly string[], shown: string])[] = [
    [
      'are those of its depth below their photo folder',
      { index: 0, count: 2 },
      ['photos', 'scans'],
      'photos/2010, scans/Letters | 2010 | 3',
    ],
    [
      'are all deeper ones for the last template',
      { index: 1, count: 2 },
      ['photos', 'scans'],
      'photos/2010/Trip, photos/2010/Trip/Day 1, scans/Letters | 2010/Trip | 3',
    ],
    [
      'are counted from the workspace folder where that is the photo folder',
      { index: 2, count: 3 },
      ['.'],
      'photos/2010/Trip, photos/2010/Trip/Day 1, scans/Letters | photos/2010/Trip | 4',
    ],
    [
      'are only those whose photos collide where none is so deep',
      { index: 4, count: 5 },
      ['.'],
      'scans/Letters |  | 4',
    ],
  ];
  for (const [what, place, roots, shown] of table)
    test(what, () => {
      const { folders, parts, depth } = namingRows({ folders: FOLDERS, problems: [] }, roots, place);
      const names = folders.map(({ folder }) => folder).join(', ');
      assert.equal(`${names} | ${parts.join('/')} | ${depth}`, shown);
    });
});

function mapped(folder: string, ...collisions: readonly string[]): MappedFolder {
  return { folder, album: folder, files: 1, collisions };
}
