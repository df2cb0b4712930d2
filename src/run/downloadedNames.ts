import type { BaseItem, LocalItem, RemoteItem } from '../engine/model.ts';
import { decodeName, encodeName } from '../local/safeName.ts';
import { visiblePath } from '../local/visiblePath.ts';

/**
 * Gives files whose names a download had to spell otherwise the names of their web items, also where the ledger knows
 * nothing of the download because the process was killed right after it, or because the ledger was lost. Only a spelling
 * that a download makes is taken for one: a file that a person named `100%41.jpg` keeps its name.
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
  return local.map((item) => {
    const name = decodeName(item.name);
    const isFree = name !== item.name && !known.has(item.path) && there.has(name) && !here.has(name.normalize('NFC'));
    return isFree && isSpelling(item.name, name) ? { ...item, name } : item;
  });
}

/** Whether a download spells a name so: for the disk, beside a twin (from the left), or without a folder of its own. */
function isSpelling(spelled: string, name: string): boolean {
  return (
    visiblePath(encodeName(name), 'file') === spelled ||
    /(^|\/)%[0-9A-F]{2}[^/]*$/.test(spelled) ||
    spelled.includes('%2F')
  );
}
