import { problem } from '../errors.ts';
import type { Problem } from '../model.ts';
import type { PlanInput, PlannedItem } from './model.ts';

/** Stops a plan that deletes more than `maxDeletes` on either side. */
export function guardDeletes(items: readonly PlannedItem[], { rules }: Pick<PlanInput, 'rules'>): readonly Problem[] {
  const deletes = (action: PlannedItem['action']) =>
    items.filter((item) => item.action === action && item.outcome === 'planned').length;
  const local = {
    side: 'folders',
    deletes: deletes('DELETE_LOCAL'),
    of: items.filter((item) => item.sides.local).length,
  };
  const remote = {
    side: 'web albums',
    deletes: deletes('DELETE_REMOTE'),
    of: items.filter((item) => item.sides.remote).length,
  };
  return [local, remote]
    .filter((side) => side.deletes > allowed(side.of, rules.maxDeletes))
    .map(({ side, deletes, of }) =>
      problem('E_TOO_MANY_DELETES', `${deletes} of ${of} items in the ${side} would be deleted`),
    );
}

function allowed(items: number, limit: PlanInput['rules']['maxDeletes']): number {
  return 'count' in limit ? limit.count : items * limit.share;
}

/** What the last run knew and this one sees, for the stops that need no plan. */
export interface Census {
  /** Roots with the number of items the ledger remembers below them and the number that are there now. */
  readonly roots: readonly { readonly path: string; readonly remembered: number; readonly found: number }[];
  /** Web items that the ledger remembers, and those that the service lists now. */
  readonly remote: { readonly remembered: number; readonly found: number };
}

/** An empty or missing root, or an empty service, where the ledger remembers items: nobody deletes everything by hand. */
export function guardEmptySides({ roots, remote }: Census): readonly Problem[] {
  const stops = roots
    .filter(({ remembered, found }) => remembered > 0 && found === 0)
    .map(({ path, remembered }) =>
      problem('E_ROOT_EMPTY', `"${path}" had ${remembered} ${remembered === 1 ? 'item' : 'items'} at the last run`, {
        path,
      }),
    );
  if (remote.remembered > 0 && remote.found === 0)
    stops.push(
      problem(
        'E_REMOTE_EMPTY',
        `${remote.remembered} ${remote.remembered === 1 ? 'item was' : 'items were'} on the web at the last run`,
      ),
    );
  return stops;
}
