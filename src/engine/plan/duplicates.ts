import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import type { PlanInput, PlannedItem } from './model.ts';
import { verdictOf } from './verdict.ts';

/**
 * With `deleteDuplicates`, second web copies in one album become deletions: only equal content (by hash), only where no
 * file of that name stands on the disk, and never the last copy that this plan leaves there.
 */
export function markDuplicates(items: readonly PlannedItem[], input: PlanInput): readonly PlannedItem[] {
  if (!input.rules.deleteDuplicates) return items;
  const kept = new Set(
    items.filter((item) => hasPartner(item) && !isLeaving(item)).flatMap((item) => storedHash(item) ?? []),
  );
  return items.map((item) => {
    const hash = storedHash(item);
    if (hash === undefined || hasPartner(item) || isLeaving(item) || item.outcome === 'skipped') return item;
    if (!kept.has(hash)) {
      kept.add(hash);
      return item;
    }
    const verdict = verdictOf('DELETE_REMOTE', item, input);
    const reason = problem('E_REMOTE_DUPLICATE', phrase`${item.album}/${item.name}`);
    return { ...item, action: 'DELETE_REMOTE', outcome: verdict.outcome, problem: verdict.problem ?? reason };
  });
}

/** Whether a file of this name is in step with this web item, so that deleting it would only send it again. */
function hasPartner(item: PlannedItem): boolean {
  return item.sides.local !== undefined && item.problem?.code !== 'E_REMOTE_DUPLICATE';
}

/** Whether the web will not hold this content any more: it is replaced or deleted. */
function isLeaving({ action, outcome }: PlannedItem): boolean {
  return outcome === 'planned' && (action === 'REPLACE_REMOTE_WITH_LOCAL' || action === 'DELETE_REMOTE');
}

/** Of what the web really holds: a smaller copy is no second copy of the original. */
function storedHash({ sides: { remote } }: PlannedItem): string | undefined {
  return remote?.stored ? remote.stored.hash : remote?.hash;
}
