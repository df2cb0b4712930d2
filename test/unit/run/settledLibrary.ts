import type { TestContext } from 'node:test';
import type { SyncReport } from '../../../src/engine/report.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';
import { Library } from '../../harness/library.ts';

export const SETTINGS: RawSettings = { mode: 'twoWay', allowDelete: 'both', albums: { 'Trip/Day': 'Trip' } };

/** Three albums; one of them of two folders, and with a file that is no photo and one that is passed over by its name. */
export async function settled(t: TestContext): Promise<Library> {
  const library = new Library(t, {
    'Trip/a.jpg': 'a',
    'Trip/a.xmp': { bytes: '<x/>' },
    'Trip/Day/b.jpg': 'b',
    'Rome/c.jpg': 'c',
    'Rome/notes.txt': { bytes: 'notes' },
    'Oslo/d.jpg': 'd',
  });
  // What was changed a moment ago may still be changing, and these files were.
  library.now = Date.now() + 10_000;
  await library.run({ settings: SETTINGS });
  await library.run({ settings: SETTINGS });
  return library;
}

/** In the workspace folder. */
export const IN_GALLERY = 'album-gallery/albums';

/** All that a report says beside its times and the items that are in step. */
export function told({ totals, albums, items, problems }: SyncReport) {
  return { totals, albums, items: items.filter(({ action }) => action !== 'SILENT'), problems };
}
