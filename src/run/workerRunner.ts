import { Worker } from 'node:worker_threads';
import type { SecretStore } from '../accounts/secretStore.ts';
import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import type { Problem } from '../engine/model.ts';
import type { RunEvent, Watch } from '../engine/ports/progress.ts';
import { refusedReport } from '../engine/report.ts';
import type { ReportItem, SyncReport } from '../engine/report.ts';
import { answerSecret } from './askedSecretStore.ts';
import type { FolderMapping, MappingRequest } from './folderMapping.ts';
import type { ChangesFound, ChangesRequest } from './lookAtChanges.ts';
import type { Look, LookRequest } from './lookAtFiles.ts';
import type { Copy, CopyRequest } from './readCopy.ts';
import { holdSeen } from './packedSeen.ts';
import { isDryRun } from './request.ts';
import type { RunRequest } from './request.ts';
import type { Runner } from './runner.ts';
import { sharedTexts } from './sharedTexts.ts';
import type { FromWorker, ToWorker } from './workerProtocol.ts';

/** The work of this package, done in a worker. */
export interface WorkerRunner {
  readonly run: Runner;
  readonly mapFolders: (request: MappingRequest, signal: AbortSignal) => Promise<FolderMapping>;
  /** Undefined when the call was lost. */
  readonly lookAtChanges: (request: ChangesRequest, signal: AbortSignal) => Promise<ChangesFound | undefined>;
  /** One look a file, in their order; empty when the call was lost. */
  readonly look: (request: LookRequest, signal: AbortSignal) => Promise<readonly Look[]>;
  readonly readCopy: (request: CopyRequest, watch: Watch) => Promise<Copy>;
  dispose(): Promise<void>;
}

/** A call that the worker has not answered yet. */
interface OpenCall {
  readonly onEvent: (event: RunEvent) => void;
  readonly onAnswer: (answer: Exclude<FromWorker, { type: 'events' | 'items' | 'askSecret' }>) => void;
  readonly onLost: (reason: Problem) => void;
  /** The pieces of a report that have come. */
  readonly items: ReportItem[];
  readonly share: ReturnType<typeof sharedTexts>;
}

/** How a call of the worker is answered. */
interface Asked<T> {
  readonly signal: AbortSignal;
  readonly onEvent?: OpenCall['onEvent'];
  /** Undefined for an answer of another kind. */
  readonly read: (answer: Parameters<OpenCall['onAnswer']>[0]) => T | undefined;
  readonly lost: (reason: Problem) => T;
}

export interface WorkerRunnerPorts {
  /** Absolute path of the program of the worker, `dist/syncWorker.js`. */
  readonly workerPath: string;
  /** Where the worker finds the sign-ins: a thread cannot reach the editor's store itself. */
  readonly secrets: SecretStore;
}

/**
 * Carries out runs in a worker thread, so that nothing heavy happens on the editor's event loop. The worker is started
 * by the first call and serves all later ones; a worker that dies ends its calls with `E_INTERNAL` and is replaced.
 */
export function createWorkerRunner({ workerPath, secrets }: WorkerRunnerPorts): WorkerRunner {
  const open = new Map<number, OpenCall>();
  let worker: Worker | undefined;
  let lastId = 0;

  function startWorker(): Worker {
    const started = new Worker(workerPath);
    started.unref();
    started.on('message', (message: FromWorker) => {
      if (message.type === 'askSecret') {
        void answerSecret(secrets, message.ask).then((answer) =>
          started.postMessage({ type: 'secret', id: message.id, answer } satisfies ToWorker),
        );
        return;
      }
      const call = open.get(message.id);
      if (message.type === 'events') {
        for (const event of message.events) {
          if (event.type === 'item') call?.share(event.item);
          call?.onEvent(event);
        }
      } else if (message.type === 'items') {
        holdSeen(message.piece);
        for (const item of message.piece.items) call?.items.push(call.share(item));
        started.postMessage({ type: 'more', id: message.id } satisfies ToWorker);
      } else if (message.type === 'report')
        call?.onAnswer({ ...message, report: { ...message.report, items: call.items } });
      else call?.onAnswer(message);
    });
    const die = (about: Phrase) => {
      if (worker === started) worker = undefined;
      for (const call of open.values()) call.onLost(problem('E_INTERNAL', about));
    };
    started.on('error', (error) => die(phrase`${error instanceof Error ? error.message : String(error)}`));
    started.on('exit', (code) => die(phrase`the worker ended with ${String(code)}`));
    return started;
  }

  function call(
    message: (id: number) => ToWorker,
    signal: AbortSignal,
    handlers: Omit<OpenCall, 'items' | 'share'>,
  ): void {
    const id = ++lastId;
    worker ??= startWorker();
    const cancel = () => worker?.postMessage({ type: 'cancel', id } satisfies ToWorker);
    const end = () => {
      open.delete(id);
      signal.removeEventListener('abort', cancel);
    };
    open.set(id, {
      onEvent: handlers.onEvent,
      items: [],
      share: sharedTexts(),
      onAnswer: (answer) => {
        end();
        handlers.onAnswer(answer);
      },
      onLost: (reason) => {
        end();
        handlers.onLost(reason);
      },
    });
    worker.postMessage(message(id));
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  }

  /** What the worker answers, or what stands for it when the worker dies. */
  function ask<T>(
    message: (id: number) => ToWorker,
    { signal, onEvent = () => undefined, read, lost }: Asked<T>,
  ): Promise<T> {
    return new Promise((resolve) => {
      call(message, signal, {
        onEvent,
        onAnswer: (answer) => {
          const value = read(answer);
          if (value !== undefined) resolve(value);
        },
        onLost: (reason) => resolve(lost(reason)),
      });
    });
  }

  return {
    run: (request, { onEvent, signal }) =>
      ask((id) => ({ type: 'run', id, request }), {
        signal,
        onEvent,
        read: (answer) => (answer.type === 'report' ? answer.report : undefined),
        lost: (reason) => lostReport(request, reason),
      }),
    mapFolders: (request, signal) =>
      ask((id) => ({ type: 'map', id, request }), {
        signal,
        read: (answer) => (answer.type === 'mapping' ? answer.mapping : undefined),
        lost: (reason) => ({ folders: [], problems: [reason] }),
      }),
    lookAtChanges: (request, signal) =>
      ask<ChangesFound | undefined>((id) => ({ type: 'changes', id, request }), {
        signal,
        read: (answer) => (answer.type === 'changesFound' ? answer.found : undefined),
        lost: () => undefined,
      }),
    look: (request, signal) =>
      ask((id) => ({ type: 'look', id, request }), {
        signal,
        read: (answer) => (answer.type === 'looks' ? answer.looks : undefined),
        lost: () => [],
      }),
    readCopy: (request, { onEvent, signal }) =>
      ask<Copy>((id) => ({ type: 'readCopy', id, request }), {
        signal,
        onEvent,
        read: (answer) => (answer.type === 'copy' ? answer.copy : undefined),
        lost: (reason) => ({ kind: 'failed', problem: reason }),
      }),
    dispose: async () => {
      await worker?.terminate();
    },
  };
}

function lostReport({ settings, kind }: RunRequest, reason: Problem): SyncReport {
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
  return refusedReport({
    service: text(settings['service'], 'gallery'),
    mode: text(settings['mode'], 'upload'),
    dryRun: isDryRun(kind),
    at: Date.now(),
    problems: [reason],
  });
}
