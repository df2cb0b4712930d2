import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteItem } from '../../engine/model.ts';
import type { Call, ItemPatch, Removed } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Drive } from './drive.ts';
import { timeOf } from './metadata.ts';
import { captionProperty, MARK, naming } from './properties.ts';
import { holds, toRemoteItem } from './toRemoteItem.ts';
import { binMark } from './trashMarks.ts';

/** Puts an item into the bin of the account. One that is there already, or gone, is no fault. */
export async function remove({ client, mirror }: Drive, item: RemoteItem, { signal }: Call): Promise<Result<Removed>> {
  const found = await client.find(item.id, item.name, signal);
  if (!found.ok) return found;
  const file = found.value;
  if (file && !file.trashed) {
    if (!holds(file, item)) return fail(problem('E_TARGET_CHANGED', phrase`${item.name}`));
    const trashed = await client.patch(item.id, item.name, { trashed: true }, signal);
    if (!trashed.ok) {
      mirror.doubt();
      return trashed;
    }
  }
  mirror.drop(item.id);
  return ok(file ? { trashed: binMark(item.id) } : {});
}

/** Marks an item with a star, which Drive shows beside its name and in a list of its own. */
export async function tag(drive: Drive, item: RemoteItem, call: Call): Promise<Result<void>> {
  const tagged = await updateItem(drive, item, { tagged: true }, call);
  return tagged.ok ? ok() : tagged;
}

/** Writes dates and caption of an item, renames it, or moves it to another album. */
export async function updateItem(
  { client, mirror }: Drive,
  item: RemoteItem,
  patch: ItemPatch,
  { signal }: Call,
): Promise<Result<RemoteItem>> {
  // Drive tells size and hash of the bytes that it has, and believes nobody else.
  if (patch.size !== undefined || patch.hash !== undefined)
    return fail(problem('E_NOT_SUPPORTED', phrase`${item.name}`));
  const ready = await mirror.ready(signal);
  if (!ready.ok) return ready;
  const { name = item.name, albumId = item.albumId } = patch;
  const isMoved = name !== item.name || albumId !== item.albumId;
  if (isMoved && mirror.known.named(albumId, name).length > 0)
    return fail(problem('E_NAME_COLLISION', phrase`${name}`));
  const named = name === item.name ? undefined : naming(name);
  if (name !== item.name && !named)
    return fail(problem('E_NAME', phrase`${name}: its folders are more than Drive can keep`));
  const json = {
    ...(named && { name: named.name }),
    // A change without a date would get that of today.
    modifiedTime: timeOf(patch.modifiedMs ?? item.modifiedMs),
    ...(patch.caption !== undefined && { description: patch.caption }),
    ...(patch.tagged !== undefined && { starred: patch.tagged }),
    appProperties: {
      ...MARK,
      ...named?.properties,
      ...(patch.capturedAt !== undefined && { capturedAt: patch.capturedAt }),
      ...(patch.caption !== undefined && captionProperty(patch.caption)),
    },
  };
  const query = albumId === item.albumId ? {} : { addParents: albumId, removeParents: item.albumId };
  const updated = await client.patch(item.id, item.name, json, signal, query);
  if (!updated.ok) {
    mirror.doubt();
    return updated;
  }
  mirror.put(updated.value);
  return updated.value.trashed
    ? fail(problem('E_TARGET_CHANGED', phrase`${item.name}`))
    : ok(toRemoteItem(updated.value));
}
