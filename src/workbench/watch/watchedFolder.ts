import type { WatchedFolder } from '../../run/watch/folderWatch.ts';
import type { FolderRef } from '../runs/folderState.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';

/** A workspace folder of this window, as its watch sees it. */
export function watchedFolder(folder: FolderRef, runs: WindowRuns): WatchedFolder {
  return {
    items: () => runs.folder(folder).items(),
    changes: () => runs.folder(folder).changes,
    missingRoots: () => runs.folder(folder).missingRoots,
    note: (paths, found) => runs.note(folder, paths, found),
    waiting: () => runs.folder(folder).waiting,
    noteWaiting: (waiting) => runs.noteWaiting(folder, waiting),
    isRunning: () => runs.run.status === 'running',
    onRun: (call) => runs.listen({ onRun: call }),
  };
}
