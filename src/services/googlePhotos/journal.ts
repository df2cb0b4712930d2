import type { ServiceState } from '../../engine/ports/serviceState.ts';

const PREFIX = 'making:';

/** After so long a batch that nobody heard the end of is no longer waited for: ms. */
const FORGOTTEN_AFTER = 7 * 24 * 3_600_000;

/**
 * The items that a run was about to make, written down before it asked for them. One that appears in a list and that
 * nobody remembers was made by a request whose answer never came.
 */
export class Journal {
  readonly #state: ServiceState;
  readonly #now: () => number;
  readonly #done = new Set<string>();

  constructor(state: ServiceState, now: () => number) {
    this.#state = state;
    this.#now = now;
  }

  /** Durable with the next commit. */
  begin(albumId: string, fileNames: readonly string[]): void {
    for (const fileName of fileNames) this.#state.set(keyOf(albumId, fileName), String(this.#now()));
  }

  /** All that was asked for is done. The note stays to the end of the run, by which the engine has remembered the item. */
  done(albumId: string, fileName: string): void {
    this.#done.add(keyOf(albumId, fileName));
  }

  /** The file names in an album that are unheard of. */
  openIn(albumId: string): ReadonlySet<string> {
    const prefix = keyOf(albumId, '');
    return new Set(Array.from(this.#state.entries(prefix), ([key]) => key.slice(prefix.length)));
  }

  /** Strikes out what was heard of, and what is too old. */
  close(): void {
    for (const [key, since] of [...this.#state.entries(PREFIX)])
      if (this.#done.has(key) || this.#now() - Number(since) > FORGOTTEN_AFTER) this.#state.delete(key);
  }
}

function keyOf(albumId: string, fileName: string): string {
  return `${PREFIX}${albumId}\n${fileName}`;
}
