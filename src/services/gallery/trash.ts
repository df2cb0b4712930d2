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
import type { Store } from './store.ts';

/**
 * The trash of a gallery keeps a file at `.trash/<when>/<its path in the gallery>`: who wants it back moves it there, and the next run
 * lists it again.
 */
export type GalleryWithTrash = Pick<Store, 'layout' | 'ensureFolder' | 'now'>;

/**
 * Moves a file to the trash and says where it is, as a path relative to the gallery.
 * @param file absolute path
 */
export async function moveToTrash(gallery: GalleryWithTrash, file: string): Promise<Result<string>> {
  const place = await placeInTrash(gallery, file);
  if (!place.ok) return place;
  const { root } = gallery.layout;
  try {
    await renamePatiently(file, place.value);
    return ok(shownPath(root, place.value));
  } catch (error) {
    return notTrashed(shownPath(root, file), error);
  }
}

/**
 * Puts the content of a file into the trash and leaves the file where it is, for a new one that is about to take its
 * place: so the place is never empty.
 * @param file absolute path
 */
export async function keepInTrash(gallery: GalleryWithTrash, file: string): Promise<Result<KeptInTrash>> {
  const place = await placeInTrash(gallery, file);
  if (!place.ok) return place;
  const undo = () => unlink(place.value).catch(() => undefined);
  const kept = { undo, trashed: shownPath(gallery.layout.root, place.value) };
  try {
    linkSync(file, place.value);
    return ok(kept);
  } catch {
    // Some disks (exFAT, many network disks) know no second name for a file; there it is copied.
    const copied = await copyAside(file, place.value, kept.trashed);
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

async function copyAside(file: string, target: string, shown: string): Promise<Result<void>> {
  const words = (error: unknown) => writeProblem(error, shown);
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
async function placeInTrash({ layout, ensureFolder, now }: GalleryWithTrash, file: string): Promise<Result<string>> {
  const { root } = layout;
  const when = now().toISOString().slice(0, 19).replaceAll(':', '-');
  const from = path.relative(root, file);
  for (let number = 1; ; number++) {
    const target = path.join(root, TRASH, number === 1 ? when : `${when} (${number})`, from);
    if (whatIsAt(target)) continue;
    const folder = await ensureFolder(path.dirname(target));
    return folder.ok ? ok(target) : folder;
  }
}

function notTrashed(shown: string, error: unknown) {
  return fail(problem('E_TRASH_FAILED', phrase`${shown}: ${messageOf(error)}`, { path: shown }));
}
