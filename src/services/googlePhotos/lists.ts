import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem, RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import type { Call } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { readPages } from '../google/readPages.ts';
import type { AlbumMemory } from './albumMemory.ts';
import type { Client } from './client.ts';
import type { Journal } from './journal.ts';
import { ALBUMS_PER_PAGE, ITEMS_PER_PAGE } from './limits.ts';
import { toRemoteItem } from './toRemoteItem.ts';
import { readAlbum, readItem, readPage } from './wire.ts';
import type { WireAlbum, WireItem } from './wire.ts';

/** All albums that this OAuth client has made. */
export function listAlbums(client: Client, { signal }: Call): Promise<Result<readonly WireAlbum[]>> {
  const about = phrase`the albums`;
  return readPages({
    about,
    read: (answer) => readPage(answer, 'albums', readAlbum),
    ask: (pageToken) => {
      const query = { pageSize: ALBUMS_PER_PAGE, pageToken };
      return client.ask({ method: 'GET', path: '/v1/albums', query, repeat: 'safe', about }, signal);
    },
    reasonsForNone: REASONS_FOR_NONE,
  });
}

/** What the items of an album are known by. */
export interface ListPorts {
  readonly client: Client;
  readonly journal: Journal;
  readonly memory: AlbumMemory;
}

/** All items of an album: those that are remembered, while it has as many as it should have. */
export async function listItems(
  { client, journal, memory }: ListPorts,
  album: RemoteAlbum,
  { signal }: Call,
): Promise<Result<readonly RemoteItem[]>> {
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  const unheardOf = journal.openIn(album.id);
  const recalled = unheardOf.size === 0 ? memory.recall(album.id) : undefined;
  if (recalled) return ok(recalled.map((item) => toRemoteItem(item, album.id)));
  const items = await listAnew(client, album, signal);
  if (!items.ok) return items;
  memory.listed(album.id, items.value);
  return ok(
    items.value.map((item) => ({
      ...toRemoteItem(item, album.id),
      ...(unheardOf.has(item.fileName) && { unheardOf: true }),
    })),
  );
}

/** The items of an album as Google says that they are now. */
export function listAnew(
  client: Client,
  album: RemoteAlbum,
  signal: AbortSignal,
): Promise<Result<readonly WireItem[]>> {
  const about = `"${album.title}"`;
  return readPages({
    about,
    read: (answer) => readPage(answer, 'mediaItems', readItem),
    ask: (pageToken) => {
      const json = { albumId: album.id, pageSize: ITEMS_PER_PAGE, pageToken };
      return client.ask({ method: 'POST', path: '/v1/mediaItems:search', json, repeat: 'safe', about }, signal);
    },
    reasonsForNone: REASONS_FOR_NONE,
  });
}

/** Reasons for which there was no list at all. */
const REASONS_FOR_NONE: ReadonlySet<Problem['code']> = new Set(['E_UNREACHABLE']);
