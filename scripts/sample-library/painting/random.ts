/** A source of numbers in [0, 1) that gives the same series for the same seed. */
export type Random = () => number;

/** A small generator (mulberry32): equal seeds give equal pictures on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number between the two bounds. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** A number around 0 with a spread of about 1, bell-shaped: the sum of four even ones is near enough. */
export function bell(random: Random): number {
  return (random() + random() + random() + random() - 2) * 1.73;
}

/** One of the given things. */
export function pick<T>(random: Random, things: readonly [T, ...T[]]): T {
  return things[Math.floor(random() * things.length)] ?? things[0];
}
