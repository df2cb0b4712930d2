import { statfsSync, statSync } from 'node:fs';
import { startSyncProgram, type SyncProgram } from './syncProgram.ts';

/** Flushes everything that was written to a file system before. */
export interface FileSystemFlush {
  /** Names the file system of a folder; undefined where only a file that was flushed by itself is known to be on the disk. */
  fileSystemOf(folder: string): string | undefined;
  /** Says that files are being written that will be flushed together: what does it is started meanwhile. */
  prepare(): void;
  /** Whether all that was written to the file system of this path is on the disk now; otherwise nobody knows. */
  flush(path: string): Promise<boolean>;
  /** Waits no longer for the disk. */
  dispose(): void;
}

/** The first one in which `syncfs` tells of what could not be written. */
const FIRST_KERNEL = [5, 8] as const;

/** File systems of a disk of this computer, by their numbers in `statfs`: ext2 to ext4, XFS, Btrfs, F2FS. */
const SAFE: ReadonlySet<number> = new Set([0xef53, 0x5846_5342, 0x9123_683e, 0xf2f5_2010]);

/** What takes longer writes much of other programs too, and each file by itself does not wait for those. */
const SLOW_MS = 5_000;
const PATIENCE_MS = 20_000;

/**
 * `syncfs` of Linux, which Node does not have, by the program of GNU that calls it and tells of its errors. After it has
 * failed or taken long once, it is not tried again. Undefined where the system is another one, or too old.
 */
export function fileSystemFlush(platform: NodeJS.Platform, release: string): FileSystemFlush | undefined {
  if (platform !== 'linux' || !isNewEnough(release)) return undefined;
  let program: SyncProgram | undefined;
  let isUsable = true;

  async function flush(path: string): Promise<boolean> {
    if (!isUsable) return false;
    const begun = performance.now();
    const isDone = await succeeds(path);
    if (!isDone || performance.now() - begun > SLOW_MS) isUsable = false;
    return isDone;
  }

  function startedProgram(): SyncProgram | undefined {
    try {
      return (program ??= startSyncProgram());
    } catch {
      return undefined;
    }
  }

  async function succeeds(path: string): Promise<boolean> {
    const started = startedProgram();
    if (!started) return false;
    // This process waits for the program, and not for the end of its patience.
    const deadline = setTimeout(() => started.leave(), PATIENCE_MS).unref();
    const isDone = await started.sync(path);
    clearTimeout(deadline);
    return isDone;
  }

  return {
    fileSystemOf(folder) {
      try {
        return SAFE.has(statfsSync(folder).type) ? String(statSync(folder).dev) : undefined;
      } catch {
        return undefined;
      }
    },
    prepare() {
      if (isUsable) startedProgram();
    },
    flush,
    dispose: () => program?.leave(),
  };
}

function isNewEnough(release: string): boolean {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/u.exec(release) ?? [];
  return Number(major) > FIRST_KERNEL[0] || (Number(major) === FIRST_KERNEL[0] && Number(minor) >= FIRST_KERNEL[1]);
}
