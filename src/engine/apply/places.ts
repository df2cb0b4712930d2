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
  place: Place,
  { album, name }: Named,
  ports: { readonly service: AlbumService; readonly ledger: Ledger },
): boolean {
  return namesOf(place, ports).some((row) => row.album !== album || row.name !== name);
}

/** All names of a web item in its album; none where every name is an item of its own. */
export function namesOf(
  { id, albumId }: Place,
  { service, ledger }: { readonly service: AlbumService; readonly ledger: Ledger },
): readonly BaseItem[] {
  if (service.capabilities.sameBytes === 'ownItems') return [];
  return ledger.itemsOf(id).filter((row) => row.albumId === albumId);
}

/** The places of web items as a run found them. */
export class Places {
  readonly #isOneItem: boolean;
  readonly #albums: readonly AlbumInput[];
  #listed: ReadonlySet<string> | undefined;
  /** Names that have new content on the web, although the ledger does not say so yet. */
  readonly #left = new Set<string>();

  constructor(albums: readonly AlbumInput[], { service }: { readonly service: AlbumService }) {
    this.#isOneItem = service.capabilities.sameBytes === 'oneItem';
    this.#albums = albums;
  }

  /** A name stands for another item now. Says whether the one that it stood for is still needed for a further name. */
  leave(place: Place, named: Named, ports: { readonly service: AlbumService; readonly ledger: Ledger }): boolean {
    const leftBy = ({ album, name }: Named) => [placeKey({ ...place, remoteId: place.id }), album, name].join('\n');
    this.#left.add(leftBy(named));
    return namesOf(place, ports).some((row) => !this.#left.has(leftBy(row)));
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
