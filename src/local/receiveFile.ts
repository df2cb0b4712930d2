import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { link, unlink } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import type { Problem, RemoteItem } from '../engine/model.ts';
import { sameHash } from '../engine/compare.ts';
import type { ContentSink } from '../engine/ports/albumService.ts';
import type { Trashed } from '../engine/ports/localFiles.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { commitStaged, discardStaged, flushFolder, renamePatiently, stageFile } from './safeWrite.ts';
import type { StagedFile } from './safeWrite.ts';

export interface ReceiveRequest {
  /** Absolute path of the root, which the target must not leave. */
  readonly root: string;
  /** Absolute path of the file to be. */
  readonly target: string;
  /** The target relative to the workspace folder, for messages. */
  readonly path: string;
  readonly item: RemoteItem;
  /** See `StageRequest.owner`. */
  readonly owner: string;
  readonly fetch: (sink: ContentSink) => Promise<Result<void>>;
  /**
   * For a file that is replaced: checks that it is still the expected one and puts a copy of it into the trash. Called
   * once the new content is whole. Without it nothing may stand at the target.
   */
  readonly keepOld?: (() => Promise<Result<Trashed>>) | undefined;
  readonly signal: AbortSignal;
}

/**
 * Receives a download: whole, checked, flushed and dated under a temporary name before it gets its own. Returns the hash
 * of what arrived, and where the old content went.
 */
export async function receiveFile(request: ReceiveRequest): Promise<Result<{ readonly hash: string } & Trashed>> {
  const folder = prepareFolder(request);
  if (!folder.ok) return folder;
  const staged = await stageDownload(request, folder.value);
  if (!staged.ok) return staged;
  const kept: Result<Trashed> = request.keepOld ? await request.keepOld() : ok({});
  if (!kept.ok) {
    await discardStaged(staged.value);
    return kept;
  }
  try {
    if (request.keepOld) await commitStaged(staged.value, request.target);
    else await commitToFreePlace(staged.value, request.target);
    return ok({ hash: staged.value.hash, ...kept.value });
  } catch (error) {
    await discardStaged(staged.value);
    return fail(inWords(error, request.path));
  }
}

/** Makes the folder and makes sure that no link on the way leads out of the root. */
function prepareFolder({ root, target, path: shown }: ReceiveRequest): Result<string> {
  const folder = path.dirname(target);
  try {
    const inside = (candidate: string) => {
      const relative = path.relative(realpathSync(root), candidate);
      return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
    };
    if (!inside(realpathSync(nearestExisting(folder))))
      return fail(problem('E_NAME', phrase`${shown}: leads out of the photo folder`, { path: shown }));
    mkdirSync(folder, { recursive: true });
    const real = realpathSync(folder);
    return inside(real)
      ? ok(real)
      : fail(problem('E_NAME', phrase`${shown}: leads out of the photo folder`, { path: shown }));
  } catch (error) {
    return fail(inWords(error, shown));
  }
}

function nearestExisting(folder: string): string {
  try {
    lstatSync(folder);
    return folder;
  } catch {
    return nearestExisting(path.dirname(folder));
  }
}

async function stageDownload(request: ReceiveRequest, folder: string): Promise<Result<StagedFile>> {
  const { item, signal, path: shown } = request;
  let staged: StagedFile | undefined;
  const fetched = await request.fetch(async (chunks) => {
    const written = await stageFile({
      folder,
      owner: request.owner,
      chunks,
      modifiedMs: item.modifiedMs,
      signal,
      whenUnreadable: (error) => problem('E_VERIFY', phrase`${shown}: ${String(error)}`, { path: shown }),
      whenUnwritable: (error) => inWords(error, shown),
    });
    if (!written.ok) return written;
    staged = written.value;
    return ok();
  });
  if (!fetched.ok || !staged) {
    if (staged) await discardStaged(staged);
    return fetched.ok ? fail(problem('E_VERIFY', phrase`${shown}: nothing arrived`, { path: shown })) : fetched;
  }
  const wrong = mismatch(staged, item);
  if (wrong === undefined) return ok(staged);
  await discardStaged(staged);
  return fail(problem('E_VERIFY', phrase`${shown}: ${wrong}`, { path: shown }));
}

/** How what arrived differs from what the service said of it, or undefined. */
function mismatch(staged: StagedFile, remote: RemoteItem): Phrase | undefined {
  const item = remote.stored ?? remote;
  // Where the service knows neither size nor hash, a connection that brings nothing looks like one that is done.
  if (staged.size === 0) return phrase`nothing arrived`;
  if (sameHash(staged.hash, item.hash) === 'different') return phrase`other content arrived than the service knows`;
  const hashAgrees = sameHash(staged.hash, item.hash) === 'equal';
  if (!hashAgrees && item.size !== undefined && staged.size !== item.size)
    return phrase`${staged.size} of ${item.size} bytes arrived`;
  return undefined;
}

/** Gives the file its name only where nothing stands: a hard link fails there, a rename would not. */
async function commitToFreePlace(staged: StagedFile, target: string): Promise<void> {
  try {
    await link(staged.path, target);
    await unlink(staged.path);
  } catch (error) {
    if (!/^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
    // Disks without hard links (exFAT, some network disks): look, then rename.
    if (stands(target)) throw Object.assign(new Error('something stands there'), { code: 'EEXIST' });
    await renamePatiently(staged.path, target);
  }
  await flushFolder(path.dirname(target));
}

function stands(target: string): boolean {
  try {
    lstatSync(target);
    return true;
  } catch {
    return false;
  }
}

function inWords(error: unknown, shown: string): Problem {
  const { code } = error as NodeJS.ErrnoException;
  const about = phrase`${shown}: ${code ?? String(error)}`;
  if (code === 'ENOSPC' || code === 'EDQUOT') return problem('E_DISK_FULL', about, { path: shown });
  if (code === 'EEXIST') return problem('E_TARGET_CHANGED', phrase`${shown}: something stands there`, { path: shown });
  if (code === 'ENAMETOOLONG' || code === 'EINVAL' || code === 'ENOTDIR')
    return problem('E_NAME', about, { path: shown });
  return problem('E_FOLDER_NOT_WRITABLE', about, { path: shown });
}
