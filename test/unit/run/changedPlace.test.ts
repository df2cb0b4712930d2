import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changedPlace } from '../../../src/run/changedPlace.ts';

const CASES: readonly [path: string, roots: readonly string[], place: string | undefined][] = [
  ['a.jpg', ['.'], 'a.jpg'],
  ['Italy/Rome/a.jpg', ['.'], 'Italy/Rome/a.jpg'],
  ['Italy/Rome', ['.'], 'Italy/Rome'],
  ['album-gallery', ['.'], undefined],
  ['album-gallery/albums/rome/a.jpg', ['.'], undefined],
  ['album-gallery-old/a.jpg', ['.'], 'album-gallery-old/a.jpg'],
  ['.vscode/settings.json', ['.'], undefined],
  ['Italy/.album-sync-0123456789abcdef.tmp', ['.'], undefined],
  ['Italy/.thumbnails/a.jpg', ['.'], undefined],
  ['Italy/@eaDir', ['.'], undefined],
  ['Italy/@eaDir/a.jpg', ['.'], undefined],
  ['Italy/a.xmp', ['.'], undefined],
  ['Italy/.albumsyncignore', ['.'], 'Italy'],
  ['.albumsyncignore', ['.'], '.'],
  ['photos/2019/a.jpg', ['photos/2019', 'scans'], 'photos/2019/a.jpg'],
  ['scans', ['photos/2019', 'scans'], 'scans'],
  ['photos', ['photos/2019', 'scans'], 'photos'],
  ['photos/2020/a.jpg', ['photos/2019', 'scans'], undefined],
  ['scans2/a.jpg', ['photos/2019', 'scans'], undefined],
];

describe('where to look when something is heard of', () => {
  for (const [path, roots, place] of CASES)
    it(`${path} with photos in ${roots.join(' and ')}: ${place ?? 'nowhere'}`, () =>
      assert.equal(changedPlace(path, { roots, gallery: 'album-gallery' }), place));
});
