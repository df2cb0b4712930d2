import type { Watch } from '../engine/ports/progress.ts';
import type { SyncReport } from '../engine/report.ts';
import type { RunRequest } from './request.ts';

/**
 * Carries out a run: in this process for the command line, in a worker for the editor. It never rejects: whatever goes
 * wrong is in the report. Aborting `signal` ends it within a second with a report whose open items are `cancelled`.
 */
export type Runner = (request: RunRequest, watch: Watch) => Promise<SyncReport>;
