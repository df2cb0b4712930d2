import type { BaseItem, LocalFile, LocalItem, Problem } from '../model.ts';
import type { FileList } from '../ports/localFiles.ts';
import type { Result } from '../result.ts';
import { albumOfFolder, joinPath } from './albumNames.ts';
import type { NamingRules } from './albumNames.ts';
import type { Substitute } from './substitution.ts';

/** The files with their albums and names, and what could not be named. */
export interface NamedFiles {
  readonly items: readonly LocalItem[];
  /** Files whose album already has an item of that name; they are reported and left alone. */
  readonly collisions: readonly LocalItem[];
  /** Album name to the folders that flow into it, relative to the workspace folder, topmost first. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** Settings errors, each once. */
  readonly problems: readonly Problem[];
}

/** The files by album, before they have names. */
export interface PlacedFiles {
  /** Album name to the folders that flow into it, relative to the workspace folder, topmost first. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** Settings errors, each once. */
  readonly problems: readonly Problem[];
  /**
   * Names the files of an album and hands them over: they are not here any more.
   * @param known what the ledger remembers of this album
   */
  take(album: string, known: readonly BaseItem[]): Pick<NamedFiles, 'items' | 'collisions'>;
  /** Where the files of an album are that nobody took. */
  pathsIn(album: string): readonly string[];
  /** The files that nobody took. */
  left(): readonly LocalFile[];
}

/**
 * Gives every file its album and its name in it: its path relative to the topmost folder of that album above it.
 * A file that the ledger knows keeps the name it has on the web, which matters where the disk needed another spelling.
 * Files must come in a stable order, because the first of two files with one name keeps it.
 */
export function nameItems(
  files: FileList,
  rules: NamingRules,
  known: readonly BaseItem[],
  substitute: Substitute,
): NamedFiles {
  const placed = placeFiles(files, rules, substitute);
  const rows = Map.groupBy(known, ({ album }) => album);
  const named = [...placed.folders.keys()].map((album) => placed.take(album, rows.get(album) ?? []));
  return {
    items: named.flatMap(({ items }) => items),
    collisions: named.flatMap(({ collisions }) => collisions),
    folders: placed.folders,
    problems: placed.problems,
  };
}

/** The first half of `nameItems`, after which the second one can be done album by album. */
export function placeFiles(files: FileList, rules: NamingRules, substitute: Substitute): PlacedFiles {
  const places = new FolderPlaces(rules, substitute);
  const albums = new Map<string, { readonly rows: number[]; readonly folders: Set<string> }>();
  const unplaced: number[] = [];
  // Kept as objects, all files would take more than everything else.
  const filesAt = (rows: readonly number[]) => rows.flatMap((row) => files.at(row) ?? []);
  let row = -1;
  const problems = new Map<string, Problem>();
  for (const file of files) {
    row++;
    const place = places.of(file);
    if (!place.ok) {
      problems.set(place.problem.message, place.problem);
      unplaced.push(row);
      continue;
    }
    const { album, folder } = place.value;
    const own = albums.get(album) ?? { rows: [], folders: new Set() };
    own.rows.push(row);
    own.folders.add(folder);
    albums.set(album, own);
  }
  return {
    folders: new Map([...albums].map(([album, { folders }]) => [album, [...folders]])),
    problems: [...problems.values()],
    take(album, known) {
      const own = albums.get(album)?.rows ?? [];
      albums.delete(album);
      return nameAlbum(album, filesAt(own), known, places);
    },
    pathsIn: (album) => filesAt(albums.get(album)?.rows ?? []).map(({ path }) => path),
    left: () => filesAt([...unplaced, ...[...albums.values()].flatMap(({ rows }) => rows)]),
  };
}

function nameAlbum(
  album: string,
  files: readonly LocalFile[],
  known: readonly BaseItem[],
  places: FolderPlaces,
): Pick<NamedFiles, 'items' | 'collisions'> {
  const names = new Map(known.map(({ path, name }) => [path, name]));
  const seen = new Set<string>();
  const items: LocalItem[] = [];
  const collisions: LocalItem[] = [];
  for (const file of files) {
    const place = places.of(file);
    if (!place.ok) continue;
    const item = { ...file, album, name: names.get(file.path) ?? file.pathInRoot.slice(place.value.above) };
    const key = nameKey(item.name);
    (seen.has(key) ? collisions : items).push(item);
    seen.add(key);
  }
  return { items, collisions };
}

/** What names an item among those of all albums. */
export function itemKey(album: string, name: string): string {
  return `${nameKey(album)}\n${nameKey(name)}`;
}

/** Two names that differ only in Unicode composition are one name: a Mac writes NFD where others write NFC. */
export function nameKey(name: string): string {
  return name.normalize('NFC');
}

/** Where the files of a folder belong. */
interface FolderPlace {
  readonly album: string;
  /** The topmost folder of the album above it, relative to the workspace folder. */
  readonly folder: string;
  /** So much of `pathInRoot` is not part of the name. */
  readonly above: number;
}

/** Remembers the place of each folder, because naming runs once a folder and not once a file. */
class FolderPlaces {
  readonly #albums = new Map<string, Result<string>>();
  readonly #places = new Map<string, Result<FolderPlace>>();
  readonly #rules: NamingRules;
  readonly #substitute: Substitute;

  constructor(rules: NamingRules, substitute: Substitute) {
    this.#rules = rules;
    this.#substitute = substitute;
  }

  of({ root, pathInRoot }: LocalFile): Result<FolderPlace> {
    const key = `${root}\n${pathInRoot.slice(0, pathInRoot.lastIndexOf('/') + 1)}`;
    let place = this.#places.get(key);
    if (!place) this.#places.set(key, (place = this.#find(root, pathInRoot.split('/').slice(0, -1))));
    return place;
  }

  #find(root: string, folders: readonly string[]): Result<FolderPlace> {
    const album = this.#albumOf(root, folders.join('/'));
    if (!album.ok) return album;
    const above = folders.slice(0, this.#topmostDepth(root, folders, album.value)).join('/');
    const folder = joinPath(root, above);
    return { ok: true, value: { album: album.value, folder, above: above === '' ? 0 : above.length + 1 } };
  }

  #topmostDepth(root: string, folders: readonly string[], album: string): number {
    for (let depth = 0; depth < folders.length; depth++) {
      const above = this.#albumOf(root, folders.slice(0, depth).join('/'));
      if (above.ok && above.value === album) return depth;
    }
    return folders.length;
  }

  #albumOf(root: string, pathInRoot: string): Result<string> {
    const key = `${root}\n${pathInRoot}`;
    let album = this.#albums.get(key);
    if (!album) this.#albums.set(key, (album = albumOfFolder({ root, pathInRoot }, this.#rules, this.#substitute)));
    return album;
  }
}
