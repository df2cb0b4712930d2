import { earlier } from '../../engine/earlier.ts';
import { createAlbumItems, type AlbumItems } from './albumItems.ts';
import type { Entry } from './entry.ts';
import { formatEntry, parseJson, readEntry, wallClock } from './manifest.ts';
import { NAME, type ManifestLines } from './manifestLines.ts';

/**
 * The items of an album that nobody has touched since its manifest was written. Each is a line of it until somebody asks for the
 * item, since a run that replaces a photo among hundreds asks for that one alone.
 */
export interface LineItems extends AlbumItems {
  /** What was put in the place of what, by path; undefined once more than that was done. Reading does not count. */
  readonly replaced: ReadonlyMap<string, Replacement> | undefined;
  /** The line of an item that has not changed, as far as it was asked for. */
  readonly lineOf: ReadonlyMap<Entry, string>;
  /** All lines as they are now, for `manifestAround`; undefined once more was done than to replace items. */
  body(): readonly string[] | undefined;
  /** Whether something was put there, or removed. */
  isChanged(path: string): boolean;
}

export interface Replacement {
  readonly before: Entry;
  readonly now: Entry;
}

export function createLineItems(lines: ManifestLines): LineItems {
  const entries = new Map<number, Entry>();
  const lineOf = new Map<Entry, string>();
  const replaced = new Map<string, Replacement & { readonly line: number }>();
  const changed = new Set<string>();
  /** All items, once a line does not tell what somebody asks. */
  let all: AlbumItems | undefined;
  let isOnlyReplaced = true;

  function entryIn(line: number): Entry | undefined {
    if (entries.has(line)) return entries.get(line);
    if (line < 0) return undefined;
    const text = lines.at(line);
    const entry = readEntry(parseJson(text));
    if (!entry) return undefined;
    entries.set(line, entry);
    lineOf.set(entry, text);
    return entry;
  }

  function readAll(): AlbumItems {
    if (all) return all;
    const items = createAlbumItems();
    for (let line = 0; line < lines.length; line++) {
      const entry = entryIn(line);
      if (entry) items.put(replaced.get(entry.path)?.now ?? entry);
    }
    return (all = items);
  }

  /** The line of a path. Nearly every file has the name of its item. */
  function lineAt(path: string): number | undefined {
    const [start, part] = [startOf(path), `,"path":${JSON.stringify(path)},`];
    const isOf = (line: number) => entryIn(line)?.path === path;
    return [lines.beginningWith(start)].find(isOf) ?? [lines.including(part)].find(isOf);
  }

  return {
    all: () => readAll().all(),
    get size() {
      return all?.size ?? lines.length;
    },
    at(path) {
      if (all) return all.at(path);
      const line = lineAt(path);
      if (line === undefined) return readAll().at(path);
      return replaced.get(path)?.now ?? entryIn(line);
    },
    named(name) {
      if (all) return all.named(name);
      const entry = entryIn(lines.beginningWith(startOf(name)));
      return entry ? (replaced.get(entry.path)?.now ?? entry) : readAll().named(name);
    },
    isTaken: (key) => readAll().isTaken(key),
    put(entry) {
      changed.add(entry.path);
      const line = isOnlyReplaced ? lineAt(entry.path) : undefined;
      const before = line === undefined ? undefined : entryIn(line);
      if (line !== undefined && before?.name === entry.name) {
        replaced.set(entry.path, { before, now: entry, line });
        all?.put(entry);
      } else {
        readAll().put(entry);
        isOnlyReplaced = false;
      }
    },
    remove(path) {
      changed.add(path);
      readAll().remove(path);
      isOnlyReplaced = false;
    },
    earliestBeside(paths) {
      if (all) return all.earliestBeside(paths);
      const others = [...replaced.values()].filter(({ now }) => !paths.has(now.path));
      const unread = new Set([...[...paths].map(lineAt), ...others.map(({ line }) => line)]);
      let date: string | undefined;
      lines.eachAfter(CAPTURED, '"', (each, line) => {
        if (!unread.has(line)) date = earlierDate(date, each);
      });
      return others.map(({ now }) => now.capture.capturedAt).reduce(earlierDate, date);
    },
    unmeasured() {
      if (all || lines.count(WIDTH) < lines.length) return readAll().unmeasured();
      return [...replaced.values()].map(({ now }) => now).filter(({ width }) => width === undefined);
    },
    lineOf,
    get replaced() {
      return isOnlyReplaced ? replaced : undefined;
    },
    body() {
      const texts = [...replaced.values()].map(({ line, now }) => [line, formatEntry(now)] as const);
      return isOnlyReplaced ? lines.body(new Map(texts)) : undefined;
    },
    isChanged: (path) => changed.has(path),
  };
}

/** In what a person wrote, a quotation mark has a stroke before it, so these can only be fields. */
const CAPTURED = ',"captureDate":"';
const WIDTH = ',"width":';

/** How the line of an item of this name begins. */
function startOf(name: string): string {
  return `${NAME}${JSON.stringify(name)},`;
}

function earlierDate(a: string | undefined, b: string | undefined): string | undefined {
  const date = earlier(a, b);
  // Only what would be said is looked at: most lines have a later one.
  return date === undefined || date === a || wallClock(date) !== undefined ? date : a;
}
