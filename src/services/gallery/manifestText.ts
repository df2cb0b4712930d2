import type { AlbumState } from './albumState.ts';
import type { Entry } from './entry.ts';
import { formatManifest, manifestOf } from './manifest.ts';

/**
 * What the manifest of an album is to say.
 * @param lineOf see `formatManifest`
 */
export function manifestText(
  { title, date, items, untouched }: Pick<AlbumState, 'title' | 'date' | 'items' | 'untouched'>,
  lineOf?: ReadonlyMap<Entry, string>,
): string {
  const lines = untouched?.lines();
  return lines ? manifestOf({ title, date }, lines) : formatManifest({ title, date, entries: items.all() }, lineOf);
}
