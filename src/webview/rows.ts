import type { Action, Outcome, SyncEvent } from '../engine/model.ts';
import type { ReportItem } from '../engine/report.ts';
import type { EntryCounts } from './entryCounts.ts';
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

/** One line of the table. */
export type Row =
  | {
      readonly kind: 'album';
      readonly key: string;
      readonly folder: string;
      readonly album: string;
      /** What is counted of its items that are shown. */
      readonly counts: EntryCounts;
      /** Its items that are shown, in their order. */
      readonly entries: () => readonly Entry[];
      readonly open: boolean;
    }
  | { readonly kind: 'item'; readonly key: string; readonly entry: Entry; readonly open: boolean }
  /** The two sides of the item in the row above. */
  | { readonly kind: 'facts'; readonly key: string; readonly entry: Entry };

/** The rows of the table, of which each is made when somebody asks for it. One that has not changed is the same object. */
export interface Rows {
  readonly length: number;
  /** Another number whenever rows have come, gone or moved. */
  readonly version: number;
  /** Whether items in open groups have a reason, or can be tried again. */
  readonly has: { readonly reasons: boolean; readonly retries: boolean };
  at(index: number): Row | undefined;
  kindAt(index: number): Row['kind'];
  /** -1 where there is no such row. */
  indexOf(key: string): number;
  /** The row of the album in which a row is; -1 where there is none. */
  headerOf(index: number): number;
}

/** Whether a filter lets an item through. */
export function matches(item: ReportItem, filter: Filter): boolean {
  if (filter.events.length > 0 && !filter.events.includes(item.event)) return false;
  if (filter.actions.length > 0 && !filter.actions.includes(item.action)) return false;
  if (filter.outcomes.length > 0 && !filter.outcomes.includes(item.outcome)) return false;
  const asked = filter.events.includes('SAME') || filter.outcomes.includes('silent');
  if (item.outcome === 'silent' && filter.inStep === 'hidden' && !asked) return false;
  return filter.text === '' || haystack(item).includes(filter.text.toLowerCase());
}

/** The text by which a column sorts an item. */
export function columnText({ item }: Entry, column: Exclude<Column, 'name'>, words: Words): string {
  switch (column) {
    case 'event':
      return `${item.event} ${item.detail ?? ''}`;
    case 'action':
      return actionWord(item, words);
    case 'outcome':
      return words.outcomes[item.outcome];
    case 'reason':
      return item.error?.message ?? '';
  }
}

/** Names and words as people order them: numbers in names by their value. */
export function compareTexts(a: string, b: string): number {
  return a === b ? 0 : byName.compare(a, b);
}

const byName = new Intl.Collator(undefined, { numeric: true });

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
