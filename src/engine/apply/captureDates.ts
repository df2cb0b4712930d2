import type { RemoteItem } from '../model.ts';
import type { AlbumInput } from '../plan/model.ts';

/** When the web items of each album were captured, as they come and go, for the date of the album. */
export class CaptureDates {
  /** By the name of the album and the id of the item. */
  readonly #captured: Map<string, Map<string, string | undefined>>;
  /** By the name of their album: since when the items are that are no objects. */
  readonly #others: ReadonlyMap<string, string | undefined>;

  constructor(albums: readonly Pick<AlbumInput, 'album' | 'remote' | 'others'>[]) {
    this.#captured = new Map(
      albums.map(({ album, remote }) => [album, new Map(remote.map((item) => [item.id, item.capturedAt]))]),
    );
    this.#others = new Map(albums.map(({ album, others }) => [album, others?.since]));
  }

  add(album: string, { id, capturedAt }: Pick<RemoteItem, 'id' | 'capturedAt'>): void {
    const here = this.#captured.get(album) ?? new Map<string, string | undefined>();
    this.#captured.set(album, here.set(id, capturedAt));
  }

  /** @param from the only album that it is gone from; without it, it is gone from all */
  remove(id: string, { from }: { readonly from?: string | undefined } = {}): void {
    const albums = from === undefined ? this.#captured.values() : [this.#captured.get(from)];
    for (const items of albums) items?.delete(id);
  }

  /** The dates of the items of an album, the earliest of them at least. */
  of(album: string): readonly string[] {
    const here = [...(this.#captured.get(album)?.values() ?? [])].filter((date) => date !== undefined);
    const others = this.#others.get(album);
    return others === undefined ? here : [...here, others];
  }
}
