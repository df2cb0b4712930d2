import type { TestContext } from 'node:test';
import { Library } from '../../harness/library.ts';

/** Everything that a run can do at once: see `beginScenario`. */
export const SCENARIO_SETTINGS = {
  mode: 'twoWay',
  allowDelete: 'both',
  maxAlbumItems: 4,
  purgeEmptyAlbums: true,
  concurrency: 1,
};

/**
 * A library that was in step, and in which since then both sides were changed in every way: uploads, a replacement in
 * either direction, a download, deletions in both directions, a renamed photo, a renamed album, a new album on either
 * side, an album in parts, one that is left empty, and a photo that was changed on both sides.
 */
export async function beginScenario(t: TestContext): Promise<Library> {
  const library = new Library(t, {
    'Trip/both.jpg': 'both',
    'Trip/changed.jpg': 'changed',
    'Trip/edited there.jpg': 'edited there',
    'Trip/gone here.jpg': 'gone here',
    'Trip/gone there.jpg': 'gone there',
    'Trip/renamed.jpg': 'renamed',
    'Old name/o.jpg': 'old name',
    'Emptied/e.jpg': 'emptied',
  });
  await library.run({ settings: SCENARIO_SETTINGS });
  library.remove('Emptied');
  await library.run({ settings: { ...SCENARIO_SETTINGS, purgeEmptyAlbums: false } });
  const [trip, trip2] = ['album-gallery/albums/trip', 'album-gallery/albums/trip-2'];
  const later = { at: '2024-02-02T00:00:00Z' };
  library.write({
    'Trip/both.jpg': { text: 'both, here', ...later },
    'Trip/changed.jpg': { text: 'changed, second', ...later },
    'Trip/new 1.jpg': 'new 1',
    'Trip/new 2.jpg': 'new 2',
    'Trip/new 3.jpg': 'new 3',
    'Trip/renamed before.jpg': 'renamed',
    'New name/o.jpg': 'old name',
    'New album/n.jpg': 'new album',
    [`${trip}/both.jpg`]: { text: 'both, on the web', ...later },
    [`${trip}/edited there.jpg`]: { text: 'edited there, second', ...later },
    [`${trip2}/web.jpg`]: 'web',
    'album-gallery/albums/web-album/w.jpg': 'web album',
    'album-gallery/albums/web-album/album.json': { bytes: '{"version":1,"title":"Web/album","items":[]}' },
  });
  for (const gone of ['Trip/gone here.jpg', 'Trip/renamed.jpg', 'Old name', `${trip2}/gone there.jpg`])
    library.remove(gone);
  return library;
}
