import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import type { StoredItem, Viewer } from './model.ts';
import type { Photos } from './photos.ts';
import { INVALID_ITEM_ID, invalid } from './refusals.ts';

/** Whether a request names as many ids as it may, and none of them twice. */
export function idsProblem(photos: Photos, ids: readonly string[]): Refusal | undefined {
  if (ids.length === 0 || ids.includes('')) return invalid();
  if (ids.length > photos.limits.batch)
    return invalid(`Request must have less than ${String(photos.limits.batch)} items`);
  return new Set(ids).size < ids.length ? invalid('Request must not contain duplicated ids') : undefined;
}

/** The items with these ids, all of which the app must have created. */
export function itemsOf(photos: Photos, viewer: Viewer, ids: readonly string[] = []): OrRefusal<StoredItem[]> {
  const problem = idsProblem(photos, ids);
  if (problem) return problem;
  const found = ids.map((id) => photos.library.item(viewer, id) ?? INVALID_ITEM_ID);
  return found.find(isRefusal) ?? (found as StoredItem[]);
}
