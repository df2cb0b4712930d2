import { problem } from '../engine/errors.ts';
import type { Problem } from '../engine/model.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { makeReport } from '../engine/report.ts';
import type { SyncReport } from '../engine/report.ts';
import { previewUndo, undoSteps } from '../engine/undo/undoRun.ts';
import type { Undone } from '../engine/undo/undoRun.ts';
import type { RunHost } from './openPorts.ts';
import { isDryRun } from './request.ts';
import type { Session } from './runSync.ts';

/** Takes back what the last run did, or shows what that would be. The items of the report are those of that run. */
export async function undoOpened(session: Session, host: Pick<RunHost, 'now'>, watch: Watch): Promise<SyncReport> {
  const { request, settings, ledger, ports, startedMs } = session;
  const { service } = ports;
  const isDry = isDryRun(request.kind);
  const steps = ports.ledger.steps();
  const run = ports.ledger.lastRun();
  const undone: Undone = isDry
    ? { items: previewUndo(steps, service.capabilities), problems: [] }
    : await undo(session, watch);
  const problems: Problem[] = [...ledger.problems, ...undone.problems];
  if (steps.length === 0) problems.push(problem('E_NOTHING_TO_UNDO', ''));
  if (watch.signal.aborted) problems.push(problem('E_CANCELLED', ''));
  const failures = undone.items.flatMap(({ error, path, outcome }) =>
    error && outcome !== 'cancelled' ? [{ ...error, path }] : [],
  );
  const frame = { service: settings.service, mode: 'undo', dryRun: isDry, startedMs, finishedMs: host.now() };
  const report = makeReport(
    frame,
    {
      items: undone.items,
      albums: [],
      problems: [...problems, ...failures],
      ...{ bytesUploaded: 0, bytesDownloaded: 0, requests: service.requests() },
    },
    { all: true },
  );
  if (!run || steps.length === 0) return report;
  return { ...report, undoes: { startedAt: new Date(run.startedMs).toISOString(), mode: run.mode } };
}

async function undo({ ports }: Session, watch: Watch): Promise<Undone> {
  watch.onEvent({ type: 'phase', phase: 'apply' });
  const undone = await undoSteps(ports.ledger.steps(), ports, watch);
  watch.onEvent({ type: 'phase', phase: 'finish' });
  const finished = await ports.service.finish({ signal: watch.signal });
  return { items: undone.items, problems: [...undone.problems, ...finished.problems] };
}
