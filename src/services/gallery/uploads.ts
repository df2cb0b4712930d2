import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import type { ContentSource, Replaced, Upload, UploadCall, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { keep } from './adopt.ts';
import type { AlbumState } from './albumState.ts';
import type { Arrival } from './arrivals.ts';
import { stageSource, stageTogether } from './content.ts';
import { capturedIn, isShrunk, looksUntouched } from './entry.ts';
import { settle } from './fileProblem.ts';
import { ALBUMS, itemPathOf } from './layout.ts';
import type { Store } from './store.ts';
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
  // Its bytes go to the disk while the old content goes to the trash.
  const staged = await stageSource(store, item.albumId, current, source, signal, 'beside');
  if (!staged.ok) return staged;
  onSent?.();
  return store.replacementsOf(item.albumId)({ item, path: itemPath, details: current, staged: staged.value, signal });
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
