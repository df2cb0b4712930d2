import { unlink, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteItem } from '../../engine/model.ts';
import type { Call, ContentSource, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { hashFile, readChunks } from '../../local/safeWrite.ts';
import { tag } from './edits.ts';
import { looksUntouched, storedHash, toRemoteItem } from './entry.ts';
import { itemPathOf, TRASH } from './layout.ts';
import { look } from './look.ts';
import type { Store } from './store.ts';
import { replace, upload } from './uploads.ts';

/** Brings an item back from the trash of the gallery: sent to the album once more, from the file in the trash. */
export async function restore(
  store: Store,
  was: RemoteItem,
  trashed: string,
  { signal, replaces }: Call & { readonly replaces?: RemoteItem | undefined },
): Promise<Result<RemoteItem>> {
  const standing = await alreadyThere(store, was, signal);
  if (!standing.ok || standing.value) return standing as Result<RemoteItem>;
  const place = placeOf(store, trashed);
  const file = place === undefined ? undefined : look(place);
  if (place === undefined || !file || file.size !== (was.stored ?? was).size) return fail(emptied(was));
  const details = detailsOf(was, file.size);
  // What is known of the original says nothing of the bytes of a smaller copy.
  if (was.stored && !(await holds(place, was.stored.hash, signal))) return fail(emptied(was));
  const source: ContentSource = {
    size: file.size,
    filePath: place,
    stream: () => readChunks(place),
    verify: async () => ok(),
  };
  const album = { id: was.albumId, title: was.albumId };
  const back = replaces
    ? await replace(store, replaces, details, source, { signal })
    : await upload(store, album, details, source, { signal });
  if (!back.ok) return back.problem.code === 'E_VERIFY' ? fail(emptied(was)) : back;
  await leaveTrash(place, store.layout.root);
  if (was.tagged !== true || back.value.tagged === true) return back;
  const marked = await tag(store, back.value, { signal });
  return marked.ok ? ok({ ...back.value, tagged: true }) : marked;
}

/** The item, when it stands where it was: an undo that was killed begins with its last step again. */
async function alreadyThere(
  store: Store,
  was: RemoteItem,
  signal: AbortSignal,
): Promise<Result<RemoteItem | undefined>> {
  return store.mutexOf(was.albumId).run(async () => {
    if (signal.aborted) return fail(problem('E_CANCELLED'));
    const opened = await store.open(was.albumId, signal);
    if (!opened.ok) return opened;
    const entry = opened.value.items.at(itemPathOf(was.albumId, was.id) ?? '');
    const file = entry && look(store.layout.item(was.albumId, entry.path));
    const isSame = entry && file && looksUntouched(entry, file) && storedHash(entry) === (was.stored ?? was).hash;
    return ok(isSame ? toRemoteItem(was.albumId, entry, store.layout) : undefined);
  });
}

async function holds(file: string, hash: string | undefined, signal: AbortSignal): Promise<boolean> {
  return hash === undefined || (await hashFile(file, signal)) === hash;
}

function detailsOf(was: RemoteItem, size: number): UploadDetails {
  return {
    name: was.name,
    type: was.type ?? { kind: 'photo', mime: 'application/octet-stream' },
    facts: { size: was.size ?? size, hash: was.hash, modifiedMs: was.modifiedMs ?? 0 },
    capture: { capturedAt: was.capturedAt, caption: was.caption },
  };
}

/** The absolute path that a text names in the trash; undefined for a text that leads out of it. */
function placeOf({ layout }: Store, trashed: string): string | undefined {
  const parts = trashed.split('/');
  const isInside = parts[0] === TRASH && parts.length > 2 && !parts.some((part) => part === '..' || part === '');
  return isInside ? path.join(layout.root, ...parts) : undefined;
}

/** The content is in its place again; what is left of it in the trash is only a second copy. */
async function leaveTrash(place: string, root: string): Promise<void> {
  await unlink(place).catch(() => undefined);
  for (
    let folder = path.dirname(place);
    path.basename(folder) !== TRASH && folder !== root;
    folder = path.dirname(folder)
  )
    // It fails for a folder that is not empty, which is then left as it is.
    if (
      !(await rmdir(folder).then(
        () => true,
        () => false,
      ))
    )
      return;
}

function emptied({ name }: RemoteItem) {
  return problem('E_TRASH_EMPTIED', phrase`${name}`);
}
