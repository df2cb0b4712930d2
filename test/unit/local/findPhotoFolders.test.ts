import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findPhotoFolders } from '../../../src/local/findPhotoFolders.ts';
import type { FindOptions } from '../../../src/local/findPhotoFolders.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';
import { writeTree } from '../../harness/tree.ts';

/** Nothing is opened, so what is in a file does not matter. */
const TREE = {
  'family/2019/xmas.jpg': '',
  'family/2019/New Year/rocket.HEIC': '',
  'family/2019/New Year/fire/film.mp4': '',
  'travel/Norway/fjord.jpg': '',
  'travel/Norway/fjord.xmp': '',
  'documents/letter.txt': '',
  'node_modules/icons/logo.png': '',
  '.cache/thumb.jpg': '',
  'album-gallery/albums/norway/fjord.jpg': '',
};

describe('Photo folders to choose from', () => {
  const table: readonly (readonly [what: string, options: Partial<FindOptions>, found: string])[] = [
    [
      'are those with photos in them or below, the workspace folder first',
      {},
      '. 4, family 3, family/2019 3, family/2019/New Year 2, family/2019/New Year/fire 1, travel 1, travel/Norway 1',
    ],
    ['are listed to a depth and counted to the end', { depth: 1 }, '. 4, family 3, travel 1'],
    [
      'are listed below that depth where they are asked for',
      { depth: 1, also: ['family/2019/New Year', 'documents'] },
      '. 4, family 3, family/2019/New Year 2, travel 1',
    ],
    ['of a gallery elsewhere are none', { gallery: 'travel', depth: 1 }, '. 4, album-gallery 1, family 3'],
    [
      'are found from the top when there are too many',
      { maxFolders: 6 },
      '. 2, family 1, family/2019 1, travel 1, travel/Norway 1, …',
    ],
    ['are none when nobody waits for them', { signal: AbortSignal.abort() }, '…'],
  ];
  for (const [what, options, expected] of table) {
    test(what, async (t) => {
      const workspace = temporaryFolder(t);
      await writeTree(workspace, TREE);
      const { signal } = new AbortController();
      const all = { workspace, gallery: 'album-gallery', depth: 9, maxFolders: 1000, signal, ...options };
      const { folders, isWhole } = await findPhotoFolders(all);
      const found = folders.map(({ path, photos }) => `${path} ${photos}`);
      assert.equal([...found, ...(isWhole ? [] : ['…'])].join(', '), expected);
    });
  }
});
