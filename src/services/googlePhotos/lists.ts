import { problem } from '../../engine/errors.ts';
import type { RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import type { Call } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { partialList } from '../google/partialList.ts';
import type { AlbumMemory } from './albumMemory.ts';
import type { Client, Question } from './client.ts';
import type { Journal } from './journal.ts';
import { ALBUMS_PER_PAGE, ITEMS_PER_PAGE } from './limits.ts';
import { toRemoteItem } from './toRemoteItem.ts';
import { readAlbum, readItem, readPage } from './wire.ts';
import type { WireAlbum, WireItem } from './wire.ts';

/** All albums that this OAuth client has made. */
export function listAlbums(client: Client, { signal }: Call): Promise<Result<readonly WireAlbum[]>> {
  return readAll(client, {
    about: 'the albums',
    key: 'albums',
    read: readAlbum,
    ask: (pageToken) => ({
      method: 'GET',
      path: '/v1/albums',
      query: { pageSize: ALBUMS_PER_PAGE, pageToken },
      repeat: 'safe',
      about: 'the albums',
    }),
    signal,
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
  if (signal.aborted) return fail(problem('E_CANCELLED', ''));
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
  return readAll(client, {
    about: `"${album.title}"`,
    key: 'mediaItems',
    read: readItem,
    ask: (pageToken) => ({
      method: 'POST',
      path: '/v1/mediaItems:search',
      json: { albumId: album.id, pageSize: ITEMS_PER_PAGE, pageToken },
      repeat: 'safe',
      about: `"${album.title}"`,
    }),
    signal,
  });
}

interface Listing<T> {
  readonly about: string;
  readonly key: string;
  readonly read: (entry: unknown) => T | undefined;
  readonly ask: (pageToken: string | undefined) => Question;
  readonly signal: AbortSignal;
}

/** Pages may be short, empty and overlap; only a missing token says that there are no more. */
async function readAll<T extends { readonly id: string }>(
  client: Client,
  { about, key, read, ask, signal }: Listing<T>,
): Promise<Result<readonly T[]>> {
  const all = new Map<string, T>();
  const tokens = new Set<string>();
  let next: string | undefined;
  do {
    const answer = await client.ask(ask(next), signal);
    if (!answer.ok && next === undefined && answer.problem.code === 'E_UNREACHABLE') return answer;
    if (!answer.ok) return fail(partialList(about, answer.problem));
    const page = readPage(answer.value, key, read);
    if (!page) return fail(problem('E_LIST_PARTIAL', `${about}: Google's answer is not a list`));
    for (const entry of page.entries) all.set(entry.id, entry);
    next = page.next;
    if (next !== undefined && tokens.has(next)) return fail(problem('E_LIST_PARTIAL', `${about}: it has no end`));
    if (next !== undefined) tokens.add(next);
  } while (next !== undefined);
  return ok([...all.values()]);
}
