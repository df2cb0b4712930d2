import { close, constants, openSync, renameSync } from 'node:fs';
import { thrownBy } from './thrownBy.ts';
import { renamePatiently } from './safeWrite.ts';

/** A file that is whole on the disk and is to have another name. */
export interface Renaming {
  /** Absolute paths; on the same disk. */
  readonly from: string;
  readonly target: string;
  /** Whether a file is known to stand there, of which the disk is to take back the room beside this thread. */
  readonly isThere?: boolean | undefined;
}

/** Gives a file its name, over whatever stands there; what went wrong, if anything. It is durable once the folder is flushed. */
export async function giveName({ from, target, isThere }: Renaming): Promise<Error | undefined> {
  const letGo = isThere ? holdOpen(target) : undefined;
  // Another program may hold the file for a moment (Windows), and then it is tried again.
  const error =
    thrownBy(() => renameSync(from, target)) && (await renamePatiently(from, target).then(nothing, asError));
  letGo?.();
  return error;
}

/**
 * Keeps a file that is about to lose its name until it is let go of. The disk takes back its room then, in another thread: some need
 * ten times as long for that as for the new name (ext4 with `discard`). On Windows an open file keeps its name.
 */
function holdOpen(file: string): (() => void) | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    // Nothing is waited for that somebody put there meanwhile, and no link is followed.
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return () => close(descriptor, nothing);
  } catch {
    // Nothing is there, or it may not be read.
    return undefined;
  }
}

function nothing(): undefined {
  return undefined;
}

function asError(error: unknown): Error {
  return error as Error;
}
