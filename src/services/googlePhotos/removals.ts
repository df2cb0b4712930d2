import { setImmediate } from 'node:timers/promises';
import { problem } from '../../engine/errors.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';
import type { Problem, RemoteItem } from '../../engine/model.ts';
import type { Call, Removed } from '../../engine/ports/albumService.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { AlbumMemory } from './albumMemory.ts';
import type { Client } from './client.ts';
import { BATCH } from './limits.ts';
import { listAnew } from './lists.ts';
import { rejected } from './rejected.ts';

/** One that waits to be taken out of its album. */
interface Leaving {
  readonly item: RemoteItem;
  readonly signal: AbortSignal;
  readonly unless: (item: RemoteItem) => boolean;
  readonly answer: (result: Result<Removed> | Promise<never>) => void;
}

export interface RemovalsOptions {
  readonly client: Client;
  readonly memory: AlbumMemory;
  readonly state: ServiceState;
}

/** Links that are told in one line; more of them help nobody. */
const LINKS = 5;

/** Takes items out of albums, which is all that Google lets an app do; they stay in the library of the account. */
export class Removals {
  readonly #client: Client;
  readonly #memory: AlbumMemory;
  readonly #state: ServiceState;
  readonly #leaving = new Map<string, Leaving[]>();
  /** By album and id: the names under which this client has put an item there. */
  readonly #placed = new Map<string, Set<string>>();
  /** By id: the albums in which an item is, as far as this client knows. */
  readonly #albumsOf = new Map<string, Set<string>>();
  readonly #removed = new Map<string, RemoteItem>();
  #knowsAlbums = false;

  constructor({ client, memory, state }: RemovalsOptions) {
    this.#client = client;
    this.#memory = memory;
    this.#state = state;
  }

  placed({ albumId, id, name }: RemoteItem): void {
    const key = `${albumId} ${id}`;
    this.#placed.set(key, (this.#placed.get(key) ?? new Set()).add(name));
    this.seen({ albumId, id });
  }

  /** The items of an album, as they were listed. */
  listed(items: readonly RemoteItem[]): void {
    this.#knowsAlbums = true;
    for (const item of items) this.seen(item);
  }

  /** An item is in an album, so whoever deletes it in the library takes it out of there. */
  seen({ albumId, id }: Pick<RemoteItem, 'albumId' | 'id'>): void {
    this.#albumsOf.set(id, (this.#albumsOf.get(id) ?? new Set()).add(albumId));
  }

