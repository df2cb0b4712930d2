import type { ReportItem } from '../engine/report.ts';
import { insertedAt, positionAfter } from './ordered.ts';
import { compareTexts, type Entry, type Row } from './rows.ts';

/** One item of the report on the page. It stays one object, whatever becomes of the item. */
export interface PageItem {
  readonly album: PageAlbum;
  /** Its place among the items of its album, which moves on when others come in before it. */
  place: number;
  entry: Entry;
  /** The text under which the rows have it in their order; undefined where they do not show it. */
  filed: string | undefined;
  /** The rows that were made for it. */
  row: (Row & { kind: 'item' }) | undefined;
  facts: (Row & { kind: 'facts' }) | undefined;
}

/** An album of one workspace folder. */
export interface PageAlbum {
  readonly key: string;
  readonly folder: string;
  readonly name: string;
  /** Its place among all albums, which moves on when others come in before it. */
  order: number;
  /** In the order of their names. */
  readonly items: PageItem[];
}

/** The items of a report in the order of folder, album and name, into which others can come. */
export class ReportItems {
  readonly #folders: ReadonlyMap<string, number>;
  readonly #byKey = new Map<string, PageItem>();
  readonly #albums = new Map<string, PageAlbum>();
  #inOrder: PageAlbum[] = [];

  /** @param folders keys of the workspace folders, in their order */
  constructor(folders: readonly string[]) {
    this.#folders = new Map(folders.map((key, order) => [key, order]));
  }

  get size(): number {
    return this.#byKey.size;
  }

  get albums(): readonly PageAlbum[] {
    return this.#inOrder;
  }

  hasFolder(folder: string): boolean {
    return this.#folders.has(folder);
  }

  *all(): Iterable<PageItem> {
    for (const { items } of this.#inOrder) yield* items;
  }

  at(key: string): PageItem | undefined {
    return this.#byKey.get(key);
  }

  album(key: string): PageAlbum | undefined {
    return this.#albums.get(key);
  }

  /** What stands for this item now. The second file of a collision has a key of its own, with its path. */
  find(folder: string, item: ReportItem): PageItem | undefined {
    const key = entryKey(folder, item);
    return this.#byKey.get(`${key}\n${item.path ?? ''}`) ?? this.#byKey.get(key);
  }

  /** Takes in items that are not there yet. Two files of one name in one album are a collision, and both are listed. */
  add(folder: string, items: readonly ReportItem[]): readonly PageItem[] {
    const added: PageItem[] = [];
    for (const [name, own] of Map.groupBy(items, ({ album }) => album)) {
      const album = this.#albumOf(folder, name);
      const made = own.toSorted((a, b) => compareTexts(a.name, b.name)).map((item) => this.#newItem(album, item));
      const from = insertedAt(album.items, made, byItemName);
      for (let place = from; place < album.items.length; place++) {
        const item = album.items[place];
        if (item !== undefined) item.place = place;
      }
      added.push(...made);
    }
    return added;
  }

  #newItem(album: PageAlbum, item: ReportItem): PageItem {
    const plain = entryKey(album.folder, item);
    let key = plain;
    if (this.#byKey.has(key)) key = `${plain}\n${item.path ?? item.remoteId ?? ''}`;
    while (this.#byKey.has(key)) key = `${plain}\n${this.size}`;
    const entry = { key, folder: album.folder, item };
    const made: PageItem = { album, place: 0, entry, filed: undefined, row: undefined, facts: undefined };
    this.#byKey.set(key, made);
    return made;
  }

  #albumOf(folder: string, name: string): PageAlbum {
    const key = `${folder}\n${name}`;
    const known = this.#albums.get(key);
    if (known !== undefined) return known;
    const album: PageAlbum = { key, folder, name, order: 0, items: [] };
    this.#albums.set(key, album);
    const from = positionAfter(this.#inOrder, album, this.#byFolderAndName);
    this.#inOrder.splice(from, 0, album);
    for (let order = from; order < this.#inOrder.length; order++) {
      const other = this.#inOrder[order];
      if (other !== undefined) other.order = order;
    }
    return album;
  }

  readonly #byFolderAndName = (a: PageAlbum, b: PageAlbum): number =>
    (this.#folders.get(a.folder) ?? 0) - (this.#folders.get(b.folder) ?? 0) || compareTexts(a.name, b.name);
}

/** The key of an item that has its name for itself. */
export function entryKey(folder: string, { album, name }: ReportItem): string {
  return `${folder}\n${album}\n${name}`;
}

function byItemName(a: PageItem, b: PageItem): number {
  return compareTexts(a.entry.item.name, b.entry.item.name);
}
