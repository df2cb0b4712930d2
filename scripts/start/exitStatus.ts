import { STOPPING_CODES } from '../../src/engine/errors.ts';
import type { SyncReport } from '../../src/engine/report.ts';

/** The exit status of a run, as the command line has it: 0 done, 1 done in part, 2 nothing was changed. */
export function exitStatus({ problems, totals }: SyncReport): 0 | 1 | 2 {
  if (problems.some(({ code }) => STOPPING_CODES.has(code))) return 2;
  return totals.outcomes.failed + totals.outcomes.notPermitted + totals.outcomes.cancelled > 0 ? 1 : 0;
}
