// The main thread of an extension host without an editor: node scripts/bench/programs/extensionHost.ts FOLDER STATE first|hashed
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { createWorkerRunner } from '../../../src/run/workerRunner.ts';
import { workInSlices } from '../../../src/local/slices.ts';
import {
  albumNodes,
  itemNodes,
  pendingItems,
  prepareOrder,
  rootNodes,
} from '../../../src/workbench/tree/albumNodes.ts';
import { pageFeed } from '../../../src/workbench/report/pageFeed.ts';
import { progressSentence } from '../../../src/webview/sentences.ts';
import { WindowRuns } from '../../../src/workbench/runs/windowRuns.ts';
import { memorySecretStore } from '../../../test/harness/memorySecretStore.ts';
import { english } from '../../../test/unit/webview/englishWords.ts';
import { repository } from '../../tools/repository.ts';

/** How the event loop fared while a preview ran. */
export interface HostFigures {
  readonly what: string;
  readonly seconds: number;
  readonly longestMs: number;
  readonly p99Ms: number;
  /** How many blocks were longer than 50 ms. */
  readonly over: number;
}

const LONG_MS = 50;
/** As the tree of the window does (`REDRAW_MS`). */
const REDRAW_MS = 250;
const SETTLE_MS = 500;

const [folder = '', stateDirectory = '', kind = ''] = process.argv.slice(2);
const runner = createWorkerRunner({
  workerPath: path.join(repository, 'dist', 'syncWorker.js'),
  secrets: memorySecretStore(new Map()),
});
const settings =
  kind === 'hashed'
    ? { folders: ['photos'], compare: ['hash'] }
    : { folders: ['photos'], 'gallery.path': 'nowhere-yet' };
const ref = { key: 'file:///library', name: 'library', path: folder };
const runs = new WindowRuns({ runner: runner.run, settings: () => settings, stateDirectory: () => stateDirectory });
const isPanelOpen = kind === 'first';
let packed = 0;
let shown = Promise.resolve();
const feed = pageFeed({
  view: () => {
    const folder = { key: ref.key, name: ref.name, report: runs.folder(ref).report(), stopped: false };
    return { words: english, folders: [folder], run: runs.run };
  },
  run: () => runs.run,
  send: (message) => (packed += message.type === 'show' ? 1 : 0),
  slices: workInSlices,
});
let timer: NodeJS.Timeout | undefined;
runs.listen({
  onBegin: prepareOrder,
  onRun: (run) => run.status === 'running' && progressSentence(run, english),
  onItems: (_, items) => {
    timer ??= setTimeout(draw, REDRAW_MS);
    if (isPanelOpen) feed.putItems(ref.key, items);
  },
  onReport: () => {
    draw();
    if (isPanelOpen) shown = feed.showAll();
  },
});

// Whatever is compiled for the first time has been by now.
await pause(SETTLE_MS);
const delay = monitorEventLoopDelay({ resolution: 1 });
const blocks: number[] = [];
let before = performance.now();
const beat = setInterval(() => {
  const now = performance.now();
  blocks.push(now - before - 1);
  before = now;
}, 1);
delay.enable();
const begun = performance.now();
await runs.start({ kind: 'preview', folders: [ref], confirmed: [], manner: 'quiet' });
await shown;
await pause(SETTLE_MS);
if (isPanelOpen && packed === 0) throw new Error('The report was not packed.');
const seconds = (performance.now() - begun - SETTLE_MS) / 1000;
delay.disable();
clearInterval(beat);
const figures: HostFigures = {
  what:
    kind === 'hashed' ? 'Both sides hashed, all the same' : 'Nothing sent yet, all of it in the tree and the report',
  seconds,
  longestMs: Math.max(delay.max / 1e6, ...blocks.filter((ms) => ms > LONG_MS)),
  p99Ms: delay.percentile(99) / 1e6,
  over: blocks.filter((ms) => ms > LONG_MS).length,
};
process.stdout.write(JSON.stringify(figures));
await runner.dispose();

/** What a window does with a report for its tree: the first levels, and the badge. */
function draw(): void {
  clearTimeout(timer);
  timer = undefined;
  const state = runs.folder(ref);
  rootNodes([state], english);
  const [album] = albumNodes(state, english);
  if (album?.about.kind === 'album') itemNodes(ref, album.about.album, english);
  pendingItems([state]);
}
