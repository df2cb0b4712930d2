import type { Action, Outcome, SyncEvent } from '../engine/model.ts';
import type { ReportItem } from '../engine/report.ts';
import type { FolderReport } from './protocol.ts';
import { actionWord } from './sentences.ts';
import type { Words } from './words.ts';

/** One item of the report with what the page needs to find and order it quickly. */
export interface Entry {
  readonly key: string;
  readonly folder: string;
  readonly item: ReportItem;
  /** The item as it was planned, where a person chose another action for it. */
  readonly was?: ReportItem | undefined;
}

export type Column = 'event' | 'name' | 'action' | 'outcome' | 'reason';

export interface Sort {
  readonly column: Column;
  readonly direction: 'ascending' | 'descending';
}

/** What the person chose to see. Empty lists choose everything. */
export interface Filter {
  readonly text: string;
  readonly events: readonly SyncEvent[];
  readonly actions: readonly Action[];
  readonly outcomes: readonly Outcome[];
  /** Items in step are most of a large library and rarely of interest. */
  readonly inStep: 'hidden' | 'shown';
}

export interface Grouping {
  readonly by: 'album' | 'nothing';
  /** Keys of the groups that are closed. */
  readonly closed: ReadonlySet<string>;
}

/** One line of the table. */
export type Row =
  | {
      readonly kind: 'album';
      readonly key: string;
      readonly folder: string;
      readonly album: string;
      readonly entries: readonly Entry[];
      readonly open: boolean;
    }
  | { readonly kind: 'item'; readonly key: string; readonly entry: Entry; readonly open: boolean }
  /** The two sides of the item in the row above. */
  | { readonly kind: 'facts'; readonly key: string; readonly entry: Entry };

const byName = new Intl.Collator(undefined, { numeric: true });

/** The entries of a report in the order of folder, album and name. */
export function entriesOf(folders: readonly FolderReport[]): readonly Entry[] {
  const keys = new Set<string>();
  const entries: Entry[] = [];
  for (const { key: folder, report } of folders) {
    // Album by album, since a comparison of names is what takes the time in a large library.
    const albums = [...groupBy(report.items, (item) => item.album)].sort(([a], [b]) => compareTexts(a, b));
    for (const [, items] of albums) {
      for (const item of items.sort((a, b) => compareTexts(a.name, b.name))) {
        let key = entryKey(folder, item);
        // Two files of one name in one album are a collision: both are listed.
        if (keys.has(key)) key = `${key}\n${item.path ?? item.remoteId ?? String(entries.length)}`;
        keys.add(key);
        entries.push({ key, folder, item });
      }
    }
  }
  return entries;
}

export function entryKey(folder: string, item: ReportItem): string {
  return `${folder}\n${item.album}\n${item.name}`;
}

/** The entries that the filter lets through. */
export function filtered(entries: readonly Entry[], filter: Filter): readonly Entry[] {
  return entries.filter(({ item }) => matches(item, filter));
}

/**
 * The rows to show, in their order.
 * @param entries in the order of folder, album and name, so that nothing of a large library has to be compared again
 */
export function rowsOf(
  entries: readonly Entry[],
  options: {
    readonly sort: Sort;
    readonly grouping: Grouping;
    /** The words about the items of a workspace folder. */
    readonly wordsOf: (folder: string) => Words;
    /** Keys of the items whose sides are shown. */
    readonly opened: ReadonlySet<string>;
  },
): readonly Row[] {
  const { sort, grouping, wordsOf, opened } = options;
  if (grouping.by === 'nothing') return sorted(entries, sort, wordsOf).flatMap((entry) => itemRows(entry, opened));
  const groups = albumGroups(entries);
  // Sorted by another column than the name, albums keep their order and only items move.
  if (sort.column === 'name' && sort.direction === 'descending') groups.reverse();
  return groups.flatMap((group) => {
    const key = `${group[0].folder}\n${group[0].item.album}`;
    return groupRows(key, sorted(group, sort, wordsOf), !grouping.closed.has(key), opened);
  });
}

function groupRows(key: string, group: readonly Entry[], open: boolean, opened: ReadonlySet<string>): readonly Row[] {
  const [first] = group;
  if (first === undefined) return [];
  const header: Row = { kind: 'album', key, folder: first.folder, album: first.item.album, entries: group, open };
  return open ? [header, ...group.flatMap((entry) => itemRows(entry, opened))] : [header];
}

function itemRows(entry: Entry, opened: ReadonlySet<string>): readonly Row[] {
  const open = opened.has(entry.key);
  const row: Row = { kind: 'item', key: entry.key, entry, open };
  return open ? [row, { kind: 'facts', key: `${entry.key}\nfacts`, entry }] : [row];
}

function matches(item: ReportItem, filter: Filter): boolean {
  if (filter.events.length > 0 && !filter.events.includes(item.event)) return false;
  if (filter.actions.length > 0 && !filter.actions.includes(item.action)) return false;
  if (filter.outcomes.length > 0 && !filter.outcomes.includes(item.outcome)) return false;
  const asked = filter.events.includes('SAME') || filter.outcomes.includes('silent');
  if (item.outcome === 'silent' && filter.inStep === 'hidden' && !asked) return false;
  return filter.text === '' || haystack(item).includes(filter.text.toLowerCase());
}

/** The texts of items that were searched before: a person types letter by letter. */
const haystacks = new WeakMap<ReportItem, string>();

function haystack(item: ReportItem): string {
  const known = haystacks.get(item);
  if (known !== undefined) return known;
  const { album, name, path = '', error } = item;
  const text = `${album}\n${name}\n${path}\n${error?.code ?? ''} ${error?.message ?? ''}`.toLowerCase();
  haystacks.set(item, text);
  return text;
}

/** Entries of one text stay in their order; only the texts are compared, and there are few of them. */
function sorted(
  entries: readonly Entry[],
  { column, direction }: Sort,
  wordsOf: (folder: string) => Words,
): readonly Entry[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (column === 'name') return sign === 1 ? entries : entries.toReversed();
  const byText = [...groupBy(entries, columnText(column, wordsOf))];
  // Rows without a reason come last either way: nobody looks for them.
  byText.sort(([a], [b]) => Number(a === '') - Number(b === '') || sign * compareTexts(a, b));
  return byText.flatMap(([, group]) => group);
}

/** Entries of one album lie side by side. */
function albumGroups(entries: readonly Entry[]): [Entry, ...Entry[]][] {
  const groups: [Entry, ...Entry[]][] = [];
  for (const entry of entries) {
    const group = groups.at(-1);
    if (group?.[0].folder === entry.folder && group[0].item.album === entry.item.album) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function columnText(column: Exclude<Column, 'name'>, wordsOf: (folder: string) => Words): (entry: Entry) => string {
  switch (column) {
    case 'event':
      return ({ item }) => `${item.event} ${item.detail ?? ''}`;
    case 'action':
      return ({ item, folder }) => actionWord(item, wordsOf(folder));
    case 'outcome':
      return ({ item, folder }) => wordsOf(folder).outcomes[item.outcome];
    case 'reason':
      return ({ item }) => item.error?.message ?? '';
  }
}

function groupBy<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : byName.compare(a, b);
}
