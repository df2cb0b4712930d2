import type { ReportItem } from '../../../src/engine/report.ts';
import type { Choices } from '../../../src/webview/choices.ts';
import { chosenEntry } from '../../../src/webview/choices.ts';
import type { PageState } from '../../../src/webview/pageState.ts';
import { columnText, compareTexts, matches, type Entry } from '../../../src/webview/rows.ts';
import { isSelectable } from '../../../src/webview/selection.ts';
import { isRetryable, tally } from '../../../src/webview/sentences.ts';
import { english } from './englishWords.ts';

/** An item of a folder, in the order in which it came. */
export interface Told {
  readonly key: string;
  readonly folder: string;
  readonly item: ReportItem;
}

/**
 * What a page should show, made from nothing as plainly as it can be said: each row as a text. The page itself never does
 * that; it moves on what it has.
 */
export function plainRows(told: readonly Told[], state: Omit<PageState, 'scrollTop'>): readonly string[] {
  const { groupBy, sort } = state;
  const shown = entriesInOrder(told, state.choices).filter(({ item }) => matches(item, state.filter));
  if (groupBy === 'nothing') return inSortOrder(shown, state).flatMap((entry) => itemTexts(entry, state));
  const groups = [...Map.groupBy(shown, ({ folder, item }) => `${folder}\n${item.album}`)];
  if (sort.column === 'name' && sort.direction === 'descending') groups.reverse();
  return groups.flatMap(([key, entries]) => {
    const isOpen = !state.closed.includes(key);
    const own = inSortOrder(entries, state);
    const header = `${isOpen ? '-' : '+'} ${key} ${countsText(own)}`;
    return isOpen ? [header, ...own.flatMap((entry) => itemTexts(entry, state))] : [header];
  });
}

/** What is counted of all items and of those that are shown. */
export function plainCounts(told: readonly Told[], state: Omit<PageState, 'scrollTop'>): readonly string[] {
  const all = entriesInOrder(told, state.choices);
  return [all, all.filter(({ item }) => matches(item, state.filter))].map(countsText);
}

/** The counts of some entries as a text. */
export function countsText(entries: readonly Entry[]): string {
  const counts = [...tally(entries.map(({ item }) => item))].map(([key, count]) => `${key} ${count}`).sort();
  const selectable = entries.filter(isSelectable);
  const offers = Map.groupBy(
    selectable.flatMap(({ item, was = item }) => was.choices ?? []),
    (action) => action,
  );
  return [
    ...counts,
    `selectable ${selectable.length}`,
    `in step ${selectable.filter(({ item }) => item.outcome === 'silent').length}`,
    `reasons ${entries.filter(({ item }) => item.error !== undefined).length}`,
    `retryable ${entries.filter(({ item }) => isRetryable(item)).length}`,
    ...[...offers].map(([action, { length }]) => `may ${action} ${length}`).sort(),
  ].join(', ');
}

/** The row of an item as a text. */
export function itemText({ key, item, was }: Entry, isOpen: boolean): string {
  return `  ${key} ${item.action} ${item.outcome}${was ? ' chosen' : ''}${isOpen ? ' open' : ''}`;
}

function entriesInOrder(told: readonly Told[], choices: Choices): readonly Entry[] {
  return told
    .map(({ key, folder, item }): Entry => chosenEntry({ key, folder, item }, choices.get(key)))
    .sort(
      (a, b) =>
        compareTexts(a.folder, b.folder) ||
        compareTexts(a.item.album, b.item.album) ||
        compareTexts(a.item.name, b.item.name),
    );
}

function inSortOrder(entries: readonly Entry[], { sort }: Omit<PageState, 'scrollTop'>): readonly Entry[] {
  const { column, direction } = sort;
  const sign = direction === 'ascending' ? 1 : -1;
  if (column === 'name') return sign === 1 ? entries : entries.toReversed();
  const text = (entry: Entry): string => columnText(entry, column, english);
  return entries.toSorted((a, b) => {
    const [x, y] = [text(a), text(b)];
    return Number(x === '') - Number(y === '') || sign * compareTexts(x, y);
  });
}

function itemTexts(entry: Entry, { opened }: Omit<PageState, 'scrollTop'>): readonly string[] {
  const isOpen = opened.includes(entry.key);
  return [itemText(entry, isOpen), ...(isOpen ? [`    sides of ${entry.key}`] : [])];
}
