import { lstatSync } from 'node:fs';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { Problem, RemoteItem } from '../engine/model.ts';
import type { FileState, Trashed } from '../engine/ports/localFiles.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { modifiedMs, readFingerprint } from './fingerprint.ts';
import { receiveFile } from './receiveFile.ts';
import { hashFile, readChunks } from './safeWrite.ts';
import type { Trash } from './trash.ts';

export interface RestoreRequest {
  /** Absolute path of the root, which the target must not leave. */
  readonly root: string;
  /** Absolute path of the file to be. */
  readonly target: string;
  readonly was: FileState;
  /** Absolute path of the content in the trash. */
  readonly trashed: string;
  /** The file that stands there and goes to the trash in turn; without it nothing may stand there. */
  readonly replaces?: FileState | undefined;
  readonly trash: Trash;
  /** See `StageRequest.owner`. */
  readonly owner: string;
  readonly signal: AbortSignal;
}

/** Brings a file back from the trash: copied, checked, flushed and dated before it gets its name and leaves the trash. */
export async function restoreFile(request: RestoreRequest): Promise<Result<Trashed>> {
  const { was, target, trashed, trash, replaces, signal } = request;
  // An undo that was killed right after this step begins with it again.
  if ((await compareState(target, was, signal)) === 'same') return ok({});
  if (!isFile(trashed)) return fail(emptied(was));
  const received = await receiveFile({
    root: request.root,
    target,
    path: was.path,
    item: asItem(was),
    owner: request.owner,
    fetch: (sink) => sink(readChunks(trashed)),
    keepOld: replaces && (() => putAway(replaces, target, trash, signal)),
    signal,
  });
  if (!received.ok) return received.problem.code === 'E_VERIFY' ? fail(emptied(was)) : received;
  // The content is in its place; what is left of it in the trash is only a second copy.
  await trash.empty(trashed).catch(() => undefined);
  return ok({ trashed: received.value.trashed });
}

/** Whether a file is still as it was known, content included where that is known. Throws nothing. */
export async function compareState(
  absolute: string,
  known: FileState,
  signal: AbortSignal,
): Promise<'same' | 'changed' | 'gone'> {
  try {
    const now = readFingerprint(absolute);
    if (!lstatSync(absolute).isFile()) return 'changed';
    if (now.size !== known.size || Math.abs(modifiedMs(now) - known.modifiedMs) >= 1) return 'changed';
    return known.hash === undefined || (await hashFile(absolute, signal)) === known.hash ? 'same' : 'changed';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'changed';
  }
}

async function putAway(file: FileState, absolute: string, trash: Trash, signal: AbortSignal): Promise<Result<Trashed>> {
  if ((await compareState(absolute, file, signal)) !== 'same')
    return fail(problem('E_TARGET_CHANGED', phrase`${file.path}`, { path: file.path }));
  try {
    return ok({ trashed: await trash.keepCopy(absolute) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail(problem('E_TRASH_FAILED', phrase`${file.path}: ${code ?? String(error)}`, { path: file.path }));
  }
}

function isFile(place: string): boolean {
  try {
    return lstatSync(place).isFile();
  } catch {
    return false;
  }
}

function emptied({ path }: FileState): Problem {
  return problem('E_TRASH_EMPTIED', phrase`${path}`, { path });
}

/** What came from the trash is checked like what comes from the web. */
function asItem({ path, size, modifiedMs, hash }: FileState): RemoteItem {
  return { id: '', albumId: '', name: path, size, modifiedMs, hash };
}