  /** Whether this client has put an item into its album under another name than the one that it loses. */
  isNeeded({ albumId, id, name }: RemoteItem): boolean {
    return [...(this.#placed.get(`${albumId} ${id}`) ?? [])].some((other) => other !== name);
  }

  /** Those that come at once leave with one request. `unless` is asked last, when their turn has come. */
  remove(item: RemoteItem, { signal, unless = () => false }: Call & Partial<Leaving>): Promise<Result<Removed>> {
    return new Promise((answer) => {
      const leaving = this.#leaving.get(item.albumId) ?? [];
      leaving.push({ item, signal, unless, answer });
      this.#leaving.set(item.albumId, leaving);
      if (leaving.length === 1) void this.#go(item.albumId);
    });
  }

  /** Brings an item back into its album, in the place of another one if that is still there. */
  async restore(was: RemoteItem, trashed: string, replaces: RemoteItem | undefined, { signal }: Call) {
    if (trashed === '' || trashed !== was.id) return fail(problem('E_TRASH_EMPTIED', phrase`${was.name}`));
    if (replaces && replaces.id !== was.id) {
      const there = await this.#idsIn(replaces, signal);
      if (!there.ok) return there;
      if (!there.value.has(replaces.id) && !there.value.has(was.id))
        return fail(problem('E_TARGET_CHANGED', phrase`${replaces.name}`));
    }
    this.#forget(was.albumId);
    const added = await this.#client.change(
      {
        method: 'POST',
        path: `/v1/albums/${encodeURIComponent(was.albumId)}:batchAddMediaItems`,
        json: { mediaItemIds: [was.id] },
        repeat: 'safe',
        about: was.name,
      },
      signal,
    );
    if (!added.ok)
      return added.problem.code === 'E_REFUSED' ? fail(problem('E_TRASH_EMPTIED', phrase`${was.name}`)) : added;
    this.seen(was);
    this.#memory.lost(was.albumId);
    if (!replaces || replaces.id === was.id) return ok(was);
    const removed = await this.remove(replaces, { signal });
    return removed.ok ? ok(was) : removed;
  }

  /** What a person can still do about the items that are in no album any more; told once. */
  report(): readonly Problem[] {
    const items = [...this.#removed.values()].filter(({ id }) => (this.#albumsOf.get(id)?.size ?? 0) === 0);
    this.#removed.clear();
    if (items.length === 0) return [];
    // Without the lists of the albums, as in an undo, a link might lead to what is still in another album.
    if (!this.#knowsAlbums)
      return [problem('E_STILL_IN_LIBRARY', items.length === 1 ? phrase`An item` : phrase`${items.length} items`)];
    const links = items.slice(0, LINKS).map(({ name, url }) => (url === undefined ? name : `${name} (${url})`));
    const shown = links.join(', ');
    const more = items.length - LINKS;
    return [problem('E_STILL_IN_LIBRARY', more > 0 ? phrase`${shown} and ${more} more` : phrase`${shown}`)];
  }

  async #go(albumId: string): Promise<void> {
    await this.#client.writes.run(async () => {
      // Items of one batch are answered at once, and what they replace leaves at once.
      await setImmediate();
      const leaving = this.#leaving.get(albumId) ?? [];
      const now = leaving.splice(0, BATCH);
      if (leaving.length > 0) void this.#go(albumId);
      else this.#leaving.delete(albumId);
      await this.#removeTogether(albumId, now).catch((error: unknown) => {
        for (const { answer } of now) answer(rejected(error));
      });
    });
  }

  async #removeTogether(albumId: string, leaving: readonly Leaving[]): Promise<void> {
    const going = leaving.filter(({ item, unless, answer }) => {
      const stays = unless(item);
      if (stays) answer(ok({}));
      return !stays;
    });
    const [first] = going;
    if (!first) return;
    const ids = [...new Set(going.map(({ item }) => item.id))];
    let removed = await this.#ask(albumId, ids, first.item.name, first.signal);
    let there: ReadonlySet<string> = new Set(ids);
    if (!removed.ok && MISSING.has(removed.problem.code)) {
      // One that is not there lets none of the others go.
      const listed = await this.#idsIn(first.item, first.signal);
      const left = listed.ok ? ids.filter((id) => listed.value.has(id)) : ids;
      there = new Set(left);
      if (left.length < ids.length) removed = await this.#askForAll(albumId, left, first);
    }
    for (const { item, answer } of going) {
      if (removed.ok && there.has(item.id)) this.#removed.set(item.id, item);
      if (removed.ok || !there.has(item.id)) this.#albumsOf.get(item.id)?.delete(albumId);
      if (removed.ok) this.#memory.removed(albumId, item.id);
      else this.#memory.lost(albumId);
      answer(removed.ok || !there.has(item.id) ? ok({ trashed: item.id }) : removed);
    }
  }

  async #askForAll(albumId: string, ids: readonly string[], { item, signal }: Leaving): Promise<Result<unknown>> {
    return ids.length === 0 ? ok() : this.#ask(albumId, ids, item.name, signal);
  }

  /** Before a change: what is remembered of the album holds no more. */
  #forget(albumId: string): void {
    this.#memory.beginChange(albumId);
    this.#state.commit();
  }

  #ask(albumId: string, ids: readonly string[], about: PhraseValue, signal: AbortSignal): Promise<Result<unknown>> {
    this.#forget(albumId);
    return this.#client.ask(
      {
        method: 'POST',
        path: `/v1/albums/${encodeURIComponent(albumId)}:batchRemoveMediaItems`,
        json: { mediaItemIds: ids },
        repeat: 'safe',
        about,
      },
      signal,
    );
  }

  async #idsIn({ albumId, name }: RemoteItem, signal: AbortSignal): Promise<Result<ReadonlySet<string>>> {
    const items = await listAnew(this.#client, { id: albumId, title: name }, signal);
    return items.ok ? ok(new Set(items.value.map(({ id }) => id))) : items;
  }
}

/** With these Google may mean that an item is not in the album. */
const MISSING: ReadonlySet<Problem['code']> = new Set(['E_REFUSED', 'E_TARGET_CHANGED']);
