import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import type { PlannedItem } from '../plan/model.ts';
import { fail } from '../result.ts';
import type { Result } from '../result.ts';

/** A fault of the plan: an action on an item that lacks one of the sides that it needs. */
export function missingSide(item: PlannedItem): Result<never> {
  return fail(problem('E_INTERNAL', phrase`${item.album}/${item.name}: ${item.action} lacks a side`));
}
