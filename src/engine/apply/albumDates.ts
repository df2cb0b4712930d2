import type { Problem, RemoteAlbum, RemoteItem } from '../model.ts';
import type { AlbumService } from '../ports/albumService.ts';
import type { AlbumBook } from './albumBook.ts';

/**
 * Gives the web albums whose items came or went the earliest capture date of all their items. Every part gets the date
 * of the whole album, so that the parts stay together where a service sorts by date.
 */
export async function updateAlbumDates(
  changed: ReadonlySet<string>,
  remote: ReadonlyMap<string, ReadonlyMap<string, RemoteItem>>,
  book: AlbumBook,
  service: AlbumService,
  { signal, onUpdated }: AlbumDateWatch,
): Promise<readonly Problem[]> {
  if (!service.capabilities.metadata.includes('albumDate')) return [];
  const problems: Problem[] = [];
  for (const name of changed) {
    const date = earliest([...(remote.get(name)?.values() ?? [])]);
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

function earliest(items: readonly RemoteItem[]): string | undefined {
  return items
    .flatMap((item) => item.capturedAt ?? [])
    .reduce<string | undefined>((first, date) => (first === undefined || date < first ? date : first), undefined);
}
