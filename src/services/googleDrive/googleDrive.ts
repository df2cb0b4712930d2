import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem, RemoteAlbum } from '../../engine/model.ts';
import type { AlbumService, Call, Capabilities, Outlook } from '../../engine/ports/albumService.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { fail, ok } from '../../engine/result.ts';
import type { GoogleAccount } from '../google/access.ts';
import { SendingMemory } from '../google/sendingMemory.ts';
import type { UploadSessions } from '../google/uploadSessions.ts';
import type { Send } from '../http/send.ts';
import type { SendEvents } from '../http/withRetry.ts';
import { Albums } from './albums.ts';
import { Client } from './client.ts';
import { download } from './download.ts';
import type { Drive } from './drive.ts';
import { remove, tag, updateItem } from './edits.ts';
import { Ids } from './ids.ts';
import { BYTES_A_DAY, MAX_ALBUM_ITEMS, REQUEST_COSTS } from './limits.ts';
import { Mirror } from './mirror.ts';
import { replace } from './replacements.ts';
import { restore } from './restore.ts';
import type { DriveScope } from '../google/scopes.ts';
import { Shares } from './shares.ts';
import type { Share } from './shares.ts';
import { toRemoteItem } from './toRemoteItem.ts';
import { upload } from './uploads.ts';

export interface GoogleDriveOptions {
  readonly account: GoogleAccount;
  readonly state: ServiceState;
  /** Where the Drive API is: an origin. */
  readonly origin: string;
  /** Sends with the token of the account and tries again where that helps. */
  readonly sendWith: (events: SendEvents) => Send;
  /** Where the addresses of long uploads are kept for the next run. */
  readonly sessions: UploadSessions;
  /** ms since 1970 UTC. */
  readonly now: () => number;
  readonly scope: DriveScope;
  readonly share: Share;
}

const CAPABILITIES: Omit<Capabilities, 'removeAlbum'> = {
  knows: { size: true, sourceDate: true, hashes: ['sha256', 'md5'], name: true },
  sameBytes: 'ownItems',
  replace: 'inPlace',
  remove: 'trash',
  rename: { item: true, album: true, move: true },
  metadata: ['sourceDate', 'caption', 'captureDate', 'albumDate'],
  restore: true,
  tag: true,
  downloadsOriginal: true,
  maxAlbumItems: MAX_ALBUM_ITEMS,
  accepts: () => true,
  concurrency: 4,
  requests: REQUEST_COSTS,
  pendingUploads: 0,
};

/**
 * The name of an account for the ledger. What one OAuth client made, another one does not see, and with fewer rights photos
 * would seem to be deleted that are only out of sight.
 */
export function googleDriveAccount({ id, clientId }: GoogleAccount, scope: DriveScope): string {
  return scope === 'all' ? `${clientId} ${id} all` : `${clientId} ${id}`;
}

/** Google Drive: a folder for each album, in a folder "Album Sync". */
export function createGoogleDrive(options: GoogleDriveOptions): AlbumService {
  const { account, state, origin, sendWith, sessions, now, scope, share } = options;
  let [requests, slowDowns] = [0, 0];
  const client = new Client(sendWith({ onRequest: () => requests++, onSlowDown: () => slowDowns++ }), origin);
  const mirror = new Mirror({ client, state, scope, now });
  const shares = new Shares({ client, state, mirror, share });
  const memory = new SendingMemory();
  const drive: Drive = { client, state, mirror, shares, ids: new Ids(client, state), sessions, memory };
  const albums = new Albums(drive);
  // Into a folder of which not all is seen, a person may have put something that would go into the bin with it.
  const removeAlbum = scope === 'all';
  return {
    id: 'googleDrive',
    label: 'Google Drive',
    capabilities: { ...CAPABILITIES, removeAlbum },
    account: googleDriveAccount(account, scope),
    requests: () => requests,
    slowDowns: () => slowDowns,
    listAlbums: (call) => albums.list(call),
    listItems: (album, call) => listItems(mirror, album, call),
    createAlbum: (title, call) => albums.create(title, call),
    updateAlbum: (album, patch, call) => albums.update(album, patch, call),
    removeAlbum: async (album, call) =>
      removeAlbum ? albums.remove(album, call) : fail(problem('E_NOT_SUPPORTED', phrase`${album.title}`)),
    upload: (...args) => upload(drive, ...args),
    replace: (...args) => replace(drive, ...args),
    download: (item, sink, call) => download(client, item, sink, call),
    remove: (item, call) => remove(drive, item, call),
    restore: (...args) => restore(drive, ...args),
    tag: (item, call) => tag(drive, item, call),
    updateItem: (item, patch, call) => updateItem(drive, item, patch, call),
    foresee: (outlook) => [severalDays(outlook)].filter((each) => each !== undefined),
    finish: async ({ signal }) => {
      const problems = await shares.grant(signal);
      await sessions.sweep();
      state.commit();
      return { problems };
    },
  };
}

async function listItems(mirror: Mirror, album: RemoteAlbum, { signal }: Call) {
  const ready = await mirror.ready(signal);
  return ready.ok ? ok(mirror.known.itemsIn(album.id).map(toRemoteItem)) : ready;
}

/** That a plan sends more than Google takes in a day, in words. */
function severalDays({ sizes }: Outlook): Problem | undefined {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes <= BYTES_A_DAY) return undefined;
  const [gigabytes, days] = [Math.ceil(bytes / 1024 ** 3), Math.ceil(bytes / BYTES_A_DAY)];
  return problem('E_SEVERAL_DAYS', phrase`${gigabytes} GB are to be sent; Google takes 750 GB a day: ${days} days`);
}
