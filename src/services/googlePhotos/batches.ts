import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import { compareText } from '../../engine/pairing.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { AlbumMemory } from './albumMemory.ts';
import type { Client } from './client.ts';
import { shown } from '../google/words.ts';
import type { Journal } from './journal.ts';
import { BATCH } from './limits.ts';
import { rejected } from './rejected.ts';
import { readResults } from './wire.ts';
import type { WireItem, WireResult } from './wire.ts';

/** An item to be made of bytes that have been sent. */
export interface NewItem {
  readonly albumId: string;
  readonly uploadToken: string;
  readonly fileName: string;
  readonly description?: string | undefined;
  readonly signal: AbortSignal;
}

/** One that waits for its batch. */
interface Waiting extends NewItem {
  readonly answer: (result: Result<WireItem> | Promise<never>) => void;
  /** How often it was asked for and Google was not able to. */
  tries: number;
}

export interface BatchesOptions {
  readonly client: Client;
  readonly journal: Journal;
  readonly memory: AlbumMemory;
  readonly state: ServiceState;
}

/** How often an item is asked for that Google was not able to make. */
const TRIES = 3;

/**
 * Makes items, up to 50 of one album with one request. A batch goes when it is full; the oldest one when so many others wait
 * that nobody need stand still meanwhile, or at a lull that no answer will end.
 */
export class Batches {
  readonly #options: BatchesOptions;
  readonly #waiting = new Map<string, Waiting[]>();
  #awaitsLull = false;
  /** The batches that were not answered yet. */
  readonly #asked = new Set<Promise<void>>();

  constructor(options: BatchesOptions) {
    this.#options = options;
  }

  /** @param lull see `UploadCall` */
  add(item: NewItem, lull: () => Promise<void>): Promise<Result<WireItem>> {
    return new Promise((answer) => {
      this.#enqueue({ ...item, answer, tries: 0 });
      this.#flushAtLull(lull);
    });
  }

  #enqueue(item: Waiting): void {
    const batch = this.#waiting.get(item.albumId) ?? [];
    batch.push(item);
    this.#waiting.set(item.albumId, batch);
    if (batch.length >= BATCH) this.#flush(item.albumId);
    else this.#flushAhead(item.albumId);
  }

  /** @param latest the album that items still come for */
  #flushAhead(latest: string): void {
    const [oldest] = this.#waiting.keys();
    if (oldest === undefined || oldest === latest || this.#asked.size > 0) return;
    const waiting = [...this.#waiting.values()].reduce((sum, batch) => sum + batch.length, 0);
    if (waiting >= BATCH) this.#flush(oldest);
  }

  #flushAtLull(lull: () => Promise<void>): void {
    if (this.#awaitsLull || this.#waiting.size === 0) return;
    this.#awaitsLull = true;
    void this.#lastingLull(lull).then(() => {
      this.#awaitsLull = false;
      const [oldest] = this.#waiting.keys();
      if (oldest !== undefined) this.#flush(oldest);
      this.#flushAtLull(lull);
    });
  }

  /** Resolves at a lull in which no batch is on its way: the answer of one would make room for uploads that fill the next. */
  async #lastingLull(lull: () => Promise<void>): Promise<void> {
    await lull();
    while (this.#asked.size > 0) {
      // Asked for before the answer comes, which may be the last thing that happens.
      const next = lull();
      await Promise.race(this.#asked);
      await next;
    }
  }

  #flush(albumId: string): void {
    // Google shows an album in the order in which its items came, and the faster upload is not the earlier photo.
    const batch = (this.#waiting.get(albumId) ?? []).toSorted((a, b) => compareText(a.fileName, b.fileName));
    this.#waiting.delete(albumId);
    const { client } = this.#options;
    const asked: Promise<void> = client.writes
      .run(() => this.#ask(albumId, batch))
      .then(
        (made) => {
          this.#asked.delete(asked);
          this.#answer(albumId, batch, made);
        },
        (error: unknown) => {
          this.#asked.delete(asked);
          for (const { answer } of batch) answer(rejected(error));
        },
      );
    this.#asked.add(asked);
  }

  #answer(albumId: string, batch: readonly Waiting[], made: Result<readonly WireResult[]>): void {
    if (!made.ok) {
      this.#options.memory.lost(albumId);
      for (const { answer } of batch) answer(made);
      return;
    }
    const results = new Map(made.value.map((result) => [result.uploadToken, result]));
    const again = batch.filter((item) => this.#settle(item, results.get(item.uploadToken)) === 'again');
    for (const item of again) this.#enqueue(item);
    // No upload need end before they are asked for once more.
    if (again.length > 0 && this.#waiting.has(albumId)) this.#flush(albumId);
  }

  async #ask(albumId: string, batch: readonly Waiting[]): Promise<Result<readonly WireResult[]>> {
    const { client, journal, memory, state } = this.#options;
    const going = batch.filter(({ signal }) => !signal.aborted);
    const [first] = going;
    if (!first) return fail(problem('E_CANCELLED'));
    journal.begin(
      albumId,
      going.map(({ fileName }) => fileName),
    );
    memory.beginChange(albumId);
    client.count.save();
    state.commit();
    const newMediaItems = going.map(({ uploadToken, fileName, description }) => ({
      ...(description !== undefined && { description }),
      simpleMediaItem: { uploadToken, fileName },
    }));
    const answer = await client.ask(
      {
        method: 'POST',
        path: '/v1/mediaItems:batchCreate',
        json: { albumId, newMediaItems },
        // The same bytes are the same item, so asking twice makes no second one.
        repeat: 'safe',
        about: going.length === 1 ? first.fileName : phrase`${first.fileName} and ${going.length - 1} more`,
      },
      first.signal,
    );
    return answer.ok ? ok(readResults(answer.value)) : answer;
  }

  /** An item counts as made only with an id, whatever the status of the whole answer is. */
  #settle(waiting: Waiting, result: WireResult | undefined): 'answered' | 'again' {
    const { answer, signal, albumId } = waiting;
    if (result?.code === 0 && result.item) {
      this.#options.memory.added(albumId, result.item);
      answer(ok(result.item));
      return 'answered';
    }
    // What is refused is not there, and of all else nobody knows.
    if (result?.code !== INVALID_ARGUMENT) this.#options.memory.lost(albumId);
    if (signal.aborted) answer(fail(problem('E_CANCELLED')));
    else if (MAY_PASS.has(result?.code ?? UNKNOWN) && ++waiting.tries < TRIES) return 'again';
    else answer(fail(refusal(waiting, result)));
    return 'answered';
  }
}

// `google.rpc.Code`
const UNKNOWN = 2;
const INVALID_ARGUMENT = 3;
const ALREADY_EXISTS = 6;
const RESOURCE_EXHAUSTED = 8;
const INTERNAL = 13;
const UNAVAILABLE = 14;

/** Another item of the batch had the same bytes, or Google was not able to: it may be in the next one. */
const MAY_PASS: ReadonlySet<number> = new Set([UNKNOWN, ALREADY_EXISTS, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE]);

function refusal({ fileName }: NewItem, result: WireResult | undefined): Problem {
  if (!result || result.code === 0)
    return problem('E_SERVICE_ANSWER', phrase`${fileName}: Google did not say what became of it`);
  const code = MAY_PASS.has(result.code) ? 'E_UNREACHABLE' : 'E_REFUSED';
  return problem(code, phrase`${fileName}: ${shown(result.message) || phrase`status ${result.code}`}`);
}
