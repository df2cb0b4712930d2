import type { BaseAlbum } from '../model.ts';
import type { RemoteGroup } from '../parts.ts';
import { folderKey } from '../ports/localFiles.ts';
import type { FolderLooks, FolderRecord } from '../ports/localFiles.ts';

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
  /** The folders that look as they did, and those in which only some files look different. */
  readonly looks: FolderLooks;
  /** The marks of the web albums that are there, by id. */
  readonly marks: ReadonlyMap<string, string | undefined>;
  readonly known: readonly BaseAlbum[];
}

/** An album that was settled, and of which nothing but some of its files was touched. */
export interface TouchedAlbum {
  /** As it was. */
  readonly settled: SettledAlbum;
  /** Where these files are, relative to the workspace folder. */
  readonly paths: ReadonlySet<string>;
  /** Their names in each folder, by `folderKey`. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Its folders as they look now; undefined while they may still be changing. */
  readonly places: readonly FolderRecord[] | undefined;
}

/** The albums of which nothing was touched. Pure. */
export function stillSettled(before: readonly SettledAlbum[], signs: Signs): readonly SettledAlbum[] {
  const { unchanged } = signs.looks;
  return withoutOtherSigns(before, signs).filter(({ places }) =>
    places.every((place) => unchanged.has(folderKey(place))),
  );
}

/** The albums of which nothing was touched but some files, in their places. Pure. */
export function touchedAlbums(before: readonly SettledAlbum[], signs: Signs): readonly TouchedAlbum[] {
  const { unchanged, touched } = signs.looks;
  if (touched.size === 0) return [];
  return withoutOtherSigns(before, signs).flatMap((settled) => {
    const paths = new Set<string>();
    const names = new Map<string, ReadonlySet<string>>();
    const places: (FolderRecord | undefined)[] = [];
    for (const place of settled.places) {
      const key = folderKey(place);
      const folder = touched.get(key);
      if (!folder && !unchanged.has(key)) return [];
      if (folder) names.set(key, folder.names);
      for (const name of folder?.names ?? []) paths.add(place.path === '.' ? name : `${place.path}/${name}`);
      places.push(folder ? folder.record : place);
    }
    const now = places.filter((place) => place !== undefined);
    return paths.size > 0 ? [{ settled, paths, names, places: now.length === places.length ? now : undefined }] : [];
  });
}

/** Those of which everything but their files is as it was. */
function withoutOtherSigns(before: readonly SettledAlbum[], signs: Signs): readonly SettledAlbum[] {
  const known = Map.groupBy(signs.known, ({ album }) => album);
  return before.filter(
    (each) =>
      each.rules === signs.rules &&
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
  return settled.filter((each) => !flowing.has(each.album) && isMadeUpBy(each, byName.get(each.album)));
}

/**
 * The same of albums of which some files were touched: just these files flow into them.
 * @param flowing where the files are that were found for an album
 */
export function touchedAlone(
  touched: readonly TouchedAlbum[],
  flowing: (album: string) => readonly string[],
  groups: readonly RemoteGroup[],
): readonly TouchedAlbum[] {
  const byName = new Map(groups.map((group) => [group.name, group]));
  return touched.filter(({ settled, paths }) => {
    const found = flowing(settled.album);
    const isAll = found.length === paths.size && found.every((path) => paths.has(path));
    return isAll && isMadeUpBy(settled, byName.get(settled.album));
  });
}

function isMadeUpBy({ parts }: SettledAlbum, group: RemoteGroup | undefined): boolean {
  const now = group?.parts ?? [];
  return (
    now.length === parts.length &&
    parts.every(({ part, id }, index) => now[index]?.part === part && now[index].album.id === id)
  );
}

/** What a scan may pass over, by `folderKey`. */
export function placesOf(settled: readonly SettledAlbum[]): ReadonlyMap<string, FolderRecord> {
  return new Map(settled.flatMap(({ places }) => places.map((place) => [folderKey(place), place] as const)));
}

function isAlike(a: readonly BaseAlbum[], b: readonly BaseAlbum[]): boolean {
  if (a.length !== b.length) return false;
  const [before, now] = [a, b].map((rows) => (rows.length > 1 ? rows.toSorted(byId) : rows));
  return before?.every((row, index) => isSameRow(row, now?.[index])) ?? false;
}

function byId(a: BaseAlbum, b: BaseAlbum): number {
  return a.id < b.id ? -1 : 1;
}

function isSameRow(a: BaseAlbum, b: BaseAlbum | undefined): boolean {
  return (
    a.id === b?.id &&
    a.album === b.album &&
    a.part === b.part &&
    a.folders.length === b.folders.length &&
    a.folders.every((folder, index) => folder === b.folders[index])
  );
}
