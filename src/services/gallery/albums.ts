import { readdirSync } from 'node:fs';
import { rmdir, unlink } from 'node:fs/promises';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteAlbum } from '../../engine/model.ts';
import type { Call, QueuedCall } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { isTemporaryName } from '../../local/safeWrite.ts';
import { whatIsAt } from '../../local/whatIsAt.ts';
import { createAlbumItems } from './albumItems.ts';
import { ensureFolder } from './containment.ts';
import { errorCode, messageOf, writeProblem } from './fileProblem.ts';
import { clearJournal, formatAlbum, readJournal } from './journal.ts';
import { ALBUMS } from './layout.ts';
import { findOwn } from './ownPage.ts';
import { slugFor } from './slug.ts';
import type { Store } from './store.ts';
import { removeThumbnails } from './thumbnails.ts';

/** All albums, also those that are damaged: their items are unknown, but nobody must think that they are gone. */
export async function listAlbums(store: Store, { signal }: Call): Promise<Result<readonly RemoteAlbum[]>> {
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  try {
    // Before anything is read: what changes while it is read has another mark then.
    const folders = store.folders();
    await store.lookAtAll(folders, signal);
    if (signal.aborted) return fail(problem('E_CANCELLED'));
    const heads = await store.heads(folders);
    return ok(
      heads.map((head) => {
        const isDamaged = 'damaged' in head;
        const album = toRemoteAlbum(head.slug, head.title, isDamaged ? undefined : head.date, store);
        const look = isDamaged ? undefined : store.look(head.slug);
        return { ...album, mark: look?.isSteady ? look.digest : undefined };
      }),
    );
  } catch (error) {
    return fail(problem('E_LIST_PARTIAL', phrase`${ALBUMS}: ${messageOf(error)}`, { path: ALBUMS }));
  }
}

/**
 * Makes the folder of an album and its journal, which says the title until there is a manifest: that is written once, when all of
 * the album is known. The folder's name is made from the title and then stays. The journals of albums that are made at the same
 * time wait for the disk together.
 */
export async function createAlbum(
  store: Store,
  title: string,
  { signal, onSent }: QueuedCall,
): Promise<Result<RemoteAlbum>> {
  onSent?.();
  const made = await store.albumsMutex.run(() => makeFolder(store, title, signal));
  if (!made.ok) return made;
  const slug = made.value;
  const begun = await beginJournal(store, slug, title);
  store.inMaking.delete(slug);
  if (!begun.ok) return begun;
  const items = createAlbumItems();
  store.made({ slug, title, date: undefined, items, isWritten: false, lines: new Map() });
  return ok(toRemoteAlbum(slug, title, undefined, store));
}

/** From now on the folder is an album, also for a run after a crash. */
async function beginJournal(store: Store, slug: string, title: string): Promise<Result<void>> {
  const journal = store.layout.journal(slug);
  try {
    // One that is left of an album whose folder somebody deleted says nothing of this one.
    await clearJournal(journal);
    await store.note(slug, formatAlbum({ title }));
    return ok();
  } catch (error) {
    await clearIfPossible(journal);
    return fail(writeProblem(error, `${ALBUMS}/${slug}`));
  }
}

/** What nobody was told of is not to be an album. */
async function clearIfPossible(journal: string): Promise<void> {
  try {
    await clearJournal(journal);
  } catch {
    // Then it is an empty album, which the next run finds.
  }
}

/** An empty folder that no other album gets while its journal is on its way. */
async function makeFolder(store: Store, title: string, signal: AbortSignal): Promise<Result<string>> {
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  try {
    const slug = slugFor(title, (candidate) => isTaken(store, candidate));
    const folder = await store.ensureFolder(store.layout.album(slug));
    if (!folder.ok) return folder;
    store.inMaking.add(slug);
    return ok(slug);
  } catch (error) {
    return fail(writeProblem(error, ALBUMS));
  }
}

/** Gives an album another title or date. What several albums are given at the same time waits for the disk together. */
export async function updateAlbum(
  store: Store,
  album: RemoteAlbum,
  patch: { readonly title?: string; readonly date?: string },
  { signal, onSent }: QueuedCall,
): Promise<Result<RemoteAlbum>> {
  onSent?.();
  return store.mutexOf(album.id).run(async () => {
    const opened = await store.open(album.id, signal);
    if (!opened.ok) return opened;
    const state = opened.value;
    try {
      await store.note(state.slug, formatAlbum(patch));
    } catch (error) {
      return fail(writeProblem(error, `${ALBUMS}/${state.slug}`));
    }
    state.title = patch.title ?? state.title;
    state.date = patch.date ?? state.date;
    state.isWritten = false;
    return ok(toRemoteAlbum(state.slug, state.title, state.date, store));
  });
}

/** Removes what the gallery made of an album without items. Files of somebody else stay in the folder. */
export async function removeAlbum(store: Store, album: RemoteAlbum, { signal }: Call): Promise<Result<void>> {
  return store.mutexOf(album.id).run(async () => {
    const { layout } = store;
    if (!store.hasFolder(album.id)) return ok();
    const state = await store.read(album.id, signal);
    if (!state.ok) return state;
    if (state.value.items.size > 0) {
      return fail(problem('E_TARGET_CHANGED', phrase`The album "${state.value.title}" is not empty`));
    }
    const folder = await ensureFolder(layout.root, layout.album(album.id));
    if (!folder.ok) return folder;
    try {
      const page = findOwn(layout.albumPage(album.id));
      if (page.kind === 'own') await unlink(layout.albumPage(album.id));
      await clearJournal(layout.journal(album.id));
      await unlink(layout.manifest(album.id)).catch(unlessGone);
      await removeThumbnails(layout.thumbs(album.id));
      await rmdir(layout.album(album.id)).catch(unlessFull);
      store.forget(album.id);
      return ok();
    } catch (error) {
      return fail(writeProblem(error, `${ALBUMS}/${album.id}`));
    }
  });
}

function toRemoteAlbum(slug: string, title: string, date: string | undefined, { layout }: Store): RemoteAlbum {
  return { id: slug, title, date, url: layout.albumUrl(slug) };
}

/** Whether a folder of this name cannot become an album's. An empty one can, which a crash may have left, unless it is one already. */
function isTaken(store: Store, slug: string): boolean {
  if (store.inMaking.has(slug) || store.hasOtherCase(slug)) return true;
  const folder = store.layout.album(slug);
  const stats = whatIsAt(folder);
  if (!stats) return false;
  if (!stats.isDirectory() || readdirSync(folder).some((name) => !isTemporaryName(name))) return true;
  return readJournal(store.layout.journal(slug)).album.title !== undefined;
}

function unlessGone(error: unknown): void {
  if (errorCode(error) !== 'ENOENT') throw error;
}

function unlessFull(error: unknown): void {
  if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
}
