import { earlier } from '../earlier.ts';
import { faultProblem } from '../errors.ts';
import type { Problem, RemoteAlbum } from '../model.ts';
import type { AlbumService } from '../ports/albumService.ts';
import type { AlbumBook } from './albumBook.ts';
import { inConvoy, type ConvoyLimits } from './convoy.ts';

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
  { signal, limits, onUpdated }: AlbumDateWatch,
): Promise<readonly Problem[]> {
  if (!service.capabilities.metadata.includes('albumDate')) return [];
  const problems: Problem[] = [];
  const changes = [...changed].flatMap((name) => {
    const date = datesOf(name).reduce<string | undefined>(earlier, undefined);
    const others = book.partsOf(name).filter(({ album }) => album.date !== date);
    return date === undefined ? [] : others.map(({ album }) => [{ name, album, date }] as const);
  });
  await inConvoy(changes, limits, async ([{ name, album, date }], { onSent }) => {
    if (signal.aborted) return;
    try {
      const updated = await service.updateAlbum(album, { date }, { signal, onSent });
      if (updated.ok) {
        book.update(name, updated.value);
        await onUpdated(name, album, updated.value);
      } else problems.push(updated.problem);
    } catch (error) {
      problems.push(faultProblem(error));
    }
  });
  return problems;
}

export interface AlbumDateWatch {
  readonly signal: AbortSignal;
  /** How many changes may be under way at once. */
  readonly limits: ConvoyLimits;
  /** Told of each album with another date, as it was and as it is; what it rejects with is a problem. */
  readonly onUpdated: (name: string, was: RemoteAlbum, is: RemoteAlbum) => Promise<void>;
}
