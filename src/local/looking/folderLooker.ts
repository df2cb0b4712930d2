import type { SeenFolder } from '../folderLook.ts';
import { createThreadPool } from '../threads/threadPool.ts';
import type { AlbumsTask, SeenAlbums } from './albumsTask.ts';
import type { FolderTask } from './sharedFolders.ts';

/** A thread that looks at folders beside the thread of the run. */
export interface FolderLooker {
  /** Looks at its share of photo folders; undefined where no thread has told. */
  run(task: FolderTask, signal?: AbortSignal): Promise<Looked | undefined>;
  /** The same of albums of a gallery. */
  see(task: AlbumsTask, signal?: AbortSignal): Promise<SeenAlbums | undefined>;
  /** Starts the thread, so that the first look need not wait for that. */
  prepare(): void;
  /** Ends it; what it still looks at is not answered any more. */
  dispose(): void;
}

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

/** A folder takes as long by itself as so many photos in it. */
export const PHOTOS_A_FOLDER = 5;

/** @param workerPath absolute path of `dist/folderWorker.js`, or `src/folderWorker.ts` in tests */
export function createFolderLooker(workerPath: string): FolderLooker {
  const pool = createThreadPool<FolderTask | AlbumsTask, Looked | SeenAlbums>({ workerPath, threads: 1 });
  return {
    // A thread answers each job as it was asked.
    run: async (task, signal) => (await pool.run(task, signal)) as Looked | undefined,
    see: async (task, signal) => (await pool.run(task, signal)) as SeenAlbums | undefined,
    prepare: () => pool.prepare(),
    dispose: () => pool.dispose(),
  };
}
