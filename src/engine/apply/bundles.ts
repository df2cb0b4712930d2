import type { PlannedItem } from '../plan/model.ts';

/** So many small photos go together, or fewer of many bytes: what a person waits for between two steps of the progress. */
const MOST_ITEMS = 64;
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Items in their order, in the bundles in which they are carried out: those of one place that follow each other go together, and
 * all others by themselves.
 * @param placeOf names the place of an item that may go with others
 */
export function* bundles(
  items: Iterable<PlannedItem>,
  placeOf: (item: PlannedItem) => string | undefined,
): Generator<readonly PlannedItem[]> {
  let bundle: PlannedItem[] = [];
  let place: string | undefined;
  let bytes = 0;
  for (const item of items) {
    const itsPlace = placeOf(item);
    const size = item.sides.local?.size ?? 0;
    const isFull = bundle.length >= MOST_ITEMS || bytes + size > MOST_BYTES;
    if (bundle.length > 0 && (itsPlace === undefined || itsPlace !== place || isFull)) {
      yield bundle;
      bundle = [];
      bytes = 0;
    }
    bundle.push(item);
    place = itsPlace;
    bytes += size;
  }
  if (bundle.length > 0) yield bundle;
}
