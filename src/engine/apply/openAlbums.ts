import type { PlannedItem } from '../plan/model.ts';

/** Albums are completed by so many: what is done for several of them waits for the disk once. */
export const COMPLETED_TOGETHER = 32;

/** The albums of which items are still to be carried out. */
export class OpenAlbums {
  /** By the name of their album, how many. */
  readonly #left = new Map<string, number>();
  readonly #complete: (albums: ReadonlySet<string>) => Promise<void>;
  readonly #completing: Promise<void>[] = [];
  #ended = new Set<string>();

  /**
   * @param items all that are to be carried out
   * @param complete is called for many albums of which the last item has ended; must not reject
   */
  constructor(items: Iterable<Pick<PlannedItem, 'album'>>, complete: (albums: ReadonlySet<string>) => Promise<void>) {
    for (const { album } of items) this.#left.set(album, (this.#left.get(album) ?? 0) + 1);
    this.#complete = complete;
  }

  /** One of them has ended. */
  leave({ album }: Pick<PlannedItem, 'album'>): void {
    const left = (this.#left.get(album) ?? 0) - 1;
    this.#left.set(album, left);
    if (left === 0) this.#end(album);
  }

  /** Resolves when `complete` is done with all albums that it was called for. A few that ended last are not among them. */
  async completed(): Promise<void> {
    await Promise.all(this.#completing);
  }

  #end(album: string): void {
    this.#ended.add(album);
    if (this.#ended.size < COMPLETED_TOGETHER) return;
    this.#completing.push(this.#complete(this.#ended));
    this.#ended = new Set();
  }
}
