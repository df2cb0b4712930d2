import type { ReportItem } from '../engine/report.ts';

type Named = Pick<ReportItem, 'album' | 'name'>;

/** Names of items, album by album: to look one up makes no text of both. */
export class NameSet {
  readonly #albums = new Map<string, Set<string>>();

  add({ album, name }: Named): void {
    const names = this.#albums.get(album);
    if (names === undefined) this.#albums.set(album, new Set([name]));
    else names.add(name);
  }

  has({ album, name }: Named): boolean {
    return this.#albums.get(album)?.has(name) === true;
  }
}

/** Remembers names, and which of them came more than once. */
export class NamesMet {
  readonly twice = new NameSet();
  readonly #once = new NameSet();

  add(item: Named): void {
    (this.#once.has(item) ? this.twice : this.#once).add(item);
  }
}
