import { sameHash } from '../compare.ts';
import type { BaseItem, LocalItem } from '../model.ts';
import { itemKey } from '../naming/nameItems.ts';
import type { AlbumInput, AlbumRename, PlanInput, PlannedItem } from './model.ts';
import { asMove, isNewUpload } from './moves.ts';
import { moveWholeAlbums } from './wholeAlbums.ts';

/**
 * Recognises renamed and moved files by their content: a file that is gone and a new one with the same hash are one
 * item, whose web copy is moved instead of sent again. Where all items of a web album moved to an album that is not on
 * the web yet, the album itself gets the new title.
 */
export function findRenames(
  items: readonly PlannedItem[],
  input: PlanInput,
): { readonly items: readonly PlannedItem[]; readonly renames: readonly AlbumRename[] } {
  const { rename, sameBytes } = input.capabilities;
  // Where the same bytes are one item, a new name finds it by sending them, and an old one may still be needed.
  if ((!rename.item && !rename.move) || sameBytes === 'oneItem') {
    if (!rename.album) return { items, renames: [] };
    const moved = moveWholeAlbums(items, input.albums);
    return { items: moved, renames: findAlbumRenames(moved, input) };
  }
  const gone = goneByHash(items);
  if (gone.size === 0) return { items, renames: [] };
  const taken = new Set<PlannedItem>();
  const moved = items.map((item) => {
    const origin = isNewUpload(item) ? takeOrigin(item, gone, taken, input) : undefined;
    return origin ? asMove(item, origin) : item;
  });
  const left = moved.filter((item) => !taken.has(item));
  return { items: left, renames: findAlbumRenames(left, input) };
}

/** Files whose content could be one that is gone; their hash must be known before the plan can tell. */
export function renameCandidates(albums: readonly AlbumInput[]): readonly LocalItem[] {
  const keyOf = (item: LocalItem | BaseItem) => itemKey(item.album, item.name);
  // Where nothing is remembered, nothing is gone.
  if (albums.every(({ base }) => base.length === 0)) return [];
  const here = new Set(albums.flatMap((album) => album.local.map(keyOf)));
  const base = albums.flatMap((album) => album.base);
  const goneSizes = new Set(base.filter((item) => !here.has(keyOf(item))).map((item) => item.local.size));
  if (goneSizes.size === 0) return [];
  const known = new Set(base.map(keyOf));
  return albums.flatMap((album) =>
    album.local.filter((item) => !known.has(keyOf(item)) && !item.obstacle && goneSizes.has(item.size)),
  );
}

function goneByHash(items: readonly PlannedItem[]): Map<string, PlannedItem[]> {
  const gone = new Map<string, PlannedItem[]>();
  for (const item of items) {
    const hash = item.sides.base?.local.hash;
    const unchangedRemote = item.event === 'REMOTE_ONLY' && item.detail === 'deletedLocally' && !item.changed.remote;
    if (!unchangedRemote || !isSeenUnchanged(item.sides) || hash === undefined || item.outcome === 'skipped') continue;
    gone.set(hash, [...(gone.get(hash) ?? []), item]);
  }
  return gone;
}

/** Whether the web copy is seen to be as it was: where a service tells neither hash nor date, nobody knows. */
function isSeenUnchanged({ remote, base }: PlannedItem['sides']): boolean {
  if (!remote || !base) return false;
  return sameHash(remote.hash, base.remote.hash) === 'equal' || remote.modifiedMs !== undefined;
}

function takeOrigin(
  item: PlannedItem,
  gone: ReadonlyMap<string, readonly PlannedItem[]>,
  taken: Set<PlannedItem>,
  { capabilities }: PlanInput,
): PlannedItem | undefined {
  const { local } = item.sides;
  if (local?.hash === undefined) return undefined;
  const candidates = (gone.get(local.hash) ?? []).filter(
    (other) =>
      !taken.has(other) &&
      sameHash(other.sides.base?.local.hash, local.hash) === 'equal' &&
      (other.album === item.album ? capabilities.rename.item : capabilities.rename.move),
  );
  const origin = candidates.find((other) => fileName(other.name) === fileName(item.name)) ?? candidates[0];
  if (origin) taken.add(origin);
  return origin;
}

/** An album is renamed when every item it has on the web moves, under its own name, to one album that is new there. */
function findAlbumRenames(items: readonly PlannedItem[], input: PlanInput): readonly AlbumRename[] {
  if (!input.capabilities.rename.album) return [];
  const byName = new Map(input.albums.map((album) => [album.album, album]));
  const destinations = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const item of items) {
    if (!item.movedFrom) continue;
    const from = item.movedFrom.base.album;
    const to = item.movedFrom.item.name === item.name ? item.album : '';
    destinations.set(from, (destinations.get(from) ?? new Set()).add(to));
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  const renames: AlbumRename[] = [];
  for (const [from, targets] of destinations) {
    const [to = '', ...others] = targets;
    const source = byName.get(from);
    const emptied = source?.group && source.local.length === 0 && source.remote.length === counts.get(from);
    if (to === '' || others.length > 0 || !emptied || byName.get(to)?.group || renames.some((known) => known.to === to))
      continue;
    renames.push({ from, to, group: source.group });
  }
  return renames;
}

function fileName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
