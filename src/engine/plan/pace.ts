import type { Pace } from '../report.ts';

/** Seconds of earlier runs that count; what is older fades away, since lines and disks change. */
const MEMORY_S = 3600;
/** Less than this says nothing about a longer run. */
const FEWEST_ITEMS = 20;
const SHORTEST_S = 1;

/** What is known after one more run. */
export function paceWith(known: Pace | undefined, run: Pace): Pace | undefined {
  if (run.items < FEWEST_ITEMS || run.seconds < SHORTEST_S) return known;
  if (known === undefined) return run;
  const share = Math.min(1, MEMORY_S / 2 / known.seconds);
  return {
    seconds: known.seconds * share + run.seconds,
    items: known.items * share + run.items,
    bytes: known.bytes * share + run.bytes,
  };
}

export function paceText(pace: Pace): string {
  return JSON.stringify(pace);
}

/** Undefined for what an older or newer version wrote otherwise. */
export function readPace(text: string | undefined): Pace | undefined {
  try {
    const { seconds, items, bytes } = JSON.parse(text ?? '{}') as Partial<Pace>;
    const isKnown = [seconds, items, bytes].every((value) => typeof value === 'number' && value >= 0);
    return isKnown && seconds && items ? { seconds, items, bytes: bytes ?? 0 } : undefined;
  } catch {
    return undefined;
  }
}
