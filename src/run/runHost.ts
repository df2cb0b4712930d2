import { availableParallelism, homedir, release } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { googleAccounts } from '../accounts/googleAccess.ts';
import { keptUploads } from '../accounts/keptUploads.ts';
import type { SecretStore } from '../accounts/secretStore.ts';
import { createFileCopier } from '../local/copying/fileCopier.ts';
import { fileSystemFlush } from '../local/flushing/fileSystemFlush.ts';
import { createFileHasher } from '../local/hashing/fileHasher.ts';
import { createHeadReader } from '../local/heads/headReader.ts';
import { createImageTools } from '../local/images/imageTools.ts';
import { findProgram } from '../local/looking/findProgram.ts';
import { createFolderLooker } from '../local/looking/folderLooker.ts';
import type { ThreadPoolOptions } from '../local/threads/threadPool.ts';
import type { RunHost } from './openPorts.ts';

/** A photo that takes longer than this to decode, or to be read, is given up. */
const IMAGE_TIMEOUT_MS = 30_000;

/** What reads files is soon faster than any disk, and the thread of the run needs a core too. */
const MOST_READING_THREADS = 4;

/** While one of them waits for the disk to flush a photo, others copy the next ones; more only wait for each other. */
const MOST_COPYING_THREADS = 4;

/** One of them waits for the disk where names are given. */
const FEWEST_COPYING_THREADS = 2;

/**
 * This computer, for a run.
 * @param dist absolute path of the folder of the built programs
 * @param secrets where sign-ins are kept, and the addresses of uploads
 * @param isFewHere see `ThreadPoolOptions`
 */
export function runHost(
  dist: string,
  secrets: SecretStore,
  { isFewHere }: Pick<ThreadPoolOptions, 'isFewHere'> = {},
): RunHost {
  return {
    now: Date.now,
    openImages: () =>
      createImageTools({
        workerPath: path.join(dist, 'imageWorker.js'),
        processes: availableParallelism(),
        timeoutMs: IMAGE_TIMEOUT_MS,
      }),
    openHeads: (looker) =>
      createHeadReader({
        isFewHere,
        beside: looker,
        workerPath: path.join(dist, 'headWorker.js'),
        threads: Math.min(availableParallelism(), MOST_READING_THREADS),
        timeoutMs: IMAGE_TIMEOUT_MS,
      }),
    openLooker: () => createFolderLooker(path.join(dist, 'folderWorker.js')),
    teller: findProgram(process.platform, Math.min(availableParallelism(), MOST_READING_THREADS)),
    openHasher: () =>
      createFileHasher({
        isFewHere,
        workerPath: path.join(dist, 'hashWorker.js'),
        threads: Math.min(availableParallelism(), MOST_READING_THREADS),
      }),
    openCopier: (atOnce) =>
      createFileCopier({
        isFewHere,
        workerPath: path.join(dist, 'copyWorker.js'),
        threads: Math.min(atOnce, MOST_COPYING_THREADS),
        cores: Math.max(availableParallelism(), FEWEST_COPYING_THREADS),
        fileSystems: fileSystemFlush(process.platform, release()),
      }),
    galleryAssets: path.join(dist, 'gallery'),
    lookWorker: path.join(dist, 'lookWorker.js'),
    env: process.env,
    platform: process.platform,
    home: homedir(),
    googleAccess: googleAccounts({ secrets, env: process.env, now: Date.now }),
    googleUploads: keptUploads({ secrets, now: Date.now }),
  };
}
