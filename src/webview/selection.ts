import type { Entry, Row } from './rows.ts';

/** The rows that a person picked out, by the keys of their items. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** The key of the row from which a range is drawn. */
  readonly anchor: string | undefined;
}

export const NOTHING_SELECTED: Selection = { keys: new Set(), anchor: undefined };

/** Whether an item may be picked out: only what can be changed. */
export function isSelectable({ item, was }: Entry): boolean {
  return (was ?? item).choices !== undefined;
}

/** The items of a row: an album stands for all of its items that are shown. */
export function selectableOf(row: Row): readonly Entry[] {
  return (row.kind === 'album' ? row.entries : [row.entry]).filter(isSelectable);
}

/** Picks a row out, or puts it back when it was. */
export function toggleRow({ keys }: Selection, row: Row): Selection {
  const own = selectableOf(row).map(({ key }) => key);
  const next = new Set(keys);
  const isIn = own.every((key) => keys.has(key));
  for (const key of own) {
    if (isIn) next.delete(key);
    else next.add(key);
  }
  return { keys: next, anchor: row.key };
}

/** Picks out all rows between the anchor and a row, and no others. */
export function selectRange(selection: Selection, rows: readonly Row[], from: number, to: number): Selection {
  const known = rows.findIndex(({ key }) => key === selection.anchor);
  const start = known >= 0 ? known : from;
  const between = rows.slice(Math.min(start, to), Math.max(start, to) + 1);
  // An album in the middle is the line above its items, which are in the range themselves when it is open.
  const entries = between.flatMap((row) => (row.kind === 'album' && row.open ? [] : selectableOf(row)));
  return { keys: new Set(entries.map(({ key }) => key)), anchor: rows[start]?.key };
}

/** How much of some items is picked out. */
export function extentOf(selection: Selection, entries: readonly Entry[]): 'all' | 'some' | 'none' {
  const count = entries.filter(({ key }) => selection.keys.has(key)).length;
  if (count === 0) return 'none';
  return count === entries.length ? 'all' : 'some';
}
