import type { FolderRecord } from '../../engine/ports/localFiles.ts';
import type { SeenFolder } from '../folderLook.ts';
import { headsIn } from '../heads/headColumns.ts';
import type { HeadAnswer, HeadsAnswer, HeadsJob } from '../heads/protocol.ts';
import { BYTES_TOGETHER, createThreadPool } from '../threads/threadPool.ts';
import type { FolderTask } from './sharedFolders.ts';

/** A thread that looks at folders beside the thread of the run. */
export interface FolderLooker {
  /** Looks at its share of photo folders; undefined where no thread has told. */
  run(task: FolderTask, signal?: AbortSignal): Promise<Looked | undefined>;
  /** The first bytes of files, one answer for each in their order; undefined where no thread has told. */
  heads(job: HeadsJob, signal?: AbortSignal): Promise<readonly HeadAnswer[] | undefined>;
  /** Whether the thread is there. */
  readonly isRunning: boolean;
  /** Starts it, so that the first look need not wait for that. */
  prepare(): void;
  /** Ends it because it does not answer, and starts no other. */
  giveUp(): void;
  /** Ends it; what it still looks at is not answered any more. */
  dispose(): void;
}

/** What the thread is asked, and what it answers. */
export type LookerJob = FolderTask | HeadsJob;
export type LookerAnswer = Looked | HeadsAnswer;

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

/** No name has it. */
export const BETWEEN_NAMES = '/';

/** So many photos that looking at them takes twice as long as starting a thread. */
export const WORTH_A_THREAD = 20_000;

/** A folder takes as long by itself as so many photos in it. */
export const PHOTOS_A_FOLDER = 5;

/** As many as photos that take as long as all that lies in the folders. */
export function thingsIn(folders: readonly Pick<FolderRecord, 'files'>[]): number {
  return folders.reduce((sum, { files }) => sum + files + PHOTOS_A_FOLDER, 0);
}

/** JavaScript memory of the thread, in MiB: a photo that makes it grow further ends it, and nothing else. */
const HEAP_MIB = 256;

/** @param workerPath absolute path of `dist/folderWorker.js`, or `src/folderWorker.ts` in tests */
export function createFolderLooker(workerPath: string): FolderLooker {
  // Each job has a message of its own, so that none waits for the answer to another one.
  const pool = createThreadPool<LookerJob, LookerAnswer>(
    { workerPath, threads: 1, heapMib: HEAP_MIB },
    () => BYTES_TOGETHER,
  );
  return {
    // A thread answers each job as it was asked.
    run: async (task, signal) => (await pool.run(task, signal)) as Looked | undefined,
    async heads(job, signal) {
      const answer = (await pool.run(job, signal)) as HeadsAnswer | undefined;
      return answer && headsIn(answer);
    },
    get isRunning() {
      return pool.isRunning;
    },
    prepare: () => pool.prepare(),
    giveUp: () => pool.giveUp(),
    dispose: () => pool.dispose(),
  };
}
