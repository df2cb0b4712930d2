import type { PageItem } from './model.ts';
import type { PageWords } from './words.ts';

/** Items under one heading: of their day, of their month, or none where the album needs none. */
export type Group = { readonly items: readonly PageItem[] } & (
  { readonly kind: 'day' | 'month'; readonly heading: string } | { readonly kind: 'none' }
);

/** Fewer items than this under a heading, on average, look like a list of headings. */
const WORTH_A_HEADING = 3;

/**
 * Splits an album by days where that gives groups worth a heading, else by months, else not at all. Items without a
 * capture date come last.
 */
export function groupByDate(items: readonly PageItem[], words: PageWords): readonly Group[] {
  for (const [kind, inWords] of [
    ['day', words.dayInWords],
    ['month', words.monthInWords],
  ] as const) {
    const groups = groupBy(items, (date) => (date === undefined ? words.labels.noDate : inWords(date)));
    if (groups.length > 1 && items.length / groups.length >= WORTH_A_HEADING) {
      return groups.map((group) => ({ kind, ...group }));
    }
  }
  return [{ kind: 'none', items }];
}

function groupBy(items: readonly PageItem[], headingOf: (capturedAt: string | undefined) => string) {
  const groups: { heading: string; items: PageItem[] }[] = [];
  for (const item of items) {
    const heading = headingOf(item.capturedAt);
    const last = groups.at(-1);
    if (last?.heading === heading) last.items.push(item);
    else groups.push({ heading, items: [item] });
  }
  return groups;
}
