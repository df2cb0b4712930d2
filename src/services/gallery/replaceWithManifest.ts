import path from 'node:path';
import type { Replaced } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { fingerprintIfPossible } from '../../local/fingerprint.ts';
import { whatIsAt } from '../../local/whatIsAt.ts';
import type { AlbumState } from './albumState.ts';
import { isShrunk, looksUntouched, storedHash, toRemoteItem } from './entry.ts';
import { writeProblem } from './fileProblem.ts';
import { ALBUMS } from './layout.ts';
import { stampText } from './look.ts';
import { manifestText } from './manifestText.ts';
import { placeOf, type Place } from './placeOf.ts';
import type { Replacement } from './replacements.ts';
import type { Store } from './store.ts';
import { keepInTrash, type KeptInTrash } from './trash.ts';
import { hashOfBytes } from './unprovenLooks.ts';

/**
 * Puts photos in the places of others together with the manifest that speaks of them, which is the journal until then: an album of
 * which some photos are replaced, and nothing else is done, is written once. Undefined where these are not such, before anything
 * was done: an album that has a journal or was changed, or a photo that a crash between the two could lose sight of. Ask inside
 * the mutex.
 */
export async function putWithManifest(
  store: Store,
  state: AlbumState,
  replacements: readonly Replacement[],
): Promise<readonly Result<Replaced>[] | undefined> {
  const { slug, items } = state;
  const placed = placesOf(store, state, replacements);
  if (!placed) return undefined;
  const kept = (await areInside(store, placed)) ? await keepAll(store, placed) : undefined;
  if (!kept) return undefined;
  for (const { entry } of placed) items.put(entry);
  const errors = await nameWithManifest(store, state, placed);
  return Promise.all(
    placed.map(async ({ entry, before }, index): Promise<Result<Replaced>> => {
      const [error, old] = [errors[index], kept[index]];
      if (!error) return ok({ ...toRemoteItem(slug, entry, store.layout), trashed: old?.trashed });
      items.put(before);
      await old?.undo();
      return fail(writeProblem(error, `${ALBUMS}/${slug}/${entry.path}`));
    }),
  );
}

/** Undefined where one of them is not such, or the album is not. */
function placesOf(
  store: Store,
  state: AlbumState,
  replacements: readonly Replacement[],
): readonly Placed[] | undefined {
  try {
    const { slug, untouched, isWritten } = state;
    if (!isWritten || untouched?.replaced?.size !== 0 || whatIsAt(store.layout.journal(slug))) return undefined;
    const placed = replacements.flatMap((each) => plainPlaceOf(store, state, each) ?? []);
    const paths = new Set(placed.map(({ entry }) => entry.path));
    return paths.size === replacements.length ? placed : undefined;
  } catch {
    // What the disk said is said of the photo that it was said of, which each of them by itself finds out.
    return undefined;
  }
}

/** A replacement, and the place that it takes. */
interface Placed extends Place {
  readonly replacement: Replacement;
}

/**
 * Undefined for one that is more than other bytes in the place of an original. Of an original the file itself says all, so it may
 * still be there when the new manifest is, as after a crash; of a shrunk copy, or where both look the same, it does not.
 */
function plainPlaceOf(store: Store, state: AlbumState, replacement: Replacement): Placed | undefined {
  const { staged, signal } = replacement;
  const place = signal.aborted ? undefined : placeOf(store, state, replacement);
  if (!place || isShrunk(place.before) || storedHash(place.before) === staged.hash) return undefined;
  return looksUntouched(place.before, staged) ? undefined : { ...place, replacement };
}

/** Whether the folders of all are those of the gallery. */
async function areInside({ ensureFolder }: Store, placed: readonly Placed[]): Promise<boolean> {
  for (const folder of new Set(placed.map(({ target }) => path.dirname(target))))
    if (!(await ensureFolder(folder)).ok) return false;
  return true;
}

/** Keeps the old content of all, or of none. */
async function keepAll(store: Store, placed: readonly Placed[]): Promise<readonly KeptInTrash[] | undefined> {
  const answers = await Promise.all(placed.map(({ target }) => keepInTrash(store, target)));
  const kept = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  if (kept.length === placed.length) return kept;
  await Promise.all(kept.map(({ undo }) => undo()));
  return undefined;
}

/** What went wrong with each, in their order. */
async function nameWithManifest(store: Store, state: AlbumState, placed: readonly Placed[]) {
  const { layout } = store;
  const { slug } = state;
  const files = placed.map(({ replacement: { staged }, target }) => {
    return { from: staged.path, target, flushed: staged.flushed };
  });
  let hash = '';
  const list = {
    ...{ aside: layout.journal(slug), target: layout.manifest(slug), content: manifestText(state) },
    onWritten: (bytes: Uint8Array) => void (hash = hashOfBytes(bytes)),
  };
  const named = await store.nameListed({ files, list });
  if (named.list === 'placed') {
    store.noteWritten(state, () => hash);
    state.replacedManifest = stampText(fingerprintIfPossible(layout.manifest(slug)));
  } else {
    state.isWritten = false;
  }
  return named.files;
}
