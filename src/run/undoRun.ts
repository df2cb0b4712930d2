import { faultProblem, problem } from '../engine/errors.ts';
import type { Problem } from '../engine/model.ts';
import type { Ledger } from '../engine/ports/ledger.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { makeReport } from '../engine/report.ts';
import type { SyncReport } from '../engine/report.ts';
import type { NumberedStep, RunStamp } from '../engine/undo/model.ts';
import { previewUndo, undoSteps } from '../engine/undo/undoRun.ts';
import type { Undone } from '../engine/undo/undoRun.ts';
import type { RunHost } from './openPorts.ts';
import { isDryRun } from './request.ts';
import type { Session } from './runSync.ts';

/** Takes back what the last run did, or shows what that would be. The items of the report are those of that run. */
export async function undoOpened(session: Session, host: Pick<RunHost, 'now'>, watch: Watch): Promise<SyncReport> {
  const { request, settings, ledger, ports, startedMs } = session;
  const dryRun = isDryRun(request.kind);
  const { run, steps, fault } = readRun(ports.ledger);
  const undone = dryRun ? previewOf(session, steps) : await undo(session, steps, watch);
  const problems: Problem[] = [...ledger.problems, ...undone.problems];
  if (fault) problems.push(fault);
  else if (steps.length === 0) problems.push(problem('E_NOTHING_TO_UNDO'));
  if (watch.signal.aborted) problems.push(problem('E_CANCELLED'));
  const failures = undone.items.flatMap(({ error, path, outcome }) =>
    error && outcome !== 'cancelled' ? [{ ...error, path }] : [],
  );
  const report = makeReport(
    {
      ...{ service: settings.service, mode: 'undo', dryRun, startedMs, finishedMs: host.now() },
      terms: { remove: ports.service.capabilities.remove },
    },
    {
      items: undone.items,
      albums: [],
      problems: [...problems, ...failures],
      ...{ bytesUploaded: 0, bytesDownloaded: 0, requests: ports.service.requests() },
    },
    { all: true },
  );
  if (!run || steps.length === 0) return report;
  return { ...report, undoes: { startedAt: new Date(run.startedMs).toISOString(), mode: run.mode } };
}

function readRun(ledger: Ledger): {
  readonly run?: RunStamp | undefined;
  readonly steps: readonly NumberedStep[];
  readonly fault?: Problem;
} {
  try {
    return { run: ledger.lastRun(), steps: ledger.steps() };
  } catch (error) {
    return { steps: [], fault: faultProblem(error) };
  }
}

function previewOf({ ports }: Session, steps: readonly NumberedStep[]): Undone {
  return { items: previewUndo(steps, ports.service.capabilities), problems: [] };
}

async function undo({ ports }: Session, steps: readonly NumberedStep[], watch: Watch): Promise<Undone> {
  watch.onEvent({ type: 'phase', phase: 'apply' });
  const undone = await undoSteps(steps, ports, watch);
  watch.onEvent({ type: 'phase', phase: 'finish' });
  try {
    const finished = await ports.service.finish({ signal: watch.signal });
    return { items: undone.items, problems: [...undone.problems, ...finished.problems] };
  } catch (error) {
    return { items: undone.items, problems: [...undone.problems, faultProblem(error)] };
  }
}
