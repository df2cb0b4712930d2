import path from 'node:path';
import { NEVER_ABORTED } from '../../engine/aborted.ts';
import { problem } from '../../engine/errors.ts';
import type { RemoteItem } from '../../engine/model.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Replaced, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { commitStaged, discardStaged, type StagedFile } from '../../local/safeWrite.ts';
import { adopt } from './adopt.ts';
import type { AlbumState } from './albumState.ts';
import { looksUntouched, storedHash, toRemoteItem, type Entry } from './entry.ts';
import { settle, writeProblem } from './fileProblem.ts';
import { formatForget } from './journal.ts';
import { ALBUMS } from './layout.ts';
import { formatEntry } from './manifest.ts';
import { placeOf } from './placeOf.ts';
import { putWithManifest } from './replaceWithManifest.ts';
import type { Store } from './store.ts';
import { keepInTrash } from './trash.ts';

/** A photo that is whole on the disk of the gallery and is to take the place of another one in an album. */
export interface Replacement {
  /** As somebody was told of it. */
  readonly item: RemoteItem;
  /** Its path in the album's folder. */
  readonly path: string;
  readonly details: UploadDetails;
  readonly staged: StagedFile;
  readonly signal: AbortSignal;
}

/**
 * Puts photos in the places of others, those of an album that came meanwhile together: they wait for the disk together, also with
 * those of other albums. The old content is in the trash before. `E_TARGET_CHANGED` for one that is not as it was told; its
 * new content is gone then.
 */
export async function putInPlaces(
  store: Store,
  slug: string,
  replacements: readonly Replacement[],
): Promise<readonly Result<Replaced>[]> {
  return store.mutexOf(slug).run(async () => {
    // An album that was opened a moment ago is open; nobody waits for it.
    const opened = await store.open(slug, NEVER_ABORTED);
    const listed = opened.ok ? await putWithManifest(store, opened.value, replacements) : undefined;
    if (listed) return listed;
    const byPath = new Map<string, Promise<Result<Replaced>>>();
    const answers = replacements.map((each) => {
      const work = () => putOrDiscard(store, opened, each);
      // The second one of an item must find what the first one left.
      const answer = byPath.get(each.path)?.then(work) ?? work();
      byPath.set(each.path, answer);
      return answer;
    });
    return Promise.all(answers);
  });
}

/** The staged file is gone when it does not succeed. */
async function putOrDiscard(
  store: Store,
  opened: Result<AlbumState>,
  replacement: Replacement,
): Promise<Result<Replaced>> {
  const done = await settle(`${ALBUMS}/${replacement.item.albumId}`, async () => {
    if (!opened.ok) return opened;
    return replacement.signal.aborted ? fail(problem('E_CANCELLED')) : putInPlace(store, opened.value, replacement);
  });
  if (!done.ok) await discardStaged(replacement.staged);
  return done;
}

async function putInPlace(store: Store, state: AlbumState, replacement: Replacement): Promise<Result<Replaced>> {
  const { path: itemPath, details, staged, signal } = replacement;
  const place = placeOf(store, state, replacement);
  if (!place) {
    return fail(problem('E_TARGET_CHANGED', phrase`${details.name}`, { path: `${ALBUMS}/${state.slug}/${itemPath}` }));
  }
  const { before, entry, target } = place;
  if (storedHash(before) === staged.hash) return adopt(store, state, { before, entry, staged }, signal);
  const kept = await keepInTrash(store, target);
  if (!kept.ok) return kept;
  const looksTheSame = looksUntouched(before, staged);
  const committed = await (looksTheSame ? commitLookalike : commit)(store, state, entry, staged);
  if (!committed.ok) {
    await kept.value.undo();
    return committed;
  }
  return ok({ ...committed.value, trashed: kept.value.trashed });
}

/** Gives a checked file its name. The journal knows it before, so that its facts cannot be lost with the process. */
async function commit(store: Store, state: AlbumState, entry: Entry, staged: StagedFile): Promise<Result<RemoteItem>> {
  const target = store.layout.item(state.slug, entry.path);
  const folder = await store.ensureFolder(path.dirname(target));
  if (!folder.ok) return folder;
  const journal = store.layout.journal(state.slug);
  const { path: from, flushed } = staged;
  const { error } = await store.announce({ from, target, journal, line: formatEntry(entry), flushed });
  if (error) return fail(writeProblem(error, `${ALBUMS}/${state.slug}/${entry.path}`));
  state.items.put(entry);
  state.isWritten = false;
  return ok(toRemoteItem(state.slug, entry, store.layout));
}

/**
 * Like `commit`, over a file that looks just like the new one. A crash halfway must not leave the facts of one beside the
 * bytes of the other, so in between nothing is known of it, and the next listing reads it.
 */
async function commitLookalike(
  store: Store,
  state: AlbumState,
  entry: Entry,
  staged: StagedFile,
): Promise<Result<RemoteItem>> {
  try {
    const error = await staged.flushed;
    if (error) throw error;
    await store.note(state.slug, formatForget(entry.path));
    await commitStaged(staged, store.layout.item(state.slug, entry.path));
    await store.note(state.slug, formatEntry(entry));
  } catch (error) {
    return fail(writeProblem(error, `${ALBUMS}/${state.slug}/${entry.path}`));
  }
  state.items.put(entry);
  state.isWritten = false;
  return ok(toRemoteItem(state.slug, entry, store.layout));
}
