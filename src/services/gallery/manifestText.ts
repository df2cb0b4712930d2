import type { AlbumState } from './albumState.ts';
import type { Entry } from './entry.ts';
import { formatManifest, manifestAround } from './manifest.ts';

/**
 * What the manifest of an album is to say, in pieces.
 * @param lineOf see `formatManifest`
 */
export function manifestText(
  { title, date, items, untouched }: Pick<AlbumState, 'title' | 'date' | 'items' | 'untouched'>,
  lineOf?: ReadonlyMap<Entry, string>,
): readonly string[] {
  const body = untouched?.body();
  return body ? manifestAround({ title, date }, body) : [formatManifest({ title, date, entries: items.all() }, lineOf)];
}
