import type { Action, Detail, ErrorCode, Outcome, SyncEvent } from '../engine/model.ts';
import type { ReportItem, Seen, SeenContent } from '../engine/report.ts';
import { NamesMet, type NameSet } from './nameSet.ts';

/**
 * Items on their way to the page: UTF-8 bytes, which the editor hands through untouched, where it would visit every
 * field of every object. Whatever repeats is told once, so that 36,000 items are about one megabyte. The ids of remote
 * items come only where an album has a name twice, which they tell apart; of what was seen of an item only the sizes.
 */
export type PackedItems = Uint8Array;

interface Columns {
  readonly albums: string[];
  /** What stands before an item's name in its path, or, with `whole`, a path that does not end in the name. */
  readonly places: { readonly text: string; readonly whole: boolean }[];
  readonly kinds: (readonly [SyncEvent, Detail | null, Action, Outcome, readonly Action[] | null])[];
  readonly errors: (readonly [ErrorCode, string])[];
  /** One row an item: its name, then indexes into the lists above; -1 stands for none. */
  readonly rows: (readonly [name: string, album: number, place: number, kind: number, error: number])[];
  /** The ids of the remote items of some rows. */
  readonly ids: (readonly [row: number, id: string])[];
  /** Bytes of both sides, two a row; -1 stands for none. Empty where no row has any. */
  readonly sizes: number[];
}

/** @param twice the names that their albums have more than once, where these are only some of the items */
export function packItems(items: readonly ReportItem[], twice: NameSet = namesOf(items).twice): PackedItems {
  const columns: Columns = { albums: [], places: [], kinds: [], errors: [], rows: [], ids: [], sizes: [] };
  const [album, place, kind, error] = [
    indexer(columns.albums),
    indexer(columns.places),
    indexer(columns.kinds),
    indexer(columns.errors),
  ];
  const hasSizes = items.some(({ seen }) => seen !== undefined);
  for (const item of items) {
    const { name, path, event, detail, action, outcome, choices } = item;
    const isWhole = path?.endsWith(name) !== true;
    const text = isWhole ? (path ?? '') : path.slice(0, path.length - name.length);
    if (item.remoteId !== undefined && twice.has(item)) columns.ids.push([columns.rows.length, item.remoteId]);
    if (hasSizes) {
      const { seen } = item;
      columns.sizes.push(sizeOf(seen?.local), sizeOf(seen?.remote));
    }
    columns.rows.push([
      name,
      album(item.album, item.album),
      path === undefined ? -1 : place(`${String(isWhole)}${text}`, { text, whole: isWhole }),
      kind([event, detail, action, outcome, choices?.join()].join(' '), [
        event,
        detail ?? null,
        action,
        outcome,
        choices ?? null,
      ]),
      item.error === undefined
        ? -1
        : error(`${item.error.code} ${item.error.message}`, [item.error.code, item.error.message]),
    ]);
  }
  return new TextEncoder().encode(JSON.stringify(columns));
}

export function unpackItems(packed: PackedItems): readonly ReportItem[] {
  const { albums, places, kinds, errors, rows, ids, sizes } = JSON.parse(new TextDecoder().decode(packed)) as Columns;
  const remoteIds = new Map(ids);
  return rows.flatMap(([name, albumIndex, placeIndex, kindIndex, errorIndex], row) => {
    const [album, place, kind, error] = [albums[albumIndex], places[placeIndex], kinds[kindIndex], errors[errorIndex]];
    if (album === undefined || kind === undefined) return [];
    const [event, detail, action, outcome, choices] = kind;
    return {
      album,
      name,
      path: place === undefined ? undefined : place.whole ? place.text : place.text + name,
      remoteId: remoteIds.get(row),
      event,
      detail: detail ?? undefined,
      action,
      outcome,
      error: error === undefined ? undefined : { code: error[0], message: error[1] },
      choices: choices ?? undefined,
      seen: sizes.length === 0 ? undefined : seenSizes(sizes[2 * row] ?? -1, sizes[2 * row + 1] ?? -1),
    };
  });
}

function namesOf(items: readonly ReportItem[]): NamesMet {
  const names = new NamesMet();
  for (const item of items) names.add(item);
  return names;
}

function sizeOf(side: SeenContent | undefined): number {
  return side === undefined ? -1 : (side.size ?? 0);
}

/** Of what was seen the page knows the sizes alone, for its sums. */
function seenSizes(local: number, remote: number): Seen | undefined {
  if (local < 0 && remote < 0) return undefined;
  return {
    local: local < 0 ? undefined : { size: local },
    remote: remote < 0 ? undefined : { size: remote },
  };
}

/** Gives equal things one place in a list; `key` says which are equal. */
function indexer<T>(list: T[]): (key: string, thing: T) => number {
  const known = new Map<string, number>();
  return (key, thing) => {
    const index = known.get(key) ?? list.push(thing) - 1;
    known.set(key, index);
    return index;
  };
}
