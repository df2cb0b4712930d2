import type { AlbumState } from './albumState.ts';
import { entryFor } from './content.ts';
import { isSameContent, looksUntouched, type Entry } from './entry.ts';
import { look } from './look.ts';
import type { Replacement } from './replacements.ts';
import type { Store } from './store.ts';

/** A place that a photo is to take, and what the album says of it before and after. */
export interface Place {
  readonly before: Entry;
  readonly entry: Entry;
  /** Absolute path. */
  readonly target: string;
}

/** Undefined where the item is not as somebody was told of it. Throws what the disk throws. */
export function placeOf(
  { layout }: Pick<Store, 'layout'>,
  { slug, items }: Pick<AlbumState, 'slug' | 'items'>,
  { item, path, details, staged }: Replacement,
): Place | undefined {
  const before = items.at(path);
  const target = layout.item(slug, path);
  const file = before && look(target);
  if (!before || !file || !looksUntouched(before, file) || !isSameContent(before, item)) return undefined;
  return { before, entry: { ...entryFor(path, details, staged), tagged: before.tagged }, target };
}
