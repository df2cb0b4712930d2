import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import type { Action } from '../model.ts';
import { ALLOWED_ACTIONS, isWork } from '../modes.ts';
import type { PlanInput, PlannedItem } from './model.ts';
import { isPossible, withAction } from './verdict.ts';

/** Tells of each item which actions a person may choose for it. Changes nothing else about the plan. */
export function withChoices(items: readonly PlannedItem[], input: PlanInput): readonly PlannedItem[] {
  // Items of one kind share one list, so that a large plan stays small.
  const lists = new Map<string, readonly Action[]>();
  return items.map((item) => {
    const possible = possibleActions(item, input);
    if (possible.length === 0) return item;
    const key = possible.join();
    const choices = lists.get(key) ?? possible;
    lists.set(key, choices);
    return { ...item, choices };
  });
}

/**
 * An item with the action that a person chose. Permission and abilities are asked as for the mode's own action, so that a
 * choice does nothing that a mode could not; where something stands in the way, it changes nothing.
 */
export function withChoice(item: PlannedItem, action: Action, input: PlanInput, namesOf: NamesOf): PlannedItem {
  if (action === item.action || isObstructed(item)) return item;
  const { album, name, sides, target, event, detail, decidedBy, changed, choices } = item;
  const isOneTooMany = item.problem?.code === 'E_REMOTE_DUPLICATE';
  if (!ALLOWED_ACTIONS[event].includes(action) || (isOneTooMany && isWork(action))) return unable(item, action);
  const finding = { event, detail, decidedBy, changed };
  const chosen = withAction(action, { album, name, sides, target, ...finding }, namesOf(album), input);
  // Left out is not in step: it is seen among what was passed over.
  const isLeftOut = action === 'SILENT' && event !== 'SAME';
  return { ...chosen, choices, ...(isLeftOut ? { outcome: 'skipped' } : {}) };
}

/** The names of an album's local items. */
export type NamesOf = (album: string) => ReadonlySet<string>;

/** Nothing can be chosen where something stands in the way, and nothing but to leave it where a copy is one too many. */
function possibleActions(item: PlannedItem, input: PlanInput): readonly Action[] {
  const { action, outcome, event } = item;
  if (isObstructed(item)) return [];
  if (item.problem?.code === 'E_REMOTE_DUPLICATE') return outcome === 'planned' ? [action, 'SILENT'] : [];
  const possible = ALLOWED_ACTIONS[event].filter(
    (other) => other === action || other === 'SILENT' || (isWork(other) && isPossible(other, item, input)),
  );
  return possible.some((other) => isWork(other)) ? possible : [];
}

function isObstructed({ outcome }: PlannedItem): boolean {
  return outcome === 'skipped' || outcome === 'failed';
}

function unable(item: PlannedItem, action: Action): PlannedItem {
  const about = phrase`${item.album}/${item.name}: ${action} makes no sense for it`;
  return { ...item, action, outcome: 'notSupported', problem: problem('E_NOT_SUPPORTED', about), movedFrom: undefined };
}
