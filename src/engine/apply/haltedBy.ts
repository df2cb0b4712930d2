import type { Problem } from '../model.ts';
import type { PlannedItem } from '../plan/model.ts';
import { SENDING } from './sending.ts';

/**
 * The actions that cannot succeed any more after a failure.
 * @param unreached how many items in a row did not reach the service
 */
export function haltedBy(
  { code }: Problem,
  action: PlannedItem['action'],
  unreached: number,
): readonly PlannedItem['action'][] {
  if (HALTING_SERVICE.has(code) || unreached >= UNREACHED) return ASKING_SERVICE;
  if (HALTING_SENDING.has(code)) return SENDING;
  return HALTING.has(code) ? [action] : [];
}

/** Failures after which the same kind of work cannot succeed either, so that it is not tried for every item. */
const HALTING: ReadonlySet<Problem['code']> = new Set(['E_DISK_FULL', 'E_GALLERY_NOT_WRITABLE']);

/** Failures after which the service takes nothing more that is sent. */
const HALTING_SENDING: ReadonlySet<Problem['code']> = new Set(['E_STORAGE_FULL']);

/** Failures after which the service is asked for nothing more. */
const HALTING_SERVICE: ReadonlySet<Problem['code']> = new Set([
  'E_QUOTA',
  'E_RATE_LIMIT',
  'E_SIGN_IN',
  'E_SCOPE_MISSING',
  'E_API_DISABLED',
]);

/** So many items in a row that did not reach the service: it is gone, and not only this one photo too long for the line. */
const UNREACHED = 8;

const ASKING_SERVICE: readonly PlannedItem['action'][] = [
  ...SENDING,
  'DOWNLOAD_REMOTE',
  'DELETE_REMOTE',
  'TAG_REMOTE',
  'UPDATE_REMOTE_METADATA',
];
