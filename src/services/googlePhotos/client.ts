import { problem } from '../../engine/errors.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { createMutex } from '../mutex.ts';
import type { Reply, Request, Send } from '../http/send.ts';
import type { DailyCount } from './dailyCount.ts';
import { faultOf } from './fault.ts';

export interface ClientOptions {
  /** Sends with the token of the account, again where that helps, and counts. */
  readonly send: Send;
  /** Sends as it is, to the addresses of pictures, which get no token. */
  readonly fetch: Send;
  /** Where the Library API is: an origin. */
  readonly origin: string;
  readonly count: DailyCount;
}

/** A question to the API whose answer is JSON. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** With `/v1`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly json?: unknown;
  readonly repeat: Request['repeat'];
  /** What it is about, for the message when it fails. */
  readonly about: PhraseValue;
}

/** Asks the Library API. After the limit of the day it asks nothing more. */
export class Client {
  readonly origin: string;
  readonly count: DailyCount;
  /** Google wants what changes something one after the other. */
  readonly writes = createMutex();
  readonly #send: Send;
  readonly #fetch: Send;
  #exhausted: Problem | undefined;

  constructor({ send, fetch, origin, count }: ClientOptions) {
    this.#send = send;
    this.#fetch = fetch;
    this.origin = origin;
    this.count = count;
  }

  async ask(
    { method, path, query = {}, json, repeat, about }: Question,
    signal: AbortSignal,
  ): Promise<Result<unknown>> {
    const url = new URL(path, this.origin);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const body = json === undefined ? undefined : ({ kind: 'json', value: json } as const);
    const reply = await this.send({ method, url: url.href, body, repeat, signal }, about);
    return reply.ok ? reply.value.json() : reply;
  }

  /** Like `ask`, one after the other. */
  async change(question: Question, signal: AbortSignal): Promise<Result<unknown>> {
    return this.writes.run(() => this.ask(question, signal));
  }

  /** The answer of a request to the API when it is a good one. */
  async send(request: Request, about: PhraseValue): Promise<Result<Reply>> {
    if (request.signal.aborted) return fail(problem('E_CANCELLED'));
    if (this.#exhausted) return fail(this.#exhausted);
    const reply = await this.#send(request);
    if (!reply.ok) return reply;
    if (reply.value.status >= 200 && reply.value.status < 300) return reply;
    return fail(this.#noted(await faultOf(reply.value, about)));
  }

  /** The bytes at an address that the API gave, which is one of Google's or of the emulator. */
  async fetch(url: string, about: PhraseValue, signal: AbortSignal): Promise<Result<Reply>> {
    if (!this.#mayFetch(url))
      return fail(problem('E_SERVICE_ANSWER', phrase`${about}: the address is not one of Google`));
    const reply = await this.#fetch({ method: 'GET', url, repeat: 'safe', signal });
    if (!reply.ok) return reply;
    if (reply.value.status === 200) return ok(reply.value);
    return fail(await faultOf(reply.value, about));
  }

  #noted(fault: Problem): Problem {
    if (fault.code !== 'E_QUOTA') return fault;
    this.#exhausted = problem('E_QUOTA', phrase`Google counts anew from ${this.count.resumes()}`);
    return this.#exhausted;
  }

  #mayFetch(address: string): boolean {
    const url = URL.parse(address);
    if (!url) return false;
    const isGoogle = url.protocol === 'https:' && /(^|\.)(googleusercontent|google|ggpht)\.com$/.test(url.hostname);
    // An emulator serves its pictures itself.
    return isGoogle || url.origin === this.origin;
  }
}
