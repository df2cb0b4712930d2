import { runByItself, type BackgroundEnd, type WatchMode } from '../../run/watch/runByItself.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { reviewOf } from '../runs/review.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';

/** What a background run is about. */
export interface BackgroundWish {
  readonly mode: Extract<WatchMode, 'preview' | 'sync'>;
  readonly folder: FolderRef;
  readonly albums: readonly string[];
}

/** Works by itself on the albums in which something changed. It gives way to every run that a person asked for. */
export async function runInBackground(
  { mode, folder, albums }: BackgroundWish,
  runs: WindowRuns,
): Promise<BackgroundEnd> {
  const meant = new Map([[folder.key, albums]]);
  const common = { folders: [folder], albums: meant, confirmed: [], manner: 'quiet' } as const;
  return runByItself(mode, {
    preview: () => runs.start({ ...common, kind: 'preview' }),
    planned: () => {
      const planned = reviewOf(runs.folder(folder), []);
      return planned && { ...planned, items: planned.items.filter(({ album }) => albums.includes(album)) };
    },
    sync: (review) => runs.start({ ...common, kind: 'sync', reviews: new Map([[folder.key, review]]) }),
    now: Date.now,
  });
}
