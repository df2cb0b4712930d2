import path from 'node:path';
import process from 'node:process';
import { parentPort } from 'node:worker_threads';
import type { RunEvent, Watch } from './engine/ports/progress.ts';
import { askedSecretStore } from './run/askedSecretStore.ts';
import { lookAtChanges } from './run/lookAtChanges.ts';
import { lookAtFiles } from './run/lookAtFiles.ts';
import { mapFolders } from './run/mapFolders.ts';
import { readCopy } from './run/readCopy.ts';
import { sendPieces } from './run/reportPieces.ts';
import { runHost } from './run/runHost.ts';
import { runSync } from './run/runSync.ts';
import type { FromWorker, ToWorker } from './run/workerProtocol.ts';

/** Bundled events are sent this often, in ms: often enough for a progress bar, rarely enough to cost nothing. */
const BUNDLE_MS = 50;

/** The composition root of the worker in which the editor's runs happen. */
function serve(port: NonNullable<typeof parentPort>): void {
  const running = new Map<number, AbortController>();
  const awaited = new Map<number, () => void>();
  const send = (message: FromWorker) => port.postMessage(message);
  const secrets = askedSecretStore(send);
  const host = runHost(path.dirname(process.argv[1] ?? ''), secrets);
  port.on('message', (message: ToWorker) => {
    if (message.type === 'secret') {
      secrets.onAnswer(message);
      return;
    }
    if (message.type === 'more') {
      awaited.get(message.id)?.();
      return;
    }
    if (message.type === 'cancel') {
      running.get(message.id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(message.id, controller);
    // A rejection is a fault of this program: unhandled, it ends the worker, and the editor says so.
    void answer(message, controller.signal).then((reply) => {
      running.delete(message.id);
      // The bytes of a photo are handed over, not copied.
      const isPhoto = reply.type === 'copy' && reply.copy.kind === 'photo';
      port.postMessage(reply, isPhoto ? [reply.copy.bytes.buffer] : []);
    });
  });

  async function answer(
    message: Exclude<ToWorker, { type: 'cancel' | 'more' | 'secret' }>,
    signal: AbortSignal,
  ): Promise<FromWorker> {
    const { id } = message;
    if (message.type === 'map')
      return { type: 'mapping', id, mapping: await mapFolders(message.request, host, signal) };
    if (message.type === 'look') return { type: 'looks', id, looks: await lookAtFiles(message.request, host, signal) };
    if (message.type === 'changes')
      return { type: 'changesFound', id, found: await lookAtChanges(message.request, host, signal) };
    if (message.type === 'readCopy') {
      const copy = await watched(id, signal, (watch) => readCopy(message.request, host, watch));
      return { type: 'copy', id, copy };
    }
    const report = await watched(id, signal, (watch) => runSync(message.request, host, watch));
    const rest = await sendPieces(report, async (piece) => {
      const heard = new Promise<void>((resolve) => awaited.set(id, resolve));
      const { texts, ends } = piece.seen;
      port.postMessage({ type: 'items', id, piece } satisfies FromWorker, [texts.buffer, ends.buffer]);
      await heard;
    });
    awaited.delete(id);
    return { type: 'report', id, report: rest };
  }

  /** Tells in bundles what happens while it happens. */
  async function watched<T>(id: number, signal: AbortSignal, work: (watch: Watch) => Promise<T>): Promise<T> {
    let bundle: RunEvent[] = [];
    const flush = () => {
      if (bundle.length > 0) send({ type: 'events', id, events: bundle });
      bundle = [];
    };
    const timer = setInterval(flush, BUNDLE_MS);
    const done = await work({ signal, onEvent: (event) => void bundle.push(event) });
    clearInterval(timer);
    flush();
    return done;
  }
}

if (parentPort) serve(parentPort);
