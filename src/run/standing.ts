import { isAtOrBelow } from '../engine/changes/places.ts';
import type { LocalScan } from '../engine/ports/localFiles.ts';
import type { PlanInput } from '../engine/plan/model.ts';
import { relativeTo } from '../local/ignoreRules.ts';

/**
 * What the scan knows of a path that is no item. What the settings leave alone, or what could not be looked at, must
 * never be taken for deleted.
 */
export function standingOf(scan: Omit<LocalScan, 'files'>, roots: readonly string[]): PlanInput['standing'] {
  const skipped = new Set(scan.skipped.map((entry) => entry.path));
  const unreadable = new Set(scan.unreadable);
  return (file) => {
    if (isAtOrBelow(file, unreadable)) return 'unreadable';
    // A root that was taken out of the settings is not looked at any more, and its files were not deleted.
    const isInRoots = roots.some((root) => relativeTo(root, file) !== undefined);
    return !isInRoots || isAtOrBelow(file, skipped) || scan.excludes(file) ? 'leftAlone' : 'free';
  };
}
