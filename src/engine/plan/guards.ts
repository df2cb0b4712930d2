import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import type { Problem } from '../model.ts';
import { countUnplanned } from './inStep.ts';
import type { PlanInput, PlannedItem } from './model.ts';

/** Stops a plan that deletes more than `maxDeletes` on either side. */
export function guardDeletes(
  items: readonly PlannedItem[],
  { rules, inStep, albums }: Pick<PlanInput, 'rules' | 'inStep' | 'albums'>,
): readonly Problem[] {
  const settled = countUnplanned({ inStep, albums });
  const deletes = (action: PlannedItem['action']) => countPlanned(items, action);
  const local = {
    about: (deletes: number, of: number) => phrase`${deletes} of ${of} items in the folders would be deleted`,
    deletes: deletes('DELETE_LOCAL'),
    // A file that the web holds twice stands in the plan twice.
    get of() {
      return settled + new Set(items.flatMap(({ sides }) => sides.local?.path ?? [])).size;
    },
  };
  const remote = {
    about: (deletes: number, of: number) => phrase`${deletes} of ${of} items in the web albums would be deleted`,
    deletes: deletes('DELETE_REMOTE'),
    get of() {
      return settled + new Set(items.flatMap(({ sides }) => sides.remote?.id ?? [])).size;
    },
  };
  // Of a side of which nothing is deleted, nobody need count the items.
  return [local, remote]
    .filter((side) => side.deletes > 0)
    .filter((side) => side.deletes > allowed(side.of, rules.maxDeletes))
    .map(({ about, deletes, of }) => problem('E_TOO_MANY_DELETES', about(deletes, of)));
}

function countPlanned(items: readonly PlannedItem[], action: PlannedItem['action']): number {
  return items.filter((item) => item.action === action && item.outcome === 'planned').length;
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

/**
 * An empty or missing root, or an empty service, where the ledger remembers items: nobody deletes everything by hand.
 * Without a memory, as after the loss of the ledger, a side with nothing in it is no reason to delete the other one.
 */
export function guardEmptySides({ roots, remote }: Census, items: readonly PlannedItem[]): readonly Problem[] {
  const stops = roots
    .filter(({ remembered, found }) => remembered > 0 && found === 0)
    .map(({ path, remembered }) =>
      problem(
        'E_ROOT_EMPTY',
        remembered === 1
          ? phrase`"${path}" had 1 item at the last run`
          : phrase`"${path}" had ${remembered} items at the last run`,
        {
          path,
        },
      ),
    );
  if (remote.remembered > 0 && remote.found === 0)
    stops.push(
      problem(
        'E_REMOTE_EMPTY',
        remote.remembered === 1
          ? phrase`1 item was on the web at the last run`
          : phrase`${remote.remembered} items were on the web at the last run`,
      ),
    );
  return stops.length > 0 ? stops : guardDeletesByNothing({ roots, remote }, items);
}

function guardDeletesByNothing({ roots, remote }: Census, items: readonly PlannedItem[]): readonly Problem[] {
  const [root] = roots;
  const there = countPlanned(items, 'DELETE_REMOTE');
  if (root && there > 0 && roots.every(({ found }) => found === 0))
    return [
      problem('E_ROOT_EMPTY', phrase`"${root.path}" is empty, and ${there} on the web would be deleted`, {
        path: root.path,
      }),
    ];
  const here = countPlanned(items, 'DELETE_LOCAL');
  return here > 0 && remote.found === 0
    ? [problem('E_REMOTE_EMPTY', phrase`${here} in the folders would be deleted`)]
    : [];
}
