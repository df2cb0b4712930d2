import { problem } from '../../engine/errors.ts';
import type { RemoteAlbum } from '../../engine/model.ts';
import type { Call, SomeItems } from '../../engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { toRemoteItem } from './entry.ts';
import { itemPathOf } from './layout.ts';
import type { Store } from './store.ts';

/**
 * Some items of an album. Where the manifest says something else of one of them, or not all, somebody was here since.
 */
export async function listSome(
  store: Store,
  album: RemoteAlbum,
  ids: ReadonlySet<string>,
  { signal }: Call,
): Promise<Result<SomeItems | undefined>> {
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  const paths = new Set([...ids].flatMap((id) => itemPathOf(album.id, id) ?? []));
  const read = await store.mutexOf(album.id).run(() => store.readSome(album, paths, signal));
  if (!read.ok) return read;
  const { isWritten, items } = read.value;
  if (!isWritten) return ok(undefined);
  const asked = [...paths].flatMap((path) => items.at(path) ?? []);
  return ok({
    items: asked.map((entry) => toRemoteItem(album.id, entry, store.layout)),
    othersSince: items.earliestBeside(paths),
  });
}
