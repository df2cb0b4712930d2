import { Worker } from 'node:worker_threads';
import { problem } from '../engine/errors.ts';
import type { RunEvent } from '../engine/ports/progress.ts';
import { refusedReport } from '../engine/report.ts';
import type { SyncReport } from '../engine/report.ts';
import type { RunRequest } from './request.ts';
import type { Runner } from './runner.ts';
import type { FromWorker, ToWorker } from './workerProtocol.ts';

interface OpenRun {
  readonly request: RunRequest;
  readonly onEvent: (event: RunEvent) => void;
  readonly finish: (report: SyncReport) => void;
}

/**
 * Carries out runs in a worker thread, so that nothing heavy happens on the editor's event loop. The worker is started
 * by the first run and serves all later ones; a worker that dies ends its runs with `E_INTERNAL` and is replaced.
 * @param workerPath absolute path of the program of the worker, `dist/syncWorker.js`
 */
export function createWorkerRunner({ workerPath }: { readonly workerPath: string }): {
  readonly run: Runner;
  dispose(): Promise<void>;
} {
  const open = new Map<number, OpenRun>();
  let worker: Worker | undefined;
  let lastId = 0;

  function startWorker(): Worker {
    const started = new Worker(workerPath);
    started.unref();
    started.on('message', (message: FromWorker) => {
      const run = open.get(message.id);
      if (message.type === 'events') message.events.forEach((event) => run?.onEvent(event));
      else run?.finish(message.report);
    });
    const die = (about: string) => {
      if (worker === started) worker = undefined;
      for (const run of open.values()) run.finish(lostReport(run.request, about));
    };
    started.on('error', (error) => die(error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => die(`the worker ended with ${code}`));
    return started;
  }

  const run: Runner = (request, { onEvent, signal }) =>
    new Promise((resolve) => {
      const id = ++lastId;
      worker ??= startWorker();
      const post = (message: ToWorker) => worker?.postMessage(message);
      const cancel = () => post({ type: 'cancel', id });
      open.set(id, {
        request,
        onEvent,
        finish: (report) => {
          open.delete(id);
          signal.removeEventListener('abort', cancel);
          resolve(report);
        },
      });
      post({ type: 'run', id, request });
      if (signal.aborted) cancel();
      else signal.addEventListener('abort', cancel, { once: true });
    });

  return {
    run,
    dispose: async () => {
      await worker?.terminate();
    },
  };
}

function lostReport({ settings, kind }: RunRequest, about: string): SyncReport {
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
  return refusedReport({
    service: text(settings['service'], 'gallery'),
    mode: text(settings['mode'], 'upload'),
    dryRun: kind === 'preview',
    at: Date.now(),
    problems: [problem('E_INTERNAL', about)],
  });
}
