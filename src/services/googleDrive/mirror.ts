import { fail, ok } from '../../engine/result.ts';
import { problem } from '../../engine/errors.ts';
import type { Result } from '../../engine/result.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { fieldsOf, text } from '../http/fields.ts';
import { createMutex } from '../mutex.ts';
import type { Client } from './client.ts';
import { Known } from './known.ts';
import { listChanges, listFiles, startToken } from './lists.ts';
import type { DriveScope } from '../google/scopes.ts';
import type { WireChange, WireFile } from './wire.ts';

const SAVED = 'listing';
const PREFIX = 'file:';
/** A record of another form than this is not read. */
const VERSION = 1;
/** ms; after a week all is listed anew, whatever the changes said. */
const TRUSTED_FOR = 7 * 24 * 3_600_000;

export interface MirrorOptions {
  readonly client: Client;
  readonly state: ServiceState;
  readonly scope: DriveScope;
  /** ms since 1970 UTC. */
  readonly now: () => number;
}

/** The listing of the run before. */
interface Saved {
  readonly token: string;
  readonly listedMs: number;
  readonly known: Known;
}

/**
 * What is in Drive, as it was listed once and as the changes since then say. It is kept between runs, so that a run in which
 * nothing has changed asks once. Whatever is doubtful is listed anew.
 */
export class Mirror {
  readonly #options: MirrorOptions;
  readonly #mutex = createMutex();
  #known: Known;
  #isFresh = false;

  constructor(options: MirrorOptions) {
    this.#options = options;
    this.#known = new Known(options.scope, []);
  }

  /** What is known. */
  get known(): Known {
    return this.#known;
  }

  /** Asks what has changed. */
  refresh(signal: AbortSignal): Promise<Result<void>> {
    this.#isFresh = false;
    return this.ready(signal);
  }

  /** Asks what has changed, unless that was asked before and nothing is in doubt. */
  ready(signal: AbortSignal): Promise<Result<void>> {
    return this.#mutex.run(async () => {
      if (signal.aborted) return fail(problem('E_CANCELLED', ''));
      if (this.#isFresh) return ok();
      const saved = this.#read();
      const updated = saved ? await this.#update(saved, signal) : await this.#list(signal);
      if (updated.ok) this.#isFresh = true;
      return updated;
    });
  }

  /** Nobody knows whether something happened, so the next listing asks. */
  doubt(): void {
    this.#isFresh = false;
  }

  /** A file as a request has just left it. */
  put(file: WireFile): void {
    if (!this.#known.isOurs(file)) return this.drop(file.id);
    this.#known.put(file);
    this.#options.state.set(PREFIX + file.id, JSON.stringify(file));
  }

  drop(id: string): void {
    this.#known.drop(id);
    this.#options.state.delete(PREFIX + id);
  }

  async #update(saved: Saved, signal: AbortSignal): Promise<Result<void>> {
    const answer = await listChanges(this.#options.client, saved.token, signal);
    if (!answer.ok) return isRefusal(answer.problem.code) ? this.#list(signal) : answer;
    const { changes, token } = answer.value;
    if (changes.some((change) => saved.known.isDoubtful(change))) return this.#list(signal);
    this.#known = saved.known;
    for (const change of changes) this.#take(change);
    this.#save(token, saved.listedMs);
    return ok();
  }

  async #list(signal: AbortSignal): Promise<Result<void>> {
    const { client, state, scope, now } = this.#options;
    // Asked for first, so that nothing that happens meanwhile is missed.
    const token = await startToken(client, signal);
    if (!token.ok) return token;
    const files = await listFiles(client, scope, signal);
    if (!files.ok) return files;
    const there = new Set(files.value.map(({ id }) => PREFIX + id));
    for (const [key] of [...state.entries(PREFIX)]) if (!there.has(key)) state.delete(key);
    this.#known = new Known(scope, []);
    // Folders first, because in them lies what makes the others ours.
    for (const file of files.value) this.put(file);
    this.#save(token.value, now());
    return ok();
  }

  #take({ id, file }: WireChange): void {
    if (file) this.put(file);
    else this.drop(id);
  }

  #save(token: string, listedMs: number): void {
    this.#options.state.set(SAVED, JSON.stringify({ version: VERSION, token, listedMs }));
  }

  /** Undefined when there is none, or none to be trusted. */
  #read(): Saved | undefined {
    const { state, scope, now } = this.#options;
    try {
      const { version, token, listedMs } = fieldsOf(JSON.parse(state.get(SAVED) ?? '{}'));
      const age = now() - Number(listedMs);
      const isTrusted = version === VERSION && age >= 0 && age < TRUSTED_FOR;
      if (!isTrusted || text(token) === undefined) return undefined;
      const files = Array.from(state.entries(PREFIX), ([, value]) => JSON.parse(value) as WireFile);
      return { token: String(token), listedMs: Number(listedMs), known: new Known(scope, files) };
    } catch {
      // Somebody has changed the ledger.
      return undefined;
    }
  }
}

/** The token is not, or no longer, one that Google takes. */
function isRefusal(code: string): boolean {
  return code === 'E_REFUSED' || code === 'E_TARGET_CHANGED';
}
