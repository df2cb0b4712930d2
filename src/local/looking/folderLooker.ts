import type { SeenFolder } from '../folderLook.ts';
import { createThreadPool, type ThreadPool } from '../threads/threadPool.ts';
import type { FolderTask } from './sharedFolders.ts';

/** A thread that looks at photo folders beside the thread of the run. */
export type FolderLooker = ThreadPool<FolderTask, Looked>;

/** That all folders are taken, and those of the thread looked at. */
export interface Looked {
  /** Those of them that do not look as their records say, by their places. */
  readonly others: readonly (readonly [index: number, look: OtherLook])[];
}

/** What lies in a folder that looks otherwise. */
export interface OtherLook extends SeenFolder {
  /** The names of the files that were looked at, with `/` between them. */
  readonly files: string;
}

/** So many photos that looking at them takes twice as long as starting a thread. */
export const WORTH_A_THREAD = 20_000;

/** @param workerPath absolute path of `dist/folderWorker.js`, or `src/folderWorker.ts` in tests */
export function createFolderLooker(workerPath: string): FolderLooker {
  return createThreadPool<FolderTask, Looked>({ workerPath, threads: 1 });
}
