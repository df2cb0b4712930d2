import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import type { RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import type { Call, ContentSource, Replaced, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { encodeDistinctName } from '../../local/safeName.ts';
import { commitStaged, discardStaged, fileTime, hashFile, type StagedFile } from '../../local/safeWrite.ts';
import type { AlbumState } from './albumState.ts';
import { ensureFolder } from './containment.ts';
import { entryFor, stageSource } from './content.ts';
import { isSameContent, isShrunk, looksUntouched, storedHash, toRemoteItem, type Entry } from './entry.ts';
import { messageOf, settle, writeProblem } from './fileProblem.ts';
import { journalEntry, journalForget } from './journal.ts';
import { ALBUMS, itemPathOf } from './layout.ts';
import { formatEntry } from './manifest.ts';
import type { Store } from './store.ts';
import { keepInTrash } from './trash.ts';
import { look, whatIsAt } from './look.ts';

/** Adds an item. The same name with the same content is the same item; with other content it is left alone. */
export async function upload(
  store: Store,
  album: RemoteAlbum,
  details: UploadDetails,
  source: ContentSource,
  { signal }: Call,
): Promise<Result<RemoteItem>> {
  const known = await withAlbum(store, album.id, signal, (state) => keepKnown(store, state, details));
  if (!known.ok) return known;
  if (known.value) return ok(known.value);
  const staged = await stageSource(store.layout, album.id, details, source, signal);
  if (!staged.ok) return staged;
  return withStaged(store, album.id, staged.value, signal, async (state) => {
    const before = state.items.named(details.name);
    const itemPath = before?.path ?? encodeDistinctName(details.name, (key) => state.items.isTaken(key));
    const entry = entryFor(itemPath, details, staged.value);
    if (isOccupied(store, state, itemPath)) return adopt(store, state, { before, entry, staged: staged.value }, signal);
    return commit(store, state, entry, staged.value);
  });
}

/** Gives an item new content, in place; the old content stays in the trash. `E_TARGET_CHANGED` when it has changed. */
export async function replace(
  store: Store,
  item: RemoteItem,
  details: UploadDetails,
  source: ContentSource,
  { signal }: Call,
): Promise<Result<Replaced>> {
  const named = await withAlbum(store, item.albumId, signal, async (state) => {
    const entry = state.items.at(itemPathOf(state.slug, item.id) ?? '');
    return entry ? ok(entry) : fail(problem('E_TARGET_CHANGED', item.name, { path: `${ALBUMS}/${item.id}` }));
  });
  if (!named.ok) return named;
  const { name, path: itemPath } = named.value;
  const current = { ...details, name };
  const staged = await stageSource(store.layout, item.albumId, current, source, signal);
  if (!staged.ok) return staged;
  return withStaged(store, item.albumId, staged.value, signal, async (state): Promise<Result<Replaced>> => {
    const before = state.items.at(itemPath);
    const file = before && look(store.layout.item(state.slug, itemPath));
    if (!before || !file || !looksUntouched(before, file) || !isSameContent(before, item)) {
      return fail(problem('E_TARGET_CHANGED', name, { path: `${ALBUMS}/${state.slug}/${itemPath}` }));
    }
    const entry = { ...entryFor(itemPath, current, staged.value), tagged: before.tagged };
    if (storedHash(before) === staged.value.hash)
      return adopt(store, state, { before, entry, staged: staged.value }, signal);
    const kept = await keepInTrash({
      root: store.layout.root,
      file: store.layout.item(state.slug, itemPath),
      now: store.now(),
    });
    if (!kept.ok) return kept;
    const next = look(staged.value.path);
    const looksTheSame = next !== undefined && looksUntouched(before, next);
    const committed = await (looksTheSame ? commitLookalike : commit)(store, state, entry, staged.value);
    if (!committed.ok) {
      await kept.value.undo();
      return committed;
    }
    return ok({ ...committed.value, trashed: kept.value.trashed });
  });
}

/** Works on an album while nobody else changes it. */
function withAlbum<T>(
  store: Store,
  slug: string,
  signal: AbortSignal,
  work: (state: AlbumState) => Promise<Result<T>>,
): Promise<Result<T>> {
  return store.mutexOf(slug).run(async () => {
    if (signal.aborted) return fail(problem('E_CANCELLED', ''));
    const opened = await store.open(slug, signal);
    return opened.ok ? work(opened.value) : opened;
  });
}

/** Like `withAlbum`, and the staged file is gone when it does not succeed. */
async function withStaged<T>(
  store: Store,
  slug: string,
  staged: StagedFile,
  signal: AbortSignal,
  work: (state: AlbumState) => Promise<Result<T>>,
): Promise<Result<T>> {
  const done = await settle(`${ALBUMS}/${slug}`, () => withAlbum(store, slug, signal, work));
  if (!done.ok) await discardStaged(staged);
  return done;
}

/** Answers for an item that is there already, where its hash shows that without reading a byte. */
async function keepKnown(
  store: Store,
  state: AlbumState,
  { name, facts, type, capture }: UploadDetails,
): Promise<Result<RemoteItem | undefined>> {
  const before = state.items.named(name);
  if (!before || facts.hash === undefined || before.facts.hash !== facts.hash) return ok(undefined);
  const file = look(store.layout.item(state.slug, before.path));
  if (!file || !looksUntouched(before, file)) return ok(undefined);
  return keep(store, state, before, { ...before, facts, type, capture });
}

/** Takes a file that stands in the place of an item for that item, if it holds the same bytes. */
async function adopt(
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
    return fail(problem(code, `${shown} has other content`, { path: shown }));
  } catch (error) {
    return signal.aborted
      ? fail(problem('E_CANCELLED', ''))
      : fail(problem('E_GALLERY_FOREIGN', `${shown}: ${messageOf(error)}`, { path: shown }));
  }
}

/** Leaves the bytes of an item and brings what is known of it, and the date of its file, up to date. */
async function keep(
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
      await journalEntry(store.layout.journal(state.slug), kept);
      state.items.put(kept);
      state.isWritten = false;
    }
    return ok(toRemoteItem(state.slug, kept, store.layout));
  } catch (error) {
    return fail(writeProblem(error, shown));
  }
}

/** Gives a checked file its name. The journal knows it before, so that its facts cannot be lost with the process. */
async function commit(store: Store, state: AlbumState, entry: Entry, staged: StagedFile): Promise<Result<RemoteItem>> {
  const target = store.layout.item(state.slug, entry.path);
  const folder = await ensureFolder(store.layout.root, path.dirname(target));
  if (!folder.ok) return folder;
  try {
    await journalEntry(store.layout.journal(state.slug), entry);
    await commitStaged(staged, target);
  } catch (error) {
    return fail(writeProblem(error, `${ALBUMS}/${state.slug}/${entry.path}`));
  }
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
  const journal = store.layout.journal(state.slug);
  try {
    await journalForget(journal, entry.path);
    await commitStaged(staged, store.layout.item(state.slug, entry.path));
    await journalEntry(journal, entry);
  } catch (error) {
    return fail(writeProblem(error, `${ALBUMS}/${state.slug}/${entry.path}`));
  }
  state.items.put(entry);
  state.isWritten = false;
  return ok(toRemoteItem(state.slug, entry, store.layout));
}

function isOccupied({ layout }: Store, { slug }: AlbumState, itemPath: string): boolean {
  return whatIsAt(layout.item(slug, itemPath)) !== undefined;
}
