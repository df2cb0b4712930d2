import type { Entry, Row, Rows } from './rows.ts';

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
  return (row.kind === 'album' ? row.entries() : [row.entry]).filter(isSelectable);
}

/** Whether there is anything in a row to pick out. */
export function hasSelectable(row: Row): boolean {
  return row.kind === 'album' ? row.counts.selectable > 0 : isSelectable(row.entry);
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
export function selectRange(selection: Selection, rows: Rows, from: number, to: number): Selection {
  const known = selection.anchor === undefined ? -1 : rows.indexOf(selection.anchor);
  const start = known >= 0 ? known : from;
  const keys = new Set<string>();
  for (let index = Math.min(start, to); index <= Math.max(start, to); index++) {
    const row = rows.at(index);
    // An album in the middle is the line above its items, which are in the range themselves when it is open.
    if (row === undefined || (row.kind === 'album' && row.open)) continue;
    for (const { key } of selectableOf(row)) keys.add(key);
  }
  return { keys, anchor: rows.at(start)?.key };
}

/** How much of a row is picked out. */
export function extentOf({ keys }: Selection, row: Row): 'all' | 'some' | 'none' {
  if (keys.size === 0) return 'none';
  const own = selectableOf(row);
  return extent(own.filter(({ key }) => keys.has(key)).length, own.length);
}

/** How much it is of so many when some of them are picked out. */
export function extent(picked: number, all: number): 'all' | 'some' | 'none' {
  if (picked === 0) return 'none';
  return picked === all ? 'all' : 'some';
}
