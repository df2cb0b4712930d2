import { readFileSync } from 'node:fs';
import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import { MODES, overrideFault } from '../engine/modes.ts';
import type { Review, ReviewedItem } from '../engine/plan/review.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';

/** Reads the report of a preview, in which a person may have changed actions, as the plan of a sync. */
export function readPlanFile(path: string): Result<Review> {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(problem('E_PLAN', phrase`${path}: ${error instanceof Error ? error.message : String(error)}`));
  }
  const fault = planFault(report);
  if (fault !== undefined) return fail(problem('E_PLAN', phrase`${path}: ${fault}`));
  const { service, mode, items } = report as Review;
  return ok({ service, mode, items: items.map(reviewedItem) });
}

/** What keeps a report from being a plan, in words; undefined where nothing does. */
function planFault(report: unknown): Phrase | undefined {
  const { version, dryRun, service, mode, items } = recordOf(report);
  if (version !== 1 || typeof service !== 'string' || !Array.isArray(items))
    return phrase`this is no report of a preview`;
  if (dryRun !== true) return phrase`this is the report of a sync, and not of a preview`;
  if (!MODES.some((known) => known === mode)) return phrase`there is no mode ${String(mode)} to sync in`;
  for (const [index, item] of items.entries()) {
    const fault = itemFault(recordOf(item));
    if (fault !== undefined) return phrase`${itemName(index)}: ${fault}`;
  }
  return undefined;
}

function itemName(index: number): string {
  return `items[${index}]`;
}

function itemFault(item: Record<string, unknown>): Phrase | undefined {
  for (const field of ['album', 'name', 'event', 'action', 'path', 'remoteId', 'detail']) {
    const isMissing = item[field] === undefined && OPTIONAL.has(field);
    if (!isMissing && typeof item[field] !== 'string') return phrase`${field} is no text`;
  }
  const { event, detail, action } = item as unknown as ReviewedItem;
  if (!isSeen(item['seen'])) return phrase`seen is not what a preview says`;
  return overrideFault(detail === undefined ? event : `${event}:${detail}`, action);
}

const OPTIONAL: ReadonlySet<string> = new Set(['path', 'remoteId', 'detail']);

/** A side is an object or missing; facts that no preview says are not those of any item, so that it is left alone. */
function isSeen(seen: unknown): boolean {
  const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
  const { local = {}, remote = {} } = recordOf(seen);
  return seen === undefined || (isObject(seen) && isObject(local) && isObject(remote));
}

function reviewedItem({ album, name, path, remoteId, event, detail, action, seen }: ReviewedItem): ReviewedItem {
  return { album, name, path, remoteId, event, detail, action, seen };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
