import { sameHash } from './compare.ts';
import type { Sides } from './compare.ts';
import type { BaseItem, LocalItem, RemoteItem } from './model.ts';
import { nameKey } from './naming/nameItems.ts';

/** One item with its sides, before it is compared. */
export interface PairedItem extends Sides {
  readonly album: string;
  readonly name: string;
  /** On the second and further web items of one name in one album: what the first one is paired with. */
  readonly duplicateOf?: Sides | undefined;
}

/** All that is known of one album's items. */
export interface AlbumSides {
  readonly album: string;
  readonly local: readonly LocalItem[];
  readonly remote: readonly RemoteItem[];
  readonly base: readonly BaseItem[];
}

/**
 * Brings the sides of each item together by name. Of several web items of one name the partner is the one that the
 * ledger remembers, else one with the same content, else the first by id, so that listing order does not matter.
 * Items come sorted by name; an item that is only in the ledger is gone from both sides and comes too.
 */
export function pairAlbum({ album, local, remote, base }: AlbumSides): readonly PairedItem[] {
  const locals = new Map(local.map((item) => [nameKey(item.name), item]));
  if (remote.length === 0 && base.length === 0)
    return sorted(Array.from(locals.values(), (item) => alone(album, item)));
  const bases = Map.groupBy(base, (item) => nameKey(item.name));
  const remotes = Map.groupBy(remote, (item) => nameKey(item.name));
  const items: PairedItem[] = [];
  for (const key of new Set([...locals.keys(), ...remotes.keys(), ...bases.keys()])) {
    const localItem = locals.get(key);
    const [baseItem, ...outdated] = latestFirst(bases.get(key) ?? [], remotes.get(key) ?? []);
    const [partner, ...rest] = partnerFirst(remotes.get(key) ?? [], localItem, baseItem);
    const name = localItem?.name ?? partner?.name ?? baseItem?.name ?? '';
    const first = { local: localItem, remote: partner, base: baseItem };
    items.push({ album, name, ...first });
    for (const other of rest)
      items.push({ album, name: other.name, local: localItem, remote: other, duplicateOf: first });
    for (const other of outdated) items.push({ album, name: other.name, base: other });
  }
  return sorted(items);
}

/** A file of which there is nothing but itself, as all are that nobody ever sent. */
function alone(album: string, local: LocalItem): PairedItem {
  return { album, name: local.name, local, remote: undefined, base: undefined };
}

function sorted(items: PairedItem[]): readonly PairedItem[] {
  return items.sort((a, b) => compareText(a.name, b.name) || compareText(a.remote?.id ?? '', b.remote?.id ?? ''));
}

/** Orders text by code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of two spellings of one name, the ledger may hold the one of an item that is gone. */
function latestFirst(bases: readonly BaseItem[], remote: readonly RemoteItem[]): readonly BaseItem[] {
  if (bases.length < 2) return bases;
  const rank = ({ remoteId }: BaseItem) => (remote.some(({ id }) => id === remoteId) ? 0 : 1);
  return [...bases].sort((a, b) => rank(a) - rank(b) || compareText(a.name, b.name));
}

function partnerFirst(
  candidates: readonly RemoteItem[],
  local: LocalItem | undefined,
  base: BaseItem | undefined,
): readonly RemoteItem[] {
  if (candidates.length < 2) return candidates;
  const rank = (item: RemoteItem) =>
    item.id === base?.remoteId ? 0 : sameHash(item.hash, local?.hash ?? base?.local.hash) === 'equal' ? 1 : 2;
  return [...candidates].sort((a, b) => rank(a) - rank(b) || compareText(a.id, b.id));
}
