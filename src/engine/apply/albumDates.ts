import { earlier } from '../earlier.ts';
import type { Problem, RemoteAlbum } from '../model.ts';
import type { AlbumService } from '../ports/albumService.ts';
import type { AlbumBook } from './albumBook.ts';

/**
 * Gives the web albums whose items came or went the earliest capture date of all their items. Every part gets the date
 * of the whole album, so that the parts stay together where a service sorts by date.
 * @param datesOf the capture dates of the web items of an album, the earliest of them at least
 */
export async function updateAlbumDates(
  changed: ReadonlySet<string>,
  datesOf: (album: string) => readonly string[],
  book: AlbumBook,
  service: AlbumService,
  { signal, onUpdated }: AlbumDateWatch,
): Promise<readonly Problem[]> {
  if (!service.capabilities.metadata.includes('albumDate')) return [];
  const problems: Problem[] = [];
  for (const name of changed) {
    const date = datesOf(name).reduce<string | undefined>(earlier, undefined);
    for (const { album } of book.partsOf(name)) {
      if (date === undefined || album.date === date || signal.aborted) continue;
      const updated = await service.updateAlbum(album, { date }, { signal });
      if (updated.ok) {
        book.update(name, updated.value);
        onUpdated(name, album, updated.value);
      } else problems.push(updated.problem);
    }
  }
  return problems;
}

export interface AlbumDateWatch {
  readonly signal: AbortSignal;
  /** Told of each album with another date, as it was and as it is. */
  readonly onUpdated: (name: string, was: RemoteAlbum, is: RemoteAlbum) => void;
}
