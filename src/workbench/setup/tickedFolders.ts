import { isInside } from '../../settings/folders.ts';

/**
 * What stays ticked when somebody ticks or unticks: photo folders may not lie in each other, so a folder that was just
 * ticked unticks those above and below it. Whoever was ticked before keeps their place.
 */
export function withoutOverlap(before: readonly string[], now: readonly string[]): readonly string[] {
  const added = now.filter((path) => !before.includes(path));
  const kept = before.filter((path) => now.includes(path));
  const fresh = added.filter((path, index) => !added.some((other, place) => place < index && overlap(path, other)));
  return [...kept.filter((path) => !fresh.some((other) => overlap(path, other))), ...fresh];
}

function overlap(path: string, other: string): boolean {
  return isInside(path, other) || isInside(other, path);
}
