import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { fieldsOf } from '../http/fields.ts';
import { readItem } from './wire.ts';
import type { WireItem } from './wire.ts';

const PREFIX = 'album:';

/** After so long an album is listed again, whatever it says of itself: ms. */
const BELIEVED_FOR = 24 * 3_600_000;

/** An album as this client last saw or left it. */
interface Known {
  /** How many items Google should say that it has; photos of others, which no app sees, are among them. */
  count: number;
  /** When it was last listed, ms since 1970 UTC. */
  readonly sinceMs: number;
  readonly items: Map<string, WireItem>;
  /** Whether the state has it just so. */
  isSaved: boolean;
}

/**
 * Remembers what is in the albums, because a list of all of them would cost a good part of what Google allows for a day.
 * An album that has as many items as it should have is believed to have the same ones, for a day. Before a change it is
 * forgotten, and remembered again at the end of a run in which every change was answered.
 */
export class AlbumMemory {
  readonly #state: ServiceState;
  readonly #now: () => number;
  /** What Google said in this run of how many items an album has. */
  readonly #told = new Map<string, number>();
  readonly #known = new Map<string, Known>();

  constructor(state: ServiceState, now: () => number) {
    this.#state = state;
    this.#now = now;
  }

  /** How many items the list of albums says an album has. */
  told(albumId: string, count: number): void {
    this.#told.set(albumId, count);
  }

  /** An album was made, and has nothing in it. */
  made(albumId: string): void {
    this.#known.set(albumId, { count: 0, sinceMs: this.#now(), items: new Map(), isSaved: false });
  }

  /** An album was listed whole. */
  listed(albumId: string, items: readonly WireItem[]): void {
    const count = this.#told.get(albumId);
    if (count === undefined) return;
    const byId = new Map(items.map((item) => [item.id, item]));
    this.#known.set(albumId, { count, sinceMs: this.#now(), items: byId, isSaved: false });
  }

  /** The items of an album that is as it was; undefined when it must be listed. */
  recall(albumId: string): readonly WireItem[] | undefined {
    const saved = readSaved(this.#state.get(PREFIX + albumId));
    if (!saved || saved.count !== this.#told.get(albumId) || this.#now() - saved.sinceMs > BELIEVED_FOR)
      return undefined;
    this.#known.set(albumId, saved);
    return [...saved.items.values()];
  }

  /** A change is about to be asked for: durable with the next commit, which must come before the request. */
  beginChange(albumId: string): void {
    const known = this.#known.get(albumId);
    if (known) known.isSaved = false;
    this.#state.delete(PREFIX + albumId);
  }

  added(albumId: string, item: WireItem): void {
    const known = this.#known.get(albumId);
    if (!known || known.items.has(item.id)) return;
    known.items.set(item.id, item);
    known.count++;
  }

  removed(albumId: string, id: string): void {
    const known = this.#known.get(albumId);
    if (known?.items.delete(id) === true) known.count--;
  }

  /** Nobody knows what became of a change. */
  lost(albumId: string): void {
    this.#known.delete(albumId);
  }

  /** Durable with the next commit. */
  save(): void {
    for (const [albumId, known] of this.#known) {
      if (known.isSaved) continue;
      const { count, sinceMs, items } = known;
      const kept = Array.from(items.values(), toSaved);
      this.#state.set(PREFIX + albumId, JSON.stringify({ count, sinceMs, items: kept }));
      known.isSaved = true;
    }
  }
}

/** As Google writes an item, and without what is good for an hour only. */
function toSaved({ id, fileName, description, productUrl, mimeType }: WireItem): object {
  return { id, filename: fileName, description, productUrl, mimeType };
}

function readSaved(text: string | undefined): Known | undefined {
  if (text === undefined) return undefined;
  const { count, sinceMs, items } = fieldsOf(JSON.parse(text));
  if (typeof count !== 'number' || typeof sinceMs !== 'number' || !Array.isArray(items)) return undefined;
  const read = items.flatMap((item: unknown) => readItem(item) ?? []);
  return { count, sinceMs, items: new Map(read.map((item) => [item.id, item])), isSaved: true };
}
