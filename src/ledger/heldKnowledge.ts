import type { FileKnowledge, Fingerprint } from '../engine/ports/ledger.ts';

/** What was learned of a file, and how that looked. */
export interface Held {
  readonly fingerprint: Fingerprint;
  readonly knowledge: FileKnowledge;
}

/** So much of what a scan learns is held at once: a crash of the program costs reading these photos again. */
const MOST = 65_536;

/** What is held is written after so many transactions: a run that has made these takes long, and may not live to its end. */
const TRANSACTIONS = 1024;

/**
 * What was learned of photos by their first bytes and is not written yet. A run that sends new photos soon learns their hashes too, and
 * to write each row twice took as long as to write what is remembered of both sides.
 */
export class HeldKnowledge {
  readonly #held = new Map<string, Held>();
  #transactions = 0;

  /** Holds what is not all that may be learned of a photo; says whether it does. */
  hold(path: string, { fingerprint, knowledge }: Held): boolean {
    const { type, hash, capture } = knowledge;
    const isHalf = hash === undefined && capture !== undefined && type !== undefined && type !== 'notMedia';
    if (!isHalf || this.#held.size >= MOST) return false;
    this.#held.set(path, { fingerprint, knowledge });
    return true;
  }

  find(path: string): Held | undefined {
    return this.#held.get(path);
  }

  /** More was learned of it, and is written. */
  drop(path: string): void {
    this.#held.delete(path);
  }

  /** A transaction has ended; says whether what is held is due. */
  count(): boolean {
    this.#transactions = this.#held.size > 0 ? this.#transactions + 1 : 0;
    return this.#transactions >= TRANSACTIONS;
  }

  /** All that is held, which is no longer. */
  take(): readonly (readonly [path: string, held: Held])[] {
    const all = [...this.#held];
    this.#held.clear();
    this.#transactions = 0;
    return all;
  }
}
