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
  readonly isOld: boolean;
}

/** Asked with the ids of what is in a list. */
type Newer = (there: ReadonlySet<string>) => Promise<Result<readonly WireChange[]>>;

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
      if (signal.aborted) return fail(problem('E_CANCELLED'));
      if (this.#isFresh) return ok();
      const saved = this.#read();
      const updated = saved ? await this.#update(saved, signal) : await this.#list(signal, async () => ok([]));
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
    const { known } = saved;
    const answer = await listChanges(this.#options.client, saved.token, signal);
    if (!answer.ok && isRefusal(answer.problem.code))
      return this.#list(signal, (there) => this.#lookUp(known, there, signal));
    if (!answer.ok) return answer;
    const { changes, token } = answer.value;
    if (saved.isOld || changes.some((change) => known.isDoubtful(change)))
      return this.#list(signal, async () => ok(changes));
    this.#known = known;
    for (const change of changes) this.#take(change);
    this.#save(token, saved.listedMs);
    return ok();
  }

  /**
   * @param newer what is known better than a list tells it, because lists show late what is new
   */
  async #list(signal: AbortSignal, newer: Newer): Promise<Result<void>> {
    const { client, state, scope, now } = this.#options;
    // Asked for first, so that nothing that happens meanwhile is missed.
    const token = await startToken(client, signal);
    if (!token.ok) return token;
    const files = await listFiles(client, scope, signal);
    if (!files.ok) return files;
    const there = new Set(files.value.map(({ id }) => id));
    const changes = await newer(there);
    if (!changes.ok) return changes;
    for (const [key] of [...state.entries(PREFIX)]) if (!there.has(key.slice(PREFIX.length))) state.delete(key);
    this.#known = new Known(scope, []);
    // Folders first, because in them lies what makes the others ours.
    for (const file of files.value) this.put(file);
    for (const change of changes.value) this.#take(change);
    this.#save(token.value, now());
    return ok();
  }

  /** What has become of the files that were known and are in no list. */
  async #lookUp(known: Known, there: ReadonlySet<string>, signal: AbortSignal): Promise<Result<readonly WireChange[]>> {
    const changes: WireChange[] = [];
    for (const { id, name } of known.files()) {
      if (there.has(id)) continue;
      const file = await this.#options.client.find(id, name, signal);
      if (!file.ok) return file;
      changes.push({ id, file: file.value });
    }
    return ok(changes);
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
      if (version !== VERSION || text(token) === undefined) return undefined;
      const files = Array.from(state.entries(PREFIX), ([, value]) => JSON.parse(value) as WireFile);
      const isOld = !(age >= 0 && age < TRUSTED_FOR);
      return { token: String(token), listedMs: Number(listedMs), known: new Known(scope, files), isOld };
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
