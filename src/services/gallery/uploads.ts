import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import type { ContentSource, Replaced, Upload, UploadCall, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { commitStaged, discardStaged, type StagedFile } from '../../local/safeWrite.ts';
import { adopt, keep } from './adopt.ts';
import type { AlbumState } from './albumState.ts';
import type { Arrival } from './arrivals.ts';
import { entryFor, stageSource, stageTogether } from './content.ts';
import { capturedIn, isSameContent, isShrunk, looksUntouched, storedHash, toRemoteItem, type Entry } from './entry.ts';
import { settle, writeProblem } from './fileProblem.ts';
import { formatForget } from './journal.ts';
import { formatEntry } from './manifest.ts';
import { ALBUMS, itemPathOf } from './layout.ts';
import type { Store } from './store.ts';
import { keepInTrash } from './trash.ts';
import { look } from './look.ts';

/** Adds an item. The same name with the same content is the same item; with other content it is left alone. */
export async function upload(
  store: Store,
  album: RemoteAlbum,
  details: UploadDetails,
  source: ContentSource,
  { signal, onSent }: UploadCall,
): Promise<Result<RemoteItem>> {
  const known = await withAlbum(store, album.id, signal, (state) => keepKnown(store, state, details));
  if (!known.ok) return known;
  if (known.value) return ok(known.value);
  if (isQueued(store, source)) onSent?.();
  const staged = await stageSource(store, album.id, details, source, signal);
  if (!staged.ok) return staged;
  onSent?.();
  const [named] = await store.arrivalsOf(album.id)([{ details, staged: staged.value, signal }]);
  return named ?? NOT_ANSWERED;
}

/** `upload` for many items of one album. */
export async function uploadTogether(
  store: Store,
  album: RemoteAlbum,
  uploads: readonly Upload[],
  call: UploadCall,
): Promise<readonly Result<RemoteItem>[]> {
  const done = await settle(album.title, async () => ok(await sendTogether(store, album, uploads, call)));
  return done.ok ? done.value : uploads.map(() => done);
}

async function sendTogether(
  store: Store,
  album: RemoteAlbum,
  uploads: readonly Upload[],
  { signal, onSent }: UploadCall,
): Promise<readonly Result<RemoteItem>[]> {
  const known = await withAlbum(store, album.id, signal, async (state) => ok(await knownAmong(store, state, uploads)));
  if (!known.ok) return uploads.map(() => known);
  const answers = new Map(known.value);
  const others = uploads.filter((each) => !answers.has(each));
  onSent?.();
  const staged = await stageTogether(store, album.id, others, signal);
  const arrived: { readonly upload: Upload; readonly arrival: Arrival }[] = [];
  for (const [index, each] of others.entries()) {
    // Each by itself where they cannot be copied together.
    const copy = staged ? staged[index] : await stageSource(store, album.id, each.details, each.source, signal);
    if (copy?.ok) arrived.push({ upload: each, arrival: { details: each.details, staged: copy.value, signal } });
    else answers.set(each, copy ?? NOT_ANSWERED);
  }
  const arrivals = arrived.map(({ arrival }) => arrival);
  const named = arrivals.length > 0 ? await store.arrivalsOf(album.id)(arrivals) : [];
  for (const [index, { upload: each }] of arrived.entries()) answers.set(each, named[index] ?? NOT_ANSWERED);
  return uploads.map((each) => answers.get(each) ?? NOT_ANSWERED);
}

const NOT_ANSWERED = fail(problem('E_INTERNAL'));

/** Those that are there already. */
async function knownAmong(store: Store, state: AlbumState, uploads: readonly Upload[]) {
  const answers: [Upload, Result<RemoteItem>][] = [];
  for (const each of uploads) {
    if (!state.items.named(each.details.name)) continue;
    const kept = await keepKnown(store, state, each.details);
    if (!kept.ok) answers.push([each, kept]);
    else if (kept.value) answers.push([each, ok(kept.value)]);
  }
  return answers;
}

/** Gives an item new content, in place; the old content stays in the trash. `E_TARGET_CHANGED` when it has changed. */
export async function replace(
  store: Store,
  item: RemoteItem,
  details: UploadDetails,
  source: ContentSource,
  { signal, onSent }: UploadCall,
): Promise<Result<Replaced>> {
  const named = await withAlbum(store, item.albumId, signal, async (state) => {
    const entry = state.items.at(itemPathOf(state.slug, item.id) ?? '');
    return entry
      ? ok(entry)
      : fail(problem('E_TARGET_CHANGED', phrase`${item.name}`, { path: `${ALBUMS}/${item.id}` }));
  });
  if (!named.ok) return named;
  const { name, path: itemPath } = named.value;
  const current = { ...details, name };
  if (isQueued(store, source)) onSent?.();
  const staged = await stageSource(store, item.albumId, current, source, signal);
  if (!staged.ok) return staged;
  onSent?.();
  return withStaged(store, item.albumId, staged.value, signal, async (state): Promise<Result<Replaced>> => {
    const before = state.items.at(itemPath);
    const file = before && look(store.layout.item(state.slug, itemPath));
    if (!before || !file || !looksUntouched(before, file) || !isSameContent(before, item)) {
      return fail(problem('E_TARGET_CHANGED', phrase`${name}`, { path: `${ALBUMS}/${state.slug}/${itemPath}` }));
    }
    const entry = { ...entryFor(itemPath, current, staged.value), tagged: before.tagged };
    if (storedHash(before) === staged.value.hash)
      return adopt(store, state, { before, entry, staged: staged.value }, signal);
    const kept = await keepInTrash({
      root: store.layout.root,
      ensureFolder: store.ensureFolder,
      file: store.layout.item(state.slug, itemPath),
      now: store.now(),
    });
    if (!kept.ok) return kept;
    const looksTheSame = looksUntouched(before, staged.value);
    const committed = await (looksTheSame ? commitLookalike : commit)(store, state, entry, staged.value);
    if (!committed.ok) {
      await kept.value.undo();
      return committed;
    }
    return ok({ ...committed.value, trashed: kept.value.trashed });
  });
}

/** What copies files has a queue of its own, and as many at work as transfers may run. */
function isQueued({ copier }: Store, { filePath }: ContentSource): boolean {
  return copier !== undefined && filePath !== undefined;
}

/** Works on an album while nobody else changes it. */
function withAlbum<T>(
  store: Store,
  slug: string,
  signal: AbortSignal,
  work: (state: AlbumState) => Promise<Result<T>>,
): Promise<Result<T>> {
  return store.mutexOf(slug).run(async () => {
    if (signal.aborted) return fail(problem('E_CANCELLED'));
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
  return keep(store, state, before, {
    ...before,
    facts,
    type,
    ...capturedIn(capture, { isOriginal: !isShrunk(before) }),
  });
}

/** Gives a checked file its name. The journal knows it before, so that its facts cannot be lost with the process. */
async function commit(store: Store, state: AlbumState, entry: Entry, staged: StagedFile): Promise<Result<RemoteItem>> {
  const target = store.layout.item(state.slug, entry.path);
  const folder = await store.ensureFolder(path.dirname(target));
  if (!folder.ok) return folder;
  const journal = store.layout.journal(state.slug);
  const { error } = await store.announce({ from: staged.path, target, journal, line: formatEntry(entry) });
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
