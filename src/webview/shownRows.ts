import { EntryCounts } from './entryCounts.ts';
import { firstWhere, insertedAt, positionOf, takeOut } from './ordered.ts';
import type { PageAlbum, PageItem, ReportItems } from './reportItems.ts';
import { columnText, compareTexts, matches, type Entry, type Filter, type Row, type Rows, type Sort } from './rows.ts';
import type { Words } from './words.ts';

/** What the person chose to see, and in what order. */
export interface Arrangement {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly groupBy: 'album' | 'nothing';
}

/** What is folded away and what is unfolded. */
export interface Folding {
  /** Keys of the groups that are closed. */
  readonly closed: ReadonlySet<string>;
  /** Keys of the items whose sides are shown. */
  readonly opened: ReadonlySet<string>;
}

/** Items that stand one below the other: those of an album below its line, or all of them in one list. */
interface Section {
  readonly album: PageAlbum | undefined;
  readonly list: PageItem[];
  readonly counts: EntryCounts;
  /** Places in the list of the items whose sides are shown, in their order. */
  readonly opened: number[];
  header: (Row & { kind: 'album' }) | undefined;
}

/**
 * The rows that the filter shows, in their order. Items are put into their places when they come or change, and what is
 * counted moves on with each, so that no change passes over all of a large library; only another filter, order or grouping
 * arranges all items anew. A row is made when somebody asks for it.
 */
export class ShownRows implements Rows {
  readonly #items: ReportItems;
  readonly #wordsOf: (folder: string) => Words;
  #arrangement: Arrangement;
  #folding: Folding = { closed: new Set(), opened: new Set() };
  #sections = new Map<PageAlbum | undefined, Section>();
  #counts = new EntryCounts();
  #layout: Layout | undefined;
  #version = 0;
  /** The section that was asked for last; the next question is mostly about the same one. */
  #near = 0;

  /** @param wordsOf the words about the items of a workspace folder */
  constructor(items: ReportItems, wordsOf: (folder: string) => Words, arrangement: Arrangement) {
    this.#items = items;
    this.#wordsOf = wordsOf;
    this.#arrangement = arrangement;
    this.#arrangeAll();
  }

  get version(): number {
    return this.#version;
  }

  /** What is counted of the items that the filter shows, also in closed groups. */
  get counts(): EntryCounts {
    return this.#counts;
  }

  get length(): number {
    return this.#laidOut().length;
  }

  get has(): Rows['has'] {
    const { reasons, retries } = this.#laidOut();
    return { reasons, retries };
  }

  /** All entries that the filter shows, in the order of the rows. */
  entries(): readonly Entry[] {
    return this.#laidOut().sections.flatMap(({ list }) => list.map(({ entry }) => entry));
  }

  /** Shows other items, or the same ones in another order. */
  arrange(arrangement: Arrangement): void {
    const { filter, sort, groupBy } = this.#arrangement;
    if (arrangement.filter === filter && arrangement.sort === sort && arrangement.groupBy === groupBy) return;
    this.#arrangement = arrangement;
    this.#arrangeAll();
  }

  fold(folding: Folding): void {
    this.#folding = folding;
    this.#changeLayout();
  }

