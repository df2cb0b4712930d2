import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteItem } from '../../engine/model.ts';
import type { AlbumService, Call, Capabilities, ItemPatch } from '../../engine/ports/albumService.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { GoogleAccount } from '../google/access.ts';
import type { UploadSessions } from '../google/uploadSessions.ts';
import type { Send } from '../http/send.ts';
import type { SendEvents } from '../http/withRetry.ts';
import { AlbumMemory } from './albumMemory.ts';
import { Albums } from './albums.ts';
import { Batches } from './batches.ts';
import { Client } from './client.ts';
import { DailyCount } from './dailyCount.ts';
import { download } from './download.ts';
import { Journal } from './journal.ts';
import { accepts, BATCH, MAX_ALBUM_ITEMS, REQUEST_COSTS } from './limits.ts';
import { listItems } from './lists.ts';
import { Removals } from './removals.ts';
import { descriptionOf } from './toRemoteItem.ts';
import { Uploads } from './uploads.ts';

export interface GooglePhotosOptions {
  readonly account: GoogleAccount;
  readonly state: ServiceState;
  /** Where the Library API is: an origin. */
  readonly origin: string;
  /** Sends with the token of the account and tries again where that helps. */
  readonly sendWith: (events: SendEvents) => Send;
  /** Sends without a token, to the addresses of pictures. */
  readonly fetch: Send;
  /** Where the addresses of long uploads are kept for the next run. */
  readonly sessions: UploadSessions;
  /** ms since 1970 UTC. */
  readonly now: () => number;
}

const CAPABILITIES: Capabilities = {
  knows: { size: false, sourceDate: false, hashes: [], name: false },
  sameBytes: 'oneItem',
  replace: 'uploadThenRemove',
  remove: 'fromAlbumOnly',
  rename: { item: false, album: true, move: false },
  metadata: ['caption'],
  restore: true,
  tag: false,
  removeAlbum: false,
  downloadsOriginal: false,
  maxAlbumItems: MAX_ALBUM_ITEMS,
  accepts,
  concurrency: 4,
  requests: REQUEST_COSTS,
  pendingUploads: 2 * BATCH,
};

/** The name of an account for the ledger: what one OAuth client made, another one does not see. */
export function googlePhotosAccount({ id, clientId }: GoogleAccount): string {
  return `${clientId} ${id}`;
}

/** Google Photos, as far as its Library API lets an app in: to the albums and photos that the app itself has made. */
export function createGooglePhotos({
  account,
  state,
  origin,
  sendWith,
  fetch,
  sessions,
  now,
}: GooglePhotosOptions): AlbumService {
  const count = new DailyCount(state, now);
  let slowDowns = 0;
  const send = sendWith({ onRequest: () => count.add(), onSlowDown: () => slowDowns++ });
  const client = new Client({ send, fetch, origin, count });
  const journal = new Journal(state, now);
  const memory = new AlbumMemory(state, now);
  const removals = new Removals({ client, memory, state });
  const batches = new Batches({ client, journal, memory, state });
  const uploads = new Uploads({ client, batches, removals, journal, sessions });
  const albums = new Albums(client, memory);
  return {
    id: 'googlePhotos',
    label: 'Google Photos',
    capabilities: CAPABILITIES,
    account: googlePhotosAccount(account),
    requests: () => count.run,
    slowDowns: () => slowDowns,
    listAlbums: (call) => albums.list(call),
    listItems: async (album, call) => {
      const items = await listItems({ client, journal, memory }, album, call);
      if (items.ok) removals.listed(items.value);
      return items;
    },
    createAlbum: (title, call) => albums.create(title, call),
    updateAlbum: async (album, { title }, call) =>
      title === undefined ? unable(album.title) : albums.rename(album, title, call),
    removeAlbum: async ({ title }) => unable(title),
    upload: (...args) => uploads.upload(...args),
    replace: (...args) => uploads.replace(...args),
    download: (item, sink, call) => download(client, item, sink, call),
    remove: (item, call) => removals.remove(item, call),
    restore: (was, trashed, { signal, replaces }) => removals.restore(was, trashed, replaces, { signal }),
    tag: async ({ name }) => unable(name),
    updateItem: (item, patch, call) => {
      memory.beginChange(item.albumId);
      memory.lost(item.albumId);
      return writeCaption(client, item, patch, call);
    },
    foresee: (outlook) => [count.foresee(outlook)].filter((each) => each !== undefined),
    finish: async () => {
      journal.close();
      memory.save();
      count.save();
      state.commit();
      await sessions.sweep();
      return { problems: removals.report() };
    },
  };
}

/** The description is all that an app may write. */
async function writeCaption(
  client: Client,
  item: RemoteItem,
  { caption, ...others }: ItemPatch,
  { signal }: Call,
): Promise<Result<RemoteItem>> {
  if (caption === undefined || Object.keys(others).length > 0) return unable(item.name);
  const written = await client.change(
    {
      method: 'PATCH',
      path: `/v1/mediaItems/${encodeURIComponent(item.id)}`,
      query: { updateMask: 'description' },
      json: { description: descriptionOf(caption) },
      repeat: 'safe',
      about: item.name,
    },
    signal,
  );
  return written.ok ? ok({ ...item, caption }) : written;
}

function unable(about: string): Result<never> {
  return fail(problem('E_NOT_SUPPORTED', phrase`${about}`));
}
