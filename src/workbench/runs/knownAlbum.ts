import type { LocalChange } from '../../engine/changes/localChanges.ts';
import type { ReportAlbum, ReportItem } from '../../engine/report.ts';
import { visitInSlices } from '../../local/slices.ts';
import { ItemCounts, sumOfCounts } from '../../webview/itemCounts.ts';

/** An album as this window sees it now. */
export interface AlbumState {
  readonly name: string;
  readonly items: ReadonlyMap<string, ReportItem>;
  /** What is counted of its items. */
  readonly counts: ItemCounts;
  /** Folders and address, once a run has ended. */
  readonly about?: ReportAlbum | undefined;
  /** Its photos of which the last comparison is out of date. */
  readonly changes?: readonly LocalChange[] | undefined;
}

/** The items of an album, by their names, and their counts, which follow every item. */
export class KnownAlbum implements AlbumState {
  readonly name: string;
  readonly items: ReadonlyMap<string, ReportItem>;
  readonly counts = new ItemCounts();
  about: ReportAlbum | undefined;
  readonly #items = new Map<string, ReportItem>();

  constructor(name: string) {
    this.name = name;
    this.items = this.#items;
  }

  /** An item that was not there yet; of two files of one name, which are a collision, both are kept. */
  add(item: ReportItem): void {
    this.#set(this.#items.has(item.name) ? `${item.name}\n${item.path ?? item.remoteId ?? ''}` : item.name, item);
  }

  /** An item as it is now. */
  put(item: ReportItem): void {
    const exact = `${item.name}\n${item.path ?? ''}`;
    this.#set(this.#items.has(exact) ? exact : item.name, item);
  }

  #set(key: string, item: ReportItem): void {
    const before = this.#items.get(key);
    if (before !== undefined) this.counts.remove(before);
    this.#items.set(key, item);
    this.counts.add(item);
  }
}

/** The albums of some items, by their names. */
export function albumsOf(items: Iterable<ReportItem>): Map<string, KnownAlbum> {
  const albums = new Map<string, KnownAlbum>();
  for (const item of items) addTo(albums, item);
  return albums;
}

/** The same of very many items, with pauses. */
export async function gatherAlbums(
  items: Iterable<ReportItem>,
  pause: () => Promise<void>,
): Promise<Map<string, KnownAlbum>> {
  const albums = new Map<string, KnownAlbum>();
  await visitInSlices(items, pause, (item) => addTo(albums, item));
  return albums;
}

function addTo(albums: Map<string, KnownAlbum>, item: ReportItem): void {
  const album = albums.get(item.album) ?? new KnownAlbum(item.album);
  albums.set(item.album, album);
  album.add(item);
}

/** The counts of the items of which the last comparison still holds. */
export function unchangedCounts({ items, counts, changes = [] }: AlbumState): ItemCounts {
  if (changes.length === 0) return counts;
  const unchanged = sumOfCounts([counts]);
  for (const item of new Set(changes.flatMap((change) => itemOf(items, change) ?? []))) unchanged.remove(item);
  return unchanged;
}

function itemOf(items: ReadonlyMap<string, ReportItem>, { name, path }: LocalChange): ReportItem | undefined {
  const named = items.get(name);
  return named?.path === path ? named : items.get(`${name}\n${path}`);
}
