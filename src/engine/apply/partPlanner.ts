import type { AlbumInput, PlannedItem } from '../plan/model.ts';

/**
 * Chooses the part of its album for each item that will be added, before anything is sent, so that the choice does not
 * depend on which transfer ends first. Items of one stem (`IMG_1.HEIC` and `IMG_1.MOV`, RAW and JPEG) stay together.
 * Returned are part numbers, 1 for the album itself.
 */
export function choosePartNumbers(
  added: readonly PlannedItem[],
  albums: readonly AlbumInput[],
  maxAlbumItems: number | undefined,
): ReadonlyMap<PlannedItem, number> {
  const choice = new Map<PlannedItem, number>();
  const inputs = new Map(albums.map((input) => [input.album, input]));
  for (const [album, items] of groupBy(added, (item) => item.album)) {
    const room = new Room(inputs.get(album), maxAlbumItems ?? Number.POSITIVE_INFINITY);
    const only = maxAlbumItems === undefined ? room.only : undefined;
    if (only !== undefined) {
      for (const item of items) choice.set(item, only);
      continue;
    }
    for (const [stem, siblings] of groupBy(items, (item) => stemOf(item.name))) {
      const part = room.take(stem, siblings.length);
      for (const item of siblings) choice.set(item, part);
    }
  }
  return choice;
}

/** The items that there are in each part, and where the siblings of a stem already are. */
class Room {
  readonly #counts = new Map<number, number>();
  readonly #stems = new Map<string, number>();
  readonly #max: number;

  constructor(album: AlbumInput | undefined, max: number) {
    this.#max = max;
    const partOf = new Map((album?.group?.parts ?? []).map(({ part, album: web }) => [web.id, part]));
    for (const part of partOf.values()) this.#counts.set(part, 0);
    for (const item of album?.remote ?? []) {
      const part = partOf.get(item.albumId);
      if (part === undefined) continue;
      this.#counts.set(part, (this.#counts.get(part) ?? 0) + 1);
      this.#stems.set(stemOf(item.name), part);
    }
  }

  /** The part that all items go to where there is no limit: the only one, or the first. */
  get only(): number | undefined {
    const [part = 1, ...others] = this.#counts.keys();
    return others.length === 0 ? part : undefined;
  }

  take(stem: string, count: number): number {
    const siblingPart = this.#stems.get(stem);
    if (siblingPart !== undefined && this.#fits(siblingPart, count)) return this.#add(siblingPart, count);
    const parts = [...this.#counts.keys()].sort((a, b) => a - b);
    const open = parts.find((part) => this.#fits(part, count));
    return this.#add(open ?? (parts.at(-1) ?? 0) + 1, count);
  }

  #fits(part: number, count: number): boolean {
    const used = this.#counts.get(part) ?? 0;
    // Siblings that no part could ever hold together still have to go somewhere.
    return used + count <= this.#max || (used === 0 && count > this.#max);
  }

  #add(part: number, count: number): number {
    this.#counts.set(part, (this.#counts.get(part) ?? 0) + count);
    return part;
  }
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return (dot > name.lastIndexOf('/') ? name.slice(0, dot) : name).normalize('NFC').toLowerCase();
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Items in one web album: what `albumSync.maxAlbumItems` asks for, and never more than the service takes. */
export function albumLimit(asked: number | undefined, allowed: number | undefined): number | undefined {
  if (asked === undefined || allowed === undefined) return asked ?? allowed;
  return Math.min(asked, allowed);
}
