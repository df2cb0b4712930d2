import { earlier } from '../../engine/earlier.ts';
import { pathKey } from '../../local/safeName.ts';
import type { Entry } from './entry.ts';
import { RESERVED_KEYS } from './walkAlbum.ts';

/** The items of one album, found by path, by name, and by what a disk that ignores case takes for the same path. */
export interface AlbumItems {
  all(): readonly Entry[];
  readonly size: number;
  at(path: string): Entry | undefined;
  named(name: string): Entry | undefined;
  /** Whether a path with this key belongs to an item, to a folder of items or to the gallery itself. */
  isTaken(key: string): boolean;
  put(entry: Entry): void;
  remove(path: string): void;
  /** The earliest capture date of all items but those at these paths. */
  earliestBeside(paths: ReadonlySet<string>): string | undefined;
  /** Those of which nobody knows how wide they are. */
  unmeasured(): readonly Entry[];
}

export function createAlbumItems(): AlbumItems {
  const byPath = new Map<string, Entry>();
  const byName = new Map<string, Entry>();
  /** What is taken; made when somebody asks for a place, which most runs do for few albums. */
  let taken: Taken | undefined;

  function takenNow(): Taken {
    if (taken) return taken;
    taken = { keys: new Set(RESERVED_KEYS), folders: new Map() };
    for (const path of byPath.keys()) take(taken, path, 1);
    return taken;
  }

  function remove(path: string): void {
    const entry = byPath.get(path);
    if (!entry) return;
    byPath.delete(path);
    if (taken) take(taken, path, -1);
    if (byName.get(entry.name) === entry) byName.delete(entry.name);
  }

  return {
    all: () => [...byPath.values()],
    get size() {
      return byPath.size;
    },
    at: (path) => byPath.get(path),
    named: (name) => byName.get(name),
    isTaken(key) {
      const { keys, folders } = takenNow();
      return keys.has(key) || (folders.get(key) ?? 0) > 0;
    },
    put(entry) {
      remove(entry.path);
      byPath.set(entry.path, entry);
      if (taken) take(taken, entry.path, 1);
      // Of two items with one name, which only a person can make, the first one answers to it.
      if (!byName.has(entry.name)) byName.set(entry.name, entry);
    },
    remove,
    earliestBeside(paths) {
      let date: string | undefined;
      for (const { path, capture } of byPath.values()) if (!paths.has(path)) date = earlier(date, capture.capturedAt);
      return date;
    },
    unmeasured: () => [...byPath.values()].filter(({ width }) => width === undefined),
  };
}

interface Taken {
  readonly keys: Set<string>;
  /** Folders that items lie in, each with the number of items; an item cannot be kept in place of a folder. */
  readonly folders: Map<string, number>;
}

/** @param step 1 when an item comes, -1 when it goes */
function take({ keys, folders }: Taken, path: string, step: 1 | -1): void {
  if (step === 1) keys.add(pathKey(path));
  else keys.delete(pathKey(path));
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const key = pathKey(path.slice(0, end));
    folders.set(key, (folders.get(key) ?? 0) + step);
  }
}
