import type { BaseItem, LocalFile, LocalItem, Problem } from '../model.ts';
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

/**
 * Gives every file its album and its name in it: its path relative to the topmost folder of that album above it.
 * A file that the ledger knows keeps the name it has on the web, which matters where the disk needed another spelling.
 * Files must come in a stable order, because the first of two files with one name keeps it.
 */
export function nameItems(
  files: readonly LocalFile[],
  rules: NamingRules,
  known: ReadonlyMap<string, BaseItem>,
  substitute: Substitute,
): NamedFiles {
  const albums = new FolderAlbums(rules, substitute);
  const seen = new Set<string>();
  const items: LocalItem[] = [];
  const collisions: LocalItem[] = [];
  const folders = new Map<string, Set<string>>();
  const problems = new Map<string, Problem>();
  for (const file of files) {
    const place = albums.placeOf(file);
    if (!place.ok) {
      problems.set(place.problem.message, place.problem);
      continue;
    }
    const { album, folder, name } = place.value;
    const remembered = known.get(file.path);
    const item = { ...file, album, name: remembered?.album === album ? remembered.name : name };
    const key = itemKey(album, item.name);
    (seen.has(key) ? collisions : items).push(item);
    seen.add(key);
    folders.set(album, (folders.get(album) ?? new Set()).add(folder));
  }
  return {
    items,
    collisions,
    folders: new Map([...folders].map(([album, paths]) => [album, [...paths]])),
    problems: [...problems.values()],
  };
}

/** Two names that differ only in Unicode composition are one name: a Mac writes NFD where others write NFC. */
export function itemKey(album: string, name: string): string {
  return `${album.normalize('NFC')}\n${name.normalize('NFC')}`;
}

/** Remembers the album of each folder, because naming runs once a folder and not once a file. */
class FolderAlbums {
  readonly #cache = new Map<string, Result<string>>();
  readonly #rules: NamingRules;
  readonly #substitute: Substitute;

  constructor(rules: NamingRules, substitute: Substitute) {
    this.#rules = rules;
    this.#substitute = substitute;
  }

  placeOf(file: LocalFile): Result<{ album: string; folder: string; name: string }> {
    const parts = file.pathInRoot.split('/');
    const album = this.#albumOf(file.root, parts.slice(0, -1).join('/'));
    if (!album.ok) return album;
    const depth = this.#topmostDepth(file.root, parts, album.value);
    const folder = joinPath(file.root, parts.slice(0, depth).join('/'));
    return { ok: true, value: { album: album.value, folder, name: parts.slice(depth).join('/') } };
  }

  #topmostDepth(root: string, parts: readonly string[], album: string): number {
    for (let depth = 0; depth < parts.length - 1; depth++) {
      const above = this.#albumOf(root, parts.slice(0, depth).join('/'));
      if (above.ok && above.value === album) return depth;
    }
    return parts.length - 1;
  }

  #albumOf(root: string, pathInRoot: string): Result<string> {
    const key = `${root}\n${pathInRoot}`;
    let album = this.#cache.get(key);
    if (!album) this.#cache.set(key, (album = albumOfFolder({ root, pathInRoot }, this.#rules, this.#substitute)));
    return album;
  }
}
