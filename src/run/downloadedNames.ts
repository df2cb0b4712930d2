import type { BaseItem, LocalItem, RemoteItem } from '../engine/model.ts';
import { decodeName, encodeName, pathKey } from '../local/safeName.ts';

/**
 * Gives files whose names a download had to spell otherwise the names of their web items, also where the ledger knows
 * nothing of the download because the process was killed right after it, or because the ledger was lost. Only a spelling
 * that a download would have needed is taken for one: a file that a person named `100%41.jpg` keeps its name.
 */
export function nameDownloads(
  local: readonly LocalItem[],
  remote: readonly RemoteItem[],
  base: readonly BaseItem[],
): readonly LocalItem[] {
  if (!local.some(({ name }) => name.includes('%'))) return local;
  const known = new Set(base.map(({ path }) => path));
  const here = new Set(local.map(({ name }) => name.normalize('NFC')));
  const there = new Set(remote.map(({ name }) => name));
  const spellings = Map.groupBy([...here, ...there], pathKey);
  return local.map((item) => {
    const name = decodeName(item.name);
    const isFree = name !== item.name && !known.has(item.path) && there.has(name) && !here.has(name.normalize('NFC'));
    const hasTwin = (spellings.get(pathKey(name))?.length ?? 0) > 1;
    const isNeeded = hasTwin || encodeName(name) === item.name || item.name.includes('%2F');
    return isFree && isNeeded ? { ...item, name } : item;
  });
}
