import { linkSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { commitStaged, readChunks, renamePatiently, stageFile } from '../../local/safeWrite.ts';
import { whatIsAt } from '../../local/whatIsAt.ts';
import { messageOf, writeProblem } from './fileProblem.ts';
import { shownPath, TRASH } from './layout.ts';
import { look } from './look.ts';

/**
 * The trash keeps a file at `.trash/<when>/<its path in the gallery>`: who wants it back moves it there, and the next run
 * lists it again.
 */
export interface TrashRequest {
  readonly root: string;
  /** See `createContainment`. */
  readonly ensureFolder: (folder: string) => Promise<Result<void>>;
  /** Absolute path of the file. */
  readonly file: string;
  readonly now: Date;
}

/** Moves a file to the trash and says where it is, as a path relative to the gallery. */
export async function moveToTrash(request: TrashRequest): Promise<Result<string>> {
  const place = await placeInTrash(request);
  if (!place.ok) return place;
  try {
    await renamePatiently(request.file, place.value);
    return ok(shownPath(request.root, place.value));
  } catch (error) {
    return notTrashed(request, error);
  }
}

/**
 * Puts the content of a file into the trash and leaves the file where it is, for a new one that is about to take its
 * place: so the place is never empty.
 */
export async function keepInTrash(request: TrashRequest): Promise<Result<KeptInTrash>> {
  const place = await placeInTrash(request);
  if (!place.ok) return place;
  const undo = () => unlink(place.value).catch(() => undefined);
  const kept = { undo, trashed: shownPath(request.root, place.value) };
  try {
    linkSync(request.file, place.value);
    return ok(kept);
  } catch {
    // Some disks (exFAT, many network disks) know no second name for a file; there it is copied.
    const copied = await copyAside(request, place.value);
    return copied.ok ? ok(kept) : copied;
  }
}

/** Content in the trash whose file is still in its place. */
export interface KeptInTrash {
  /** Path relative to the gallery, with `/`. */
  readonly trashed: string;
  /** Takes it out of the trash again. */
  readonly undo: () => Promise<void>;
}

async function copyAside({ file, root }: TrashRequest, target: string): Promise<Result<void>> {
  const words = (error: unknown) => writeProblem(error, shownPath(root, target));
  const staged = await stageFile({
    folder: path.dirname(target),
    chunks: readChunks(file),
    modifiedMs: look(file)?.modifiedMs,
    signal: new AbortController().signal,
    whenUnreadable: words,
    whenUnwritable: words,
  });
  if (!staged.ok) return staged;
  try {
    await commitStaged(staged.value, target);
    return ok();
  } catch (error) {
    return fail(words(error));
  }
}

/** A free path in the trash whose folder is there. */
async function placeInTrash({ root, ensureFolder, file, now }: TrashRequest): Promise<Result<string>> {
  const when = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const from = path.relative(root, file);
  for (let number = 1; ; number++) {
    const target = path.join(root, TRASH, number === 1 ? when : `${when} (${number})`, from);
    if (whatIsAt(target)) continue;
    const folder = await ensureFolder(path.dirname(target));
    return folder.ok ? ok(target) : folder;
  }
}

function notTrashed({ root, file }: TrashRequest, error: unknown) {
  const shown = shownPath(root, file);
  return fail(problem('E_TRASH_FAILED', phrase`${shown}: ${messageOf(error)}`, { path: shown }));
}
