import type { ApplyPorts } from '../engine/apply/apply.ts';
import { inParallel } from '../engine/apply/inParallel.ts';
import { isRemoteChanged } from '../engine/compare.ts';
import type { CompareRules } from '../engine/compare.ts';
import type { BaseItem, RemoteItem } from '../engine/model.ts';
import { nameKey } from '../engine/naming/nameItems.ts';
import type { RemoteGroup } from '../engine/parts.ts';
import type { OtherItems } from '../engine/plan/model.ts';
import type { Call } from '../engine/ports/albumService.ts';
import type { TouchedAlbum } from '../engine/settled/settledAlbum.ts';

/** An album of which some files were touched, with all that there is of these items beside the files themselves. */
export interface TouchedSides extends TouchedAlbum {
  readonly group: RemoteGroup;
  readonly base: readonly BaseItem[];
  readonly remote: readonly RemoteItem[];
  /** Of the other items only this is known. */
  readonly others: OtherItems;
}

/** Whether a service tells of some items what it tells of all: where it does not know names, they depend on the other items. */
export function tellsSome({ service }: Pick<ApplyPorts, 'service'>): boolean {
  return service.listSome !== undefined && service.capabilities.knows.name;
}

/**
 * Asks for the web items and the rows of files that were touched. An album comes back when each of them has just one of both,
 * and nothing of it was changed on the web: then whatever a plan does about them, it neither adds an item nor needs a name.
 */
export async function touchedSides(
  touched: readonly TouchedAlbum[],
  groups: readonly RemoteGroup[],
  ports: Pick<ApplyPorts, 'service' | 'ledger'>,
  rules: CompareRules,
  call: Call,
): Promise<readonly TouchedSides[]> {
  const byName = new Map(groups.map((group) => [group.name, group]));
  const found = new Map<TouchedAlbum, TouchedSides>();
  await inParallel(touched, ports.service.capabilities.concurrency, async (album) => {
    const group = byName.get(album.settled.album);
    const sides = group && (await sidesOf(album, group, ports, rules, call));
    if (sides) found.set(album, sides);
  });
  return touched.flatMap((album) => found.get(album) ?? []);
}

async function sidesOf(
  touched: TouchedAlbum,
  group: RemoteGroup,
  { service, ledger }: Pick<ApplyPorts, 'service' | 'ledger'>,
  rules: CompareRules,
  call: Call,
): Promise<TouchedSides | undefined> {
  const { settled, paths } = touched;
  const base = ledger.itemsAt(settled.album, paths);
  if (base.length !== paths.size || new Set(base.map(({ path }) => path)).size !== paths.size) return undefined;
  const remote: RemoteItem[] = [];
  const since: string[] = [];
  // Also a part in which nothing is to be done is looked at as closely as when it is listed.
  for (const { album } of group.parts) {
    const ids = base.flatMap(({ albumId, remoteId }) => (albumId === album.id ? [remoteId] : []));
    const told = await service.listSome?.(album, new Set(ids), call);
    if (!told?.ok || !told.value) return undefined;
    remote.push(...told.value.items);
    if (told.value.othersSince !== undefined) since.push(told.value.othersSince);
  }
  if (remote.length !== base.length || !base.every((row) => isAsRemembered(row, remote, rules))) return undefined;
  const [first] = since.toSorted();
  return { ...touched, group, base, remote, others: { items: settled.items - paths.size, since: first } };
}

function isAsRemembered(row: BaseItem, remote: readonly RemoteItem[], rules: CompareRules): boolean {
  const item = remote.find(({ id }) => id === row.remoteId);
  return (
    item !== undefined &&
    item.albumId === row.albumId &&
    nameKey(item.name) === nameKey(row.name) &&
    !isRemoteChanged(item, row, rules)
  );
}
