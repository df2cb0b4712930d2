import type { Outlook, RequestCosts } from '../engine/ports/albumService.ts';
import { estimateFrom } from '../engine/plan/estimate.ts';
import { joinedOutlooks, outlookOf } from '../engine/plan/outlook.ts';
import { addEstimates, type Estimate } from '../engine/report.ts';
import type { FolderReport } from './protocol.ts';
import type { PageAlbum } from './reportItems.ts';

interface Effort {
  readonly outlook: Outlook;
  readonly planned: number;
}

/** What is planned would move and take, as it was chosen. Only albums of which something has changed are looked at again. */
export class Efforts {
  readonly #folders: readonly FolderReport[];
  readonly #onWeb: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #known = new Map<PageAlbum, Effort>();

  constructor(folders: readonly FolderReport[]) {
    this.#folders = folders;
    this.#onWeb = new Map(
      folders.map(({ key, report: { albums } }) => [
        key,
        new Set(albums.flatMap(({ name, parts }) => (parts.length > 0 ? [name] : []))),
      ]),
    );
  }

  /** Something of this album has changed. */
  forget(album: PageAlbum): void {
    this.#known.delete(album);
  }

  /** Looks at albums of which something has changed, until it has seen so many items. Whether there are more. */
  lookAt(albums: readonly PageAlbum[], items: number): boolean {
    let left = items;
    for (const album of albums) {
      if (this.#known.has(album)) continue;
      if (left <= 0) return true;
      left -= album.items.length;
      this.#effortFor(album, this.#costsOf(album));
    }
    return false;
  }

  /** @param albums all of them */
  estimate(albums: readonly PageAlbum[]): Estimate {
    const byFolder = Map.groupBy(albums, ({ folder }) => folder);
    // A sync reads the lists that the preview has read once more.
    return this.#folders
      .map(({ key, report: { terms } }): Estimate => {
        const efforts = (byFolder.get(key) ?? []).map((album) => this.#effortFor(album, terms?.requests));
        const outlook = joinedOutlooks(efforts.map((effort) => effort.outlook));
        const planned = efforts.reduce((sum, effort) => sum + effort.planned, 0);
        return estimateFrom(outlook, planned, terms);
      })
      .reduce(addEstimates, { bytesToSend: 0, bytesToFetch: 0, seconds: 0 });
  }

  #costsOf({ folder }: PageAlbum): RequestCosts | undefined {
    return this.#folders.find(({ key }) => key === folder)?.report.terms?.requests;
  }

  #effortFor(album: PageAlbum, costs: RequestCosts | undefined): Effort {
    const known = this.#known.get(album);
    if (known !== undefined) return known;
    const planned = album.items.map(({ entry }) => entry.item).filter(({ outcome }) => outcome === 'planned');
    const onWeb = this.#onWeb.get(album.folder) ?? new Set<string>();
    const effort = { outlook: outlookOf(planned, onWeb, costs), planned: planned.length };
    this.#known.set(album, effort);
    return effort;
  }
}