  /** Follows items that have come or changed. @param changes each with its entry from before, if it had one */
  move(changes: Iterable<readonly [item: PageItem, before: Entry | undefined]>): void {
    const moves = new Map<
      Section,
      { readonly leaving: PageItem[]; readonly coming: (readonly [PageItem, string])[] }
    >();
    for (const [item, before] of changes) {
      const [was, now] = [item.filed, this.#fileOf(item.entry)];
      if (was === undefined && now === undefined) continue;
      const section = this.#sectionOf(item);
      section.header = undefined;
      for (const counts of [section.counts, this.#counts]) {
        if (was !== undefined && before !== undefined) counts.remove(before);
        if (now !== undefined) counts.add(item.entry);
      }
      if (was === now) continue;
      const own = moves.get(section) ?? { leaving: [], coming: [] };
      moves.set(section, own);
      if (was !== undefined) own.leaving.push(item);
      if (now !== undefined) own.coming.push([item, now]);
    }
    for (const [{ list }, { leaving, coming }] of moves) {
      // To look for most of them takes longer than to look at all.
      if (leaving.length * MANY < list.length) takeOut(list, leaving, this.#compare);
      for (const item of leaving) item.filed = undefined;
      if (leaving.length * MANY >= list.length) keepFiled(list);
      for (const [item, text] of coming) item.filed = text;
      const things = coming.map(([item]) => item).sort(this.#compare);
      insertedAt(list, things, this.#compare);
    }
    this.#changeLayout(moves.size > 0 ? 'moved' : 'inPlace');
  }

  at(index: number): Row | undefined {
    const place = this.#placeOf(index);
    if (place === undefined) return undefined;
    const { section, kind } = place;
    if (kind === 'album') return this.#headerOf(section);
    const item = section.list[place.item];
    if (item === undefined) return undefined;
    const { entry } = item;
    if (kind === 'facts') {
      if (item.facts?.entry !== entry) item.facts = { kind, key: `${entry.key}\nfacts`, entry };
      return item.facts;
    }
    const open = this.#folding.opened.has(entry.key);
    if (item.row?.entry !== entry || item.row.open !== open) item.row = { kind, key: entry.key, entry, open };
    return item.row;
  }

  kindAt(index: number): Row['kind'] {
    return this.#placeOf(index)?.kind ?? 'item';
  }

  indexOf(key: string): number {
    const album = this.#items.album(key);
    const item = this.#items.at(key);
    if (item !== undefined) return this.#indexOfItem(item);
    if (album !== undefined) return this.#startOf(this.#sections.get(album));
    const owner = key.endsWith('\nfacts') ? this.#items.at(key.slice(0, -'\nfacts'.length)) : undefined;
    if (owner === undefined || !this.#folding.opened.has(owner.entry.key)) return -1;
    const index = this.#indexOfItem(owner);
    return index < 0 ? -1 : index + 1;
  }

  headerOf(index: number): number {
    const section = this.#placeOf(index)?.section;
    return section?.album === undefined ? -1 : this.#startOf(section);
  }

  #arrangeAll(): void {
    this.#sections = new Map();
    this.#counts = new EntryCounts();
    this.#changeLayout();
    for (const item of this.#items.all()) {
      item.filed = this.#fileOf(item.entry);
      if (item.filed === undefined) continue;
      const { list, counts } = this.#sectionOf(item);
      list.push(item);
      counts.add(item.entry);
    }
    for (const section of this.#sections.values()) {
      this.#counts.addAll(section.counts);
      this.#putInOrder(section.list);
    }
  }

  /** The text under which an item is put in order; undefined where it is not shown. */
  #fileOf(entry: Entry): string | undefined {
    const { filter, sort } = this.#arrangement;
    if (!matches(entry.item, filter)) return undefined;
    return sort.column === 'name' ? '' : columnText(entry, sort.column, this.#wordsOf(entry.folder));
  }

  #sectionOf({ album }: PageItem): Section {
    const key = this.#arrangement.groupBy === 'album' ? album : undefined;
    const known = this.#sections.get(key);
    if (known !== undefined) return known;
    const section: Section = { album: key, list: [], counts: new EntryCounts(), opened: [], header: undefined };
    this.#sections.set(key, section);
    return section;
  }

  /** Puts items in order that are in the order of folder, album and name; there are few texts in a column. */
  #putInOrder(list: PageItem[]): void {
    const { column, direction } = this.#arrangement.sort;
    if (column === 'name') {
      if (direction === 'descending') list.reverse();
      return;
    }
    const byText = [...Map.groupBy(list, ({ filed = '' }) => filed)];
    if (byText.length < 2) return;
    byText.sort(([a], [b]) => this.#compareFiled(a, b));
    let place = 0;
    for (const [, items] of byText) for (const item of items) list[place++] = item;
  }

  /** The order of rows in a section; no two items are equal. */
  readonly #compare = (a: PageItem, b: PageItem): number => {
    const { column, direction } = this.#arrangement.sort;
    const byPlace = a.album.order - b.album.order || a.place - b.place;
    if (column === 'name') return direction === 'ascending' ? byPlace : -byPlace;
    return this.#compareFiled(a.filed ?? '', b.filed ?? '') || byPlace;
  };

  /** Rows without a reason come last either way: nobody looks for them. */
  #compareFiled(a: string, b: string): number {
    if (a === b) return 0;
    const sign = this.#arrangement.sort.direction === 'ascending' ? 1 : -1;
    // Texts that people do not tell apart are two texts still.
    return Number(a === '') - Number(b === '') || sign * (compareTexts(a, b) || (a < b ? -1 : 1));
  }

  #changeLayout(how: 'moved' | 'inPlace' = 'moved'): void {
    // What changed in its place may have a reason now, or may be tried again.
    this.#layout = undefined;
    if (how === 'moved') this.#version++;
  }

  #laidOut(): Layout {
    return (this.#layout ??= this.#layOut());
  }

  #layOut(): Layout {
    const { closed, opened } = this.#folding;
    const { groupBy, sort } = this.#arrangement;
    const albums = groupBy === 'album' ? this.#items.albums : [undefined];
    const isTurned = sort.column === 'name' && sort.direction === 'descending';
    const layout: Layout = { sections: [], starts: new Map(), firsts: [], length: 0, reasons: false, retries: false };
    for (const album of isTurned ? albums.toReversed() : albums) {
      const section = this.#sections.get(album);
      if (section !== undefined && section.list.length > 0) layout.sections.push(section);
    }
    for (const section of layout.sections) section.opened.length = 0;
    for (const key of opened) {
      const item = this.#items.at(key);
      if (item?.filed === undefined) continue;
      const section = this.#sectionOf(item);
      section.opened.push(positionOf(section.list, item, this.#compare));
    }
    for (const section of layout.sections) {
      const { album, list, counts } = section;
      section.opened.sort((a, b) => a - b);
      layout.starts.set(section, layout.length);
      layout.firsts.push(layout.length);
      if (album !== undefined) layout.length++;
      if (album !== undefined && closed.has(album.key)) continue;
      layout.length += list.length + section.opened.length;
      layout.reasons ||= counts.reasons > 0;
      layout.retries ||= counts.retryable > 0;
    }
    return layout;
  }

  #placeOf(index: number): Place | undefined {
    const { sections, firsts, length } = this.#laidOut();
    if (!(index >= 0 && index < length)) return undefined;
    const isNear = (firsts[this.#near] ?? length) <= index && index < (firsts[this.#near + 1] ?? length);
    if (!isNear) this.#near = firstWhere(firsts, (first) => first > index) - 1;
    const section = sections[this.#near];
    if (section === undefined) return undefined;
    const within = index - (firsts[this.#near] ?? 0) - (section.album === undefined ? 0 : 1);
    if (within < 0) return { section, kind: 'album' };
    let facts = 0;
    for (const place of section.opened) {
      const own = place + facts + 1;
      if (own === within) return { section, kind: 'facts', item: place };
      if (own > within) break;
      facts++;
    }
    return { section, kind: 'item', item: within - facts };
  }

  #headerOf(section: Section): Row | undefined {
    const { album, counts, list } = section;
    if (album === undefined) return undefined;
    const open = !this.#folding.closed.has(album.key);
    if (section.header?.open !== open) {
      const { key, folder, name } = album;
      const entries = (): readonly Entry[] => list.map(({ entry }) => entry);
      section.header = { kind: 'album', key, folder, album: name, counts, entries, open };
    }
    return section.header;
  }

  #indexOfItem(item: PageItem): number {
    if (item.filed === undefined) return -1;
    const section = this.#sectionOf(item);
    const start = this.#startOf(section);
    const { album, list, opened } = section;
    if (start < 0 || (album !== undefined && this.#folding.closed.has(album.key))) return -1;
    const place = positionOf(list, item, this.#compare);
    const facts = firstWhere(opened, (other) => other >= place);
    return start + (album === undefined ? 0 : 1) + place + facts;
  }

  #startOf(section: Section | undefined): number {
    return section === undefined ? -1 : (this.#laidOut().starts.get(section) ?? -1);
  }
}

/** From one in so many on, things are most of a list. */
const MANY = 16;

function keepFiled(list: PageItem[]): void {
  let to = 0;
  for (const item of list) if (item.filed !== undefined) list[to++] = item;
  list.length = to;
}

/** Where the sections stand. */
interface Layout {
  /** Those that have items to show, in their order. */
  readonly sections: Section[];
  /** The first row of each. */
  readonly starts: Map<Section, number>;
  readonly firsts: number[];
  length: number;
  reasons: boolean;
  retries: boolean;
}

/** What a row is of. */
type Place =
  | { readonly section: Section; readonly kind: 'album' }
  /** `item` is the place in the list of the section. */
  | { readonly section: Section; readonly kind: 'item' | 'facts'; readonly item: number };
