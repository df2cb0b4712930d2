import { rmdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteItem } from '../../engine/model.ts';
import type { Call, ContentSink, ItemPatch, Removed } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { encodeDistinctName, pathKey } from '../../local/safeName.ts';
import { fileTime, flushFolder, hashFile, readChunks, renamePatiently } from '../../local/safeWrite.ts';
import { whatIsAt } from '../../local/whatIsAt.ts';
import type { AlbumState } from './albumState.ts';
import { ensureFolder } from './containment.ts';
import { isSameContent, isShrunk, looksUntouched, toRemoteItem, type Entry } from './entry.ts';
import { writeProblem } from './fileProblem.ts';
import { ALBUMS, itemPathOf } from './layout.ts';
import { formatEntry } from './manifest.ts';
import type { Store } from './store.ts';
import { moveToTrash } from './trash.ts';
import { look } from './look.ts';

/** Hands out the stored bytes of an item. */
export async function download(
  store: Store,
  item: RemoteItem,
  sink: ContentSink,
  { signal }: Call,
): Promise<Result<void>> {
  const found = await find(store, item, signal);
  if (!found.ok) return found;
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  return sink(readChunks(found.value.file));
}

/** Moves an item to the trash. One that is gone already is no fault. */
export async function remove(store: Store, item: RemoteItem, { signal }: Call): Promise<Result<Removed>> {
  return store.mutexOf(item.albumId).run(async () => {
    // Looked at first: what was a folder when it was listed may be a link by now, which leads elsewhere.
    if (isGone(store, item)) return ok({});
    const found = await find(store, item, signal);
    if (!found.ok) return found;
    if (signal.aborted) return fail(problem('E_CANCELLED'));
    const { state, entry, file } = found.value;
    const moved = await moveToTrash(store, file);
    if (!moved.ok) return moved;
    state.items.remove(entry.path);
    state.isWritten = false;
    await flushFolder(path.dirname(file));
    await removeEmptyFolders(store, state.slug, entry.path);
    return ok({ trashed: moved.value });
  });
}

/** Marks an item: its tile and its entry in the manifest show it. */
export async function tag(store: Store, item: RemoteItem, { signal }: Call): Promise<Result<void>> {
  return store.mutexOf(item.albumId).run(async () => {
    const found = await find(store, item, signal);
    if (!found.ok) return found;
    const noted = await note(store, found.value.state, { ...found.value.entry, tagged: true });
    return noted.ok ? ok() : noted;
  });
}

/** Writes facts, caption and dates of an item, renames it, or moves it to another album. */
export async function updateItem(
  store: Store,
  item: RemoteItem,
  patch: ItemPatch,
  { signal }: Call,
): Promise<Result<RemoteItem>> {
  const target = patch.albumId ?? item.albumId;
  return lockBoth(store, item.albumId, target, async () => {
    const found = await find(store, item, signal);
    if (!found.ok) return found;
    if (signal.aborted) return fail(problem('E_CANCELLED'));
    const { state, entry, file } = found.value;
    const believable = await checkFacts(entry, patch, file, signal);
    if (!believable.ok) return believable;
    const patched = patchEntry(entry, patch);
    const to = target === state.slug ? ok(state) : await store.open(target, signal);
    if (!to.ok) return to;
    if (target === state.slug && patched.name === entry.name) return note(store, state, patched, file);
    return move(store, { from: state, to: to.value, entry: patched, file });
  });
}

interface FoundItem {
  readonly state: AlbumState;
  readonly entry: Entry;
  /** Absolute path. */
  readonly file: string;
}

/** The item as it is now; `E_TARGET_CHANGED` when somebody changed or removed it since it was listed. */
async function find(store: Store, item: RemoteItem, signal: AbortSignal): Promise<Result<FoundItem>> {
  const opened = await store.open(item.albumId, signal);
  if (!opened.ok) return opened;
  const state = opened.value;
  const itemPath = itemPathOf(state.slug, item.id);
  const entry = itemPath === undefined ? undefined : state.items.at(itemPath);
  const file = entry && store.layout.item(state.slug, entry.path);
  const now = file && look(file);
  if (!entry || !now || !looksUntouched(entry, now) || !isSameContent(entry, item)) {
    return fail(problem('E_TARGET_CHANGED', phrase`${item.name}`, { path: `${ALBUMS}/${item.id}` }));
  }
  return ok({ state, entry, file });
}

/** Whether there is no file for the item any more. The id was given by this gallery, or it names nothing in it. */
function isGone(store: Store, item: RemoteItem): boolean {
  const itemPath = itemPathOf(item.albumId, item.id);
  if (itemPath === undefined || !store.hasFolder(item.albumId)) return true;
  return whatIsAt(store.layout.item(item.albumId, itemPath)) === undefined;
}

