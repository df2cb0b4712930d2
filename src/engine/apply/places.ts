import type { BaseItem, RemoteItem } from '../model.ts';
import { placeKey } from '../naming/listedNames.ts';
import type { AlbumInput } from '../plan/model.ts';
import type { AlbumService } from '../ports/albumService.ts';
import type { Ledger } from '../ports/ledger.ts';

/** Where a web item is. */
type Place = Pick<RemoteItem, 'id' | 'albumId'>;

/** The name under which something is asked. */
type Named = Pick<BaseItem, 'album' | 'name'>;

/**
 * Whether another name stands for a web item in the same web album, as it does for two files with the same bytes where
 * a service keeps those once. Then the item must stay there, whatever becomes of the one name.
 */
export function isShared(
  { id, albumId }: Place,
  { album, name }: Named,
  { service, ledger }: { readonly service: AlbumService; readonly ledger: Ledger },
): boolean {
  if (service.capabilities.sameBytes === 'ownItems') return false;
  return ledger.itemsOf(id).some((row) => row.albumId === albumId && (row.album !== album || row.name !== name));
}

/** The places of web items as a run found them. */
export class Places {
  readonly #isOneItem: boolean;
  readonly #albums: readonly AlbumInput[];
  #listed: ReadonlySet<string> | undefined;

  constructor(albums: readonly AlbumInput[], { service }: { readonly service: AlbumService }) {
    this.#isOneItem = service.capabilities.sameBytes === 'oneItem';
    this.#albums = albums;
  }

  /** Whether an item was in its album before this run, so that an upload that gave it has added nothing. */
  hadBefore({ id, albumId }: Place): boolean {
    if (!this.#isOneItem) return false;
    this.#listed ??= new Set(
      this.#albums.flatMap(({ remote }) =>
        remote.map((item) => placeKey({ albumId: item.albumId, remoteId: item.id })),
      ),
    );
    return this.#listed.has(placeKey({ albumId, remoteId: id }));
  }
}
