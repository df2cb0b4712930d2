import type { BaseItem, LocalItem, RemoteItem } from '../model.ts';
import { compareText } from '../pairing.ts';

/**
 * Names the items of an album whose service does not know names. An item that the ledger knows has its name there, and
 * stands once for each name that it has. One that nobody knows has the name that the service tells, or that of a file
 * in a folder that ends so and has no web copy; one that is `unheardOf` too is left out.
 */
export function nameListed(
  remote: readonly RemoteItem[],
  local: readonly LocalItem[],
  base: readonly BaseItem[],
): readonly RemoteItem[] {
  const rows = Map.groupBy(base, placeKey);
  const named = remote.flatMap((item) => {
    const names = new Map(rows.get(placeKey({ ...item, remoteId: item.id }))?.map(({ name }) => [key(name), name]));
    return [...names.values()].map((name) => ({ ...item, name }));
  });
  const unknown = remote.filter(
    (item) => item.unheardOf !== true && !rows.has(placeKey({ ...item, remoteId: item.id })),
  );
  return [...named, ...nameUnknown(unknown, local, new Set(named.map(({ name }) => key(name))))];
}

function nameUnknown(
  unknown: readonly RemoteItem[],
  local: readonly LocalItem[],
  taken: ReadonlySet<string>,
): readonly RemoteItem[] {
  if (unknown.length === 0) return [];
  const free = local.map(({ name }) => name).filter((name) => !taken.has(key(name)));
  const byEnd = Map.groupBy(free.sort(outermostFirst), (name) => key(lastPart(name)));
  return [...unknown]
    .sort((a, b) => compareText(a.id, b.id))
    .map((item) => ({ ...item, name: byEnd.get(key(item.name))?.shift() ?? item.name }));
}

function outermostFirst(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || compareText(a, b);
}

/** Where an item is: in another album the same id is another place. */
export function placeKey({ albumId, remoteId }: Pick<BaseItem, 'albumId' | 'remoteId'>): string {
  return `${albumId}\n${remoteId}`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function key(name: string): string {
  return name.normalize('NFC');
}
