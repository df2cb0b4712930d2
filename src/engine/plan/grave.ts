import { problem } from '../errors.ts';
import type { Problem } from '../model.ts';
import type { ReportItem } from '../report.ts';

/** Whether a person wants to be asked before this is done: it deletes, or settles what was changed on both sides. */
export function isGrave({ action, outcome, detail }: Pick<ReportItem, 'action' | 'outcome' | 'detail'>): boolean {
  return outcome === 'planned' && (isDeletion(action) || detail === 'bothChanged');
}

export function isDeletion(action: ReportItem['action']): boolean {
  return action === 'DELETE_LOCAL' || action === 'DELETE_REMOTE';
}

/** Stops a plan of which a person wants to be asked before it is carried out. */
export function guardGrave(items: readonly ReportItem[]): readonly Problem[] {
  const grave = items.filter(isGrave);
  if (grave.length === 0) return [];
  const deletions = grave.filter(({ action }) => isDeletion(action)).length;
  const about = [
    counted(deletions, 'deletion', 'deletions'),
    counted(grave.length - deletions, 'photo that was changed on both sides', 'photos that were changed on both sides'),
  ];
  return [problem('E_UNCONFIRMED', about.filter((part) => part !== '').join(' and '))];
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
