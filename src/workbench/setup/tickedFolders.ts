import { isInside } from '../../settings/folders.ts';

/** What a list of boxes tells when somebody ticks or unticks. */
export interface Ticks {
  /** What is to be ticked, in the order in which it was; the list may not show it yet. */
  readonly wanted: readonly string[];
  /** What the list told the last time. */
  readonly before: readonly string[];
  readonly now: readonly string[];
}

/**
 * What stays ticked: photo folders may not lie in each other, so a folder that was just ticked unticks those above and
 * below it. Whoever was ticked before keeps their place.
 */
export function withoutOverlap({ wanted, before, now }: Ticks): readonly string[] {
  const added = now.filter((path) => !before.includes(path) && !wanted.includes(path));
  const kept = wanted.filter((path) => now.includes(path));
  const fresh = added.filter((path, index) => !added.some((other, place) => place < index && overlap(path, other)));
  return [...kept.filter((path) => !fresh.some((other) => overlap(path, other))), ...fresh];
}

function overlap(path: string, other: string): boolean {
  return isInside(path, other) || isInside(other, path);
}
