import { earlier } from '../../engine/earlier.ts';
import { problem } from '../../engine/errors.ts';
import type { RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import type { Call, SomeItems } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { toRemoteItem } from './entry.ts';
import { itemPathOf } from './layout.ts';
import type { Store } from './store.ts';

/**
 * Some items of an album. All files of it are looked at: when the manifest, of which the mark tells that it is the same, says
 * something else of one of them, or not all, somebody was here since.
 */
export async function listSome(
  store: Store,
  album: RemoteAlbum,
  ids: ReadonlySet<string>,
  { signal }: Call,
): Promise<Result<SomeItems | undefined>> {
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  const read = await store.mutexOf(album.id).run(() => store.read(album.id, signal));
  if (!read.ok) return read;
  if (!read.value.isWritten) return ok(undefined);
  const asked = new Set([...ids].map((id) => itemPathOf(album.id, id)));
  const items: RemoteItem[] = [];
  let othersSince: string | undefined;
  for (const entry of read.value.items.all()) {
    if (asked.has(entry.path)) items.push(toRemoteItem(album.id, entry, store.layout));
    else othersSince = earlier(othersSince, entry.capture.capturedAt);
  }
  return ok({ items, othersSince });
}
