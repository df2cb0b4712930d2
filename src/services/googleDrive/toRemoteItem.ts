import { sameHash } from '../../engine/compare.ts';
import type { ContentFacts, RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import { mediaTypeOf } from '../mediaTypeOf.ts';
import { nameOf, originalOf } from './properties.ts';
import type { WireFile } from './wire.ts';

/** A file as the engine sees it. Of a smaller copy that Album Sync made, the facts are those of the original. */
export function toRemoteItem(file: WireFile): RemoteItem {
  const stored = storedFacts(file);
  const original = originalOf(file);
  return {
    id: file.id,
    albumId: file.parent ?? '',
    name: nameOf(file),
    ...(original ?? stored),
    modifiedMs: file.modifiedMs,
    capturedAt: file.properties['capturedAt'],
    caption: file.description === '' ? undefined : file.description,
    type: mediaTypeOf(file.mimeType),
    url: file.url,
    ...(original && { stored }),
    ...(file.starred && { tagged: true }),
  };
}

export function toRemoteAlbum({ id, name, url, properties }: WireFile): RemoteAlbum {
  return { id, title: name, url, date: properties['date'] };
}

/** What Drive says of the bytes themselves. It has no SHA-256 of some old files. */
export function storedFacts({ size, sha256, md5 }: WireFile): Pick<ContentFacts, 'size' | 'hash'> {
  return { size, hash: sha256 === undefined ? md5 && `md5:${md5}` : `sha256:${sha256}` };
}

/** Whether a file still holds what it held when it was listed as this item. */
export function holds(file: WireFile, { size, hash, stored }: RemoteItem): boolean {
  const expected = stored ?? { size, hash };
  const now = storedFacts(file);
  return now.size === expected.size && sameHash(now.hash, expected.hash) !== 'different';
}
