import { utimes } from 'node:fs/promises';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteItem } from '../../engine/model.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { discardStaged, fileTime, hashFile, type StagedFile } from '../../local/safeWrite.ts';
import type { AlbumState } from './albumState.ts';
import { isShrunk, looksUntouched, storedHash, toRemoteItem, type Entry } from './entry.ts';
import { messageOf, writeProblem } from './fileProblem.ts';
import { ALBUMS } from './layout.ts';
import { look } from './look.ts';
import { formatEntry } from './manifest.ts';
import type { Store } from './store.ts';

/** Takes a file that stands in the place of an item for that item, if it holds the same bytes. */
export async function adopt(
  store: Store,
  state: AlbumState,
  { before, entry, staged }: { readonly before: Entry | undefined; readonly entry: Entry; readonly staged: StagedFile },
  signal: AbortSignal,
): Promise<Result<RemoteItem>> {
  const target = store.layout.item(state.slug, entry.path);
  const shown = `${ALBUMS}/${state.slug}/${entry.path}`;
  await discardStaged(staged);
  try {
    const file = look(target);
    const isKnown = before && file && looksUntouched(before, file);
    const hash = (isKnown && storedHash(before)) ?? (file && (await hashFile(target, signal)));
    if (hash === staged.hash) return await keep(store, state, before, entry);
    const code = before && !before.isFound ? 'E_TARGET_CHANGED' : 'E_GALLERY_FOREIGN';
    return fail(problem(code, phrase`${shown} has other content`, { path: shown }));
  } catch (error) {
    return signal.aborted
      ? fail(problem('E_CANCELLED'))
      : fail(problem('E_GALLERY_FOREIGN', phrase`${shown}: ${messageOf(error)}`, { path: shown }));
  }
}

/** Leaves the bytes of an item and brings what is known of it, and the date of its file, up to date. */
export async function keep(
  store: Store,
  state: AlbumState,
  before: Entry | undefined,
  entry: Entry,
): Promise<Result<RemoteItem>> {
  const target = store.layout.item(state.slug, entry.path);
  const shown = `${ALBUMS}/${state.slug}/${entry.path}`;
  try {
    const { modifiedMs } = entry.facts;
    const file = look(target);
    if (modifiedMs !== undefined && !isShrunk(entry) && Math.abs(modifiedMs - (file?.modifiedMs ?? 0)) >= 1) {
      await utimes(target, new Date(), fileTime(modifiedMs));
    }
    const kept: Entry = {
      ...entry,
      file: { ...entry.file, ...look(target) },
      ...(before && { width: before.width, height: before.height, tagged: before.tagged }),
    };
    if (!before || before.isFound || formatEntry(before) !== formatEntry(kept)) {
      await store.note(state.slug, formatEntry(kept));
      state.items.put(kept);
      state.isWritten = false;
    }
    return ok(toRemoteItem(state.slug, kept, store.layout));
  } catch (error) {
    return fail(writeProblem(error, shown));
  }
}
