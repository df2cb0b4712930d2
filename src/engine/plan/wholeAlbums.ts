import { sameHash } from '../compare.ts';
import type { AlbumInput, PlannedItem } from './model.ts';
import { asMove, isNewUpload } from './moves.ts';

/**
 * Where a service can give an album another title and cannot move an item: a folder that was renamed takes its web album
 * along, when all that the album has is now in one folder that is new, under the same names and with the same content.
 */
export function moveWholeAlbums(items: readonly PlannedItem[], albums: readonly AlbumInput[]): readonly PlannedItem[] {
  const byAlbum = Map.groupBy(items, ({ album }) => album);
  const uploads = new Map(
    albums
      .filter(({ group, known }) => !group && known.length === 0)
      .map(({ album }) => [
        album,
        new Map(
          byAlbum
            .get(album)
            ?.filter(isNewUpload)
            .map((item) => [key(item), item]),
        ),
      ]),
  );
  const origins = new Map<PlannedItem, PlannedItem>();
  for (const { album, group, local, remote } of albums) {
    const left = byAlbum.get(album) ?? [];
    const isLeft = group?.parts.length === 1 && local.length === 0 && remote.length === left.length;
    if (!isLeft || left.length === 0 || !left.every(isGone)) continue;
    const [to, files] = [...uploads].find(([, candidates]) => left.every((item) => isFound(item, candidates))) ?? [];
    if (to === undefined) continue;
    uploads.delete(to);
    for (const item of left) {
      const file = files?.get(key(item));
      if (file) origins.set(file, item);
    }
  }
  const taken = new Set(origins.values());
  return items
    .filter((item) => !taken.has(item))
    .map((item) => {
      const origin = origins.get(item);
      return origin ? asMove(item, origin) : item;
    });
}

/** Whether a web item is as it was, and nothing but its file is gone. */
function isGone({ event, detail, changed, outcome, sides: { remote, base } }: PlannedItem): boolean {
  return (
    event === 'REMOTE_ONLY' &&
    detail === 'deletedLocally' &&
    outcome !== 'skipped' &&
    !changed.remote &&
    remote !== undefined &&
    remote.id === base?.remoteId &&
    remote.albumId === base.albumId
  );
}

function isFound(item: PlannedItem, files: ReadonlyMap<string, PlannedItem>): boolean {
  const hash = files.get(key(item))?.sides.local?.hash;
  return sameHash(hash, item.sides.base?.local.hash) === 'equal';
}

function key({ name }: PlannedItem): string {
  return name.normalize('NFC');
}