/** Refuses facts that the stored bytes contradict, or the album would be taken for a copy of what it does not hold. */
async function checkFacts(entry: Entry, patch: ItemPatch, file: string, signal: AbortSignal): Promise<Result<void>> {
  if (isShrunk(entry) || (patch.hash === undefined && patch.size === undefined)) return ok();
  const shown = `${ALBUMS}/${entry.path}`;
  try {
    const wrongSize = patch.size !== undefined && patch.size !== look(file)?.size;
    const wrongHash = patch.hash !== undefined && patch.hash !== (await hashFile(file, signal));
    if (!wrongSize && !wrongHash) return ok();
    return fail(problem('E_VERIFY', phrase`${shown}: the stored file has other content`, { path: shown }));
  } catch (error) {
    return fail(signal.aborted ? problem('E_CANCELLED') : writeProblem(error, shown));
  }
}

function patchEntry(entry: Entry, patch: ItemPatch): Entry {
  return {
    ...entry,
    name: patch.name ?? entry.name,
    facts: {
      size: patch.size ?? entry.facts.size,
      hash: patch.hash ?? entry.facts.hash,
      modifiedMs: patch.modifiedMs ?? entry.facts.modifiedMs,
    },
    capture: {
      capturedAt: patch.capturedAt ?? entry.capture.capturedAt,
      caption: patch.caption ?? entry.capture.caption,
    },
    tagged: patch.tagged ?? entry.tagged,
  };
}

/** Records an entry whose file stays where it is; an original gets the date that the entry says. */
async function note(
  store: Store,
  state: AlbumState,
  entry: Entry,
  file = store.layout.item(state.slug, entry.path),
): Promise<Result<RemoteItem>> {
  try {
    const { modifiedMs } = entry.facts;
    const now = look(file);
    if (modifiedMs !== undefined && !isShrunk(entry) && now && Math.abs(now.modifiedMs - modifiedMs) >= 1) {
      await utimes(file, new Date(), fileTime(modifiedMs));
    }
    const noted = { ...entry, file: { ...entry.file, ...look(file) } };
    await store.note(state.slug, formatEntry(noted));
    state.items.put(noted);
    state.isWritten = false;
    return ok(toRemoteItem(state.slug, noted, store.layout));
  } catch (error) {
    return fail(writeProblem(error, `${ALBUMS}/${state.slug}/${entry.path}`));
  }
}

async function move(
  store: Store,
  request: { readonly from: AlbumState; readonly to: AlbumState; readonly entry: Entry; readonly file: string },
): Promise<Result<RemoteItem>> {
  const { from, to, entry, file } = request;
  const own = from === to ? pathKey(entry.path) : undefined;
  const itemPath = encodeDistinctName(entry.name, (key) => key !== own && to.items.isTaken(key));
  const target = store.layout.item(to.slug, itemPath);
  const shown = `${ALBUMS}/${to.slug}/${itemPath}`;
  const folder = await ensureFolder(store.layout.root, path.dirname(target));
  if (!folder.ok) return folder;
  const there = whatIsAt(target);
  // On a disk that ignores case, a file that only changes the case of its name meets itself.
  const isItself = there !== undefined && there.ino === whatIsAt(file)?.ino;
  if (to.items.named(entry.name) ?? (there && !isItself)) {
    return fail(problem('E_NAME_COLLISION', phrase`${shown}`, { path: shown }));
  }
  try {
    const moved = { ...entry, path: itemPath };
    await store.note(to.slug, formatEntry(moved));
    await renamePatiently(file, target);
    await flushFolder(path.dirname(target));
    from.items.remove(entry.path);
    to.items.put(moved);
    from.isWritten = false;
    to.isWritten = false;
    await removeEmptyFolders(store, from.slug, entry.path);
    return await note(store, to, moved, target);
  } catch (error) {
    return fail(writeProblem(error, shown));
  }
}

/** Removes the sub-folders that an item leaves empty behind it. */
async function removeEmptyFolders({ layout }: Store, slug: string, itemPath: string): Promise<void> {
  for (let folder = path.posix.dirname(itemPath); folder !== '.'; folder = path.posix.dirname(folder)) {
    // It fails for a folder that is not empty, which is then left as it is.
    if (!(await rmdir(layout.item(slug, folder)).then(yes, no))) return;
  }
}

const yes = () => true;
const no = () => false;

/** Two albums are always locked in the same order, so that two moves cannot wait for each other. */
function lockBoth<T>(store: Store, one: string, other: string, work: () => Promise<T>): Promise<T> {
  if (one === other) return store.mutexOf(one).run(work);
  const [first, second] = one < other ? [one, other] : [other, one];
  return store.mutexOf(first).run(() => store.mutexOf(second).run(work));
}
