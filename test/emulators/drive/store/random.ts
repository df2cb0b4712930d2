/** Numbers and ids that look random and are the same in every run with one seed. */
export interface Randomness {
  /** A number from 0 up to, not including, 1. */
  readonly next: () => number;
  /** So many characters as Drive's ids have them. */
  readonly text: (length: number) => string;
  /** The same entries in another order. */
  readonly shuffled: <T>(entries: readonly T[]) => T[];
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** @param seed a whole number */
export function createRandomness(seed: number): Randomness {
  let state = seed >>> 0;
  // The generator is "mulberry32": 32 bits of state are plenty here, and it needs no package.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const text = (length: number): string =>
    Array.from({ length }, () => ALPHABET.charAt(Math.floor(next() * ALPHABET.length))).join('');
  const shuffled = <T>(entries: readonly T[]): T[] =>
    entries
      .map((entry) => ({ entry, key: next() }))
      .sort((left, right) => left.key - right.key)
      .map(({ entry }) => entry);
  return { next, text, shuffled };
}
