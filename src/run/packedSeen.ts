import type { ReportItem, Seen } from '../engine/report.ts';

/** What was seen of some items, as text that lies outside of JavaScript's own memory. */
export interface PackedSeen {
  /** JSON in UTF-8, one after the other. */
  readonly texts: Uint8Array<ArrayBuffer>;
  /** Where the text of each item ends; that of one of which nothing was seen is empty. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Items of which a part is told apart. */
export interface PackedPiece {
  readonly items: readonly ReportItem[];
  readonly seen: PackedSeen;
}

/** Takes what was seen of the items out of them: it is more than half of each, and of most items nobody ever asks for it. */
export function packSeen(items: readonly ReportItem[]): PackedPiece {
  const encoder = new TextEncoder();
  const texts = items.map(({ seen }) => encoder.encode(seen === undefined ? '' : JSON.stringify(seen)));
  const ends = new Uint32Array(items.length);
  const all = new Uint8Array(texts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const [row, text] of texts.entries()) {
    all.set(text, end);
    ends[row] = end += text.length;
  }
  return { items: items.map(withoutSeen), seen: { texts: all, ends } };
}

/**
 * Gives the items back what was seen of them, each when somebody asks for it. Whoever copies or writes out an item asks.
 * @param items are changed
 */
export function holdSeen({ items, seen }: PackedPiece): void {
  for (const [row, item] of items.entries()) {
    if (textOf(seen, row).length === 0) continue;
    Object.defineProperty(item, HELD, { value: { seen, row } satisfies Held });
    Object.defineProperty(item, 'seen', READ_WHEN_ASKED);
  }
}

function withoutSeen(item: ReportItem): ReportItem {
  const { ...rest }: { -readonly [K in keyof ReportItem]: ReportItem[K] } = item;
  delete rest.seen;
  return rest;
}

/** Where to find what was seen of an item. */
interface Held {
  readonly seen: PackedSeen;
  readonly row: number;
}

const HELD = Symbol('held');

const decoder = new TextDecoder();

/** The same for all items, so that all of them have one shape. */
const READ_WHEN_ASKED: PropertyDescriptor & ThisType<{ readonly [HELD]: Held }> = {
  enumerable: true,
  get() {
    const { seen, row } = this[HELD];
    return JSON.parse(decoder.decode(textOf(seen, row))) as Seen;
  },
};

function textOf({ texts, ends }: PackedSeen, row: number): Uint8Array {
  return texts.subarray(row === 0 ? 0 : ends[row - 1], ends[row]);
}
