import type { BaseAlbum } from '../model.ts';
import type { RemoteGroup } from '../parts.ts';
import { folderKey } from '../ports/localFiles.ts';
import type { FolderRecord } from '../ports/localFiles.ts';

/**
 * An album that a run found wholly in step, with everything by which a later run sees that nothing of it was touched.
 * Such an album is a number in the report, and none of its items is looked at.
 */
export interface SettledAlbum {
  readonly album: string;
  /** Stands for all that decides, beside the sides and the base, what a plan makes of the album. */
  readonly rules: string;
  /** The folders that flow into it, topmost first. */
  readonly folders: readonly string[];
  /** Every folder that holds files of it. */
  readonly places: readonly FolderRecord[];
  readonly parts: readonly SettledPart[];
  /** What the ledger knew of its web albums. */
  readonly known: readonly BaseAlbum[];
  readonly items: number;
}

export interface SettledPart {
  readonly part: number;
  readonly id: string;
  /** See `RemoteAlbum.mark`. */
  readonly mark: string;
}

/** How things stand now, as far as it was seen without looking at any item. */
export interface Signs {
  /** See `SettledAlbum.rules`. */
  readonly rules: string;
  /** The folders that look as they did, by `folderKey`. */
  readonly unchanged: ReadonlySet<string>;
  /** The marks of the web albums that are there, by id. */
  readonly marks: ReadonlyMap<string, string | undefined>;
  readonly known: readonly BaseAlbum[];
}

/** The albums of which nothing was touched. Pure. */
export function stillSettled(before: readonly SettledAlbum[], signs: Signs): readonly SettledAlbum[] {
  const known = Map.groupBy(signs.known, ({ album }) => album);
  return before.filter(
    (each) =>
      each.rules === signs.rules &&
      each.places.every((place) => signs.unchanged.has(folderKey(place))) &&
      each.parts.every(({ id, mark }) => signs.marks.get(id) === mark) &&
      isAlike(each.known, known.get(each.album) ?? []),
  );
}

/**
 * Of these albums, those that stand for themselves: no other folder flows into them now, and the same web albums make
 * them up.
 * @param flowing the albums into which files flow that are not theirs
 */
export function standAlone(
  settled: readonly SettledAlbum[],
  flowing: Pick<ReadonlySet<string>, 'has'>,
  groups: readonly RemoteGroup[],
): readonly SettledAlbum[] {
  const byName = new Map(groups.map((group) => [group.name, group]));
  return settled.filter(({ album, parts }) => {
    const now = byName.get(album)?.parts ?? [];
    return (
      !flowing.has(album) &&
      now.length === parts.length &&
      parts.every(({ part, id }, index) => now[index]?.part === part && now[index].album.id === id)
    );
  });
}

/** What a scan may pass over, by `folderKey`. */
export function placesOf(settled: readonly SettledAlbum[]): ReadonlyMap<string, FolderRecord> {
  return new Map(settled.flatMap(({ places }) => places.map((place) => [folderKey(place), place] as const)));
}

function isAlike(a: readonly BaseAlbum[], b: readonly BaseAlbum[]): boolean {
  return textOf(a) === textOf(b);
}

function textOf(albums: readonly BaseAlbum[]): string {
  const sorted = albums.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify(sorted.map(({ id, album, part, folders }) => [id, album, part, folders]));
}
