import type { RemoteItem } from '../model.ts';
import type { PlannedItem } from '../plan/model.ts';

/** Counts the files of each album that were sent and need no second look, as `AfterRun.sentWhole` wants them. */
export class SentWhole {
  readonly albums = new Map<string, number>();

  /** Of an item that is done, and of which nothing is to be told. */
  add({ album, action, sides: { local } }: PlannedItem, remote: RemoteItem | undefined): void {
    if (action !== 'UPLOAD_LOCAL' || !local || !remote) return;
    // With the size and the hash of what was sent it is the same by each of the tests: a later date alone says nothing.
    const isSame = remote.size === local.size && remote.hash?.startsWith('sha256:') === true;
    if (isSame) this.albums.set(album, (this.albums.get(album) ?? 0) + 1);
  }
}
