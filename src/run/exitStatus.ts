import { STOPPING_CODES } from '../engine/errors.ts';
import type { ErrorCode } from '../engine/model.ts';
import type { SyncReport } from '../engine/report.ts';

/** Problems of no single item after which a run is not all that was asked for. */
const INCOMPLETE: ReadonlySet<ErrorCode> = new Set([
  'E_LIST_PARTIAL',
  'E_FOLDER_UNREADABLE',
  'E_GALLERY_DAMAGED',
  'E_GALLERY_NOT_WRITABLE',
  'E_DISK_FULL',
  'E_UNREACHABLE',
  'E_RATE_LIMIT',
  'E_QUOTA',
  'E_STORAGE_FULL',
  'E_API_DISABLED',
  'E_SERVICE_ANSWER',
  'E_INTERNAL',
]);

/**
 * 0 done; 1 done, but some items failed or were not permitted; 2 nothing was changed because of a settings, sign-in or
 * safety error; 130 interrupted.
 */
export function exitStatus({ problems, totals: { outcomes } }: SyncReport, signal: AbortSignal): 0 | 1 | 2 | 130 {
  if (signal.aborted) return 130;
  if (problems.some(({ code }) => STOPPING_CODES.has(code))) return 2;
  const undone = outcomes.failed + outcomes.notPermitted + outcomes.notSupported;
  return undone > 0 || problems.some(({ code }) => INCOMPLETE.has(code)) ? 1 : 0;
}
