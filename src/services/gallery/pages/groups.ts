import type { PageItem } from './model.ts';
import { dayInWords, monthInWords } from './words.ts';

/** Items under one heading. The heading is undefined where the album needs none. */
export interface Group {
  readonly heading?: string | undefined;
  readonly items: readonly PageItem[];
}

/** Fewer items than this under a heading, on average, look like a list of headings. */
const WORTH_A_HEADING = 3;

/**
 * Splits an album by days where that gives groups worth a heading, else by months, else not at all. Items without a
 * capture date come last.
 */
export function groupByDate(items: readonly PageItem[]): readonly Group[] {
  for (const inWords of [dayInWords, monthInWords]) {
    const groups = groupBy(items, inWords);
    if (groups.length > 1 && items.length / groups.length >= WORTH_A_HEADING) return groups;
  }
  return [{ items }];
}

function groupBy(items: readonly PageItem[], inWords: (capturedAt: string) => string): readonly Group[] {
  const groups: { heading: string; items: PageItem[] }[] = [];
  for (const item of items) {
    const heading = item.capturedAt === undefined ? 'Without a date' : inWords(item.capturedAt);
    const last = groups.at(-1);
    if (last?.heading === heading) last.items.push(item);
    else groups.push({ heading, items: [item] });
  }
  return groups;
}
