import { problem } from '../errors.ts';
import { phrase, type Phrase } from '../phrase.ts';
import type { Problem } from '../model.ts';
import type { ReportItem } from '../report.ts';

/** Whether a person wants to be asked before this is done: it deletes, or settles what was changed on both sides. */
export function isGrave({ action, outcome, detail }: Pick<ReportItem, 'action' | 'outcome' | 'detail'>): boolean {
  return outcome === 'planned' && (isDeletion(action) || detail === 'bothChanged');
}

export function isDeletion(action: ReportItem['action']): boolean {
  return action === 'DELETE_LOCAL' || action === 'DELETE_REMOTE';
}

/** Tells one piece of such work from every other, for what a person agreed to. */
export function graveKey({ action, album, name, path, remoteId }: ReportItem): string {
  return JSON.stringify([action, album, name, path, remoteId]);
}

/**
 * Stops a plan of which a person wants to be asked before it is carried out.
 * @param agreed the keys of what the person was asked about before, and agreed to
 */
export function guardGrave(items: readonly ReportItem[], agreed: readonly string[]): readonly Problem[] {
  const known = new Set(agreed);
  const grave = items.filter((item) => isGrave(item) && !known.has(graveKey(item)));
  if (grave.length === 0) return [];
  const deletions = grave.filter(({ action }) => isDeletion(action)).length;
  return [problem('E_UNCONFIRMED', graveWords(deletions, grave.length - deletions))];
}

function graveWords(deletions: number, changed: number): Phrase {
  const deleted = deletions === 1 ? phrase`1 deletion` : phrase`${deletions} deletions`;
  const settled =
    changed === 1
      ? phrase`1 photo that was changed on both sides`
      : phrase`${changed} photos that were changed on both sides`;
  if (changed === 0) return deleted;
  return deletions === 0 ? settled : phrase`${deleted} and ${settled}`;
}
