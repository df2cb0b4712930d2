import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChangedPaths } from '../../engine/changes/collectChanges.ts';
import type { ErrorCode, Problem } from '../../engine/model.ts';
import type { Review } from '../../engine/plan/review.ts';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import { SpeedMeter } from '../../engine/plan/speed.ts';
import type { RunEvent } from '../../engine/ports/progress.ts';
import { mergeReports, refusedReport, type ReportItem, type SyncReport } from '../../engine/report.ts';
import { workInSlices } from '../../local/slices.ts';
import type { ChangesFound } from '../../run/lookAtChanges.ts';
import { isDryRun } from '../../run/request.ts';
import type { RunKind, RunRequest } from '../../run/request.ts';
import type { Runner } from '../../run/runner.ts';
import type { RunView } from '../../webview/protocol.ts';
import type { Waiting } from '../../run/watch/runByItself.ts';
import { FolderState, type FolderRef, type KeptState } from './folderState.ts';
import { gatherAlbums, type KnownAlbum } from './knownAlbum.ts';

/** What somebody wants this window to run. */
export interface RunWish {
  readonly kind: RunKind;
  readonly folders: readonly FolderRef[];
  /** By the key of the folder: the albums to work on. All of them in a folder that is not named. */
  readonly albums?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly confirmed: readonly ErrorCode[];
  readonly askBefore?: RunRequest['askBefore'];
  /** By the key of the folder: plans that a person looked at, of which a sync carries out just these. */
  readonly reviews?: ReadonlyMap<string, Review> | undefined;
  /** A `quiet` run fills the tree by itself; it gives way to one that a person asked for. */
  readonly manner: 'quiet' | 'asked';
}

/** Is told what this window's runs do. Items come in batches. */
export interface RunListener {
  /** A run over this folder begins. */
  onBegin?(folder: FolderRef, wish: RunWish): void;
  onRun?(run: RunView): void;
  onItems?(folder: FolderRef, items: readonly ReportItem[]): void;
  /** The run over this folder has ended and its state is new. */
  onReport?(folder: FolderRef): void;
  /** The run over this folder is over, also one that had nothing to say. */
  onEnd?(folder: FolderRef, wish: RunWish): void;
  /** Photos of this folder are no longer as they were compared, or are so again. */
  onChanges?(folder: FolderRef): void;
}

/** What a run needs from the window. */
export interface RunPorts {
  readonly runner: Runner;
  /** The `albumSync.*` values that somebody set for this folder. */
  readonly settings: (folder: FolderRef) => RunRequest['settings'];
  readonly stateDirectory: () => string;
}

/** Time between two batches of items: it still looks live, and a fast run does not drown the editor in messages. */
const BATCH_MS = 120;

/** The runs of this window: one at a time, over one workspace folder after the other. */
export class WindowRuns {
  readonly #ports: RunPorts;
  readonly #listeners = new Set<RunListener>();
  readonly #folders = new Map<string, FolderState>();
  #run: RunView = { status: 'idle' };
  #current: { readonly wish: RunWish; readonly abort: AbortController; readonly end: Promise<SyncReport> } | undefined;

  constructor(ports: RunPorts) {
    this.#ports = ports;
  }

  get run(): RunView {
    return this.#run;
  }

  /** The manner of the run that is on. */
  get manner(): RunWish['manner'] | undefined {
    return this.#current?.wish.manner;
  }

  folder(ref: FolderRef): FolderState {
    let state = this.#folders.get(ref.key);
    if (state === undefined) {
      state = new FolderState(ref);
      this.#folders.set(ref.key, state);
    }
    return state;
  }

  /** Forgets folders that are no longer open. */
  keepOnly(folders: readonly FolderRef[]): void {
    const keys = new Set(folders.map((folder) => folder.key));
    for (const key of this.#folders.keys()) if (!keys.has(key)) this.#folders.delete(key);
  }

  listen(listener: RunListener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Takes note of what changed since the last comparison. */
  note(folder: FolderRef, paths: ChangedPaths, found: ChangesFound): void {
    this.folder(folder).note(paths, found);
    for (const listener of this.#listeners) listener.onChanges?.(folder);
  }

  /** Takes note of why nothing is done by itself about what changed. */
  noteWaiting(folder: FolderRef, waiting: Waiting | undefined): void {
    const state = this.folder(folder);
    if (state.waiting === waiting) return;
    state.waiting = waiting;
    for (const listener of this.#listeners) listener.onChanges?.(folder);
  }

  /** Takes over what an earlier window left of a folder of which this one knows nothing yet. */
  restore(folder: FolderRef, kept: KeptState, albums: ReadonlyMap<string, KnownAlbum>): void {
    this.folder(folder).restore(kept, albums);
    for (const listener of this.#listeners) listener.onReport?.(folder);
  }

  /** Stops the run that is on; resolves when it has ended. */
  async cancel(): Promise<void> {
    const current = this.#current;
    current?.abort.abort();
    await current?.end;
  }

  /**
   * Runs over the wish's folders. A second preview joins the one that is on; anything else is refused with `E_LOCKED`
   * while a run is on, except that a quiet run ends at once for one that a person asked for.
   */
  async start(wish: RunWish): Promise<SyncReport> {
    while (this.#current !== undefined) {
      const { wish: on, end } = this.#current;
      if (isSamePreview(on, wish)) return end;
      if (on.manner !== 'quiet' || wish.manner === 'quiet') return refusal(wish, lockedProblem());
      await this.cancel();
    }
    const abort = new AbortController();
    const end = this.#runAll(wish, abort.signal).finally(() => {
      this.#current = undefined;
      this.#tell({ status: 'idle' });
    });
    this.#current = { wish, abort, end };
    return end;
  }

  async #runAll(wish: RunWish, signal: AbortSignal): Promise<SyncReport> {
    const reports: SyncReport[] = [];
    for (const folder of wish.folders) {
      if (signal.aborted && reports.length > 0) break;
      reports.push(await this.#runOne(folder, wish, signal));
    }
    const [first, ...rest] = reports;
    return first === undefined ? refusal(wish, problem('E_NO_FOLDER')) : mergeReports([first, ...rest]);
  }

  async #runOne(folder: FolderRef, wish: RunWish, signal: AbortSignal): Promise<SyncReport> {
    const state = this.folder(folder);
    const review = wish.reviews?.get(folder.key);
    const albums = wish.albums?.get(folder.key);
    const isUndo = wish.kind === 'undo' || wish.kind === 'undoPreview';
    const batch = batched((items: readonly ReportItem[]) => {
      for (const item of items) state.put(item);
      for (const listener of this.#listeners) listener.onItems?.(folder, items);
    });
    const meter = new SpeedMeter();
    for (const listener of this.#listeners) listener.onBegin?.(folder, wish);
    this.#tell({ status: 'running', kind: wish.kind, phase: 'scan', done: 0, label: folder.name });
    const report = await this.#ports.runner(
      {
        folder: folder.path,
        settings: this.#ports.settings(folder),
        kind: wish.kind,
        albums,
        all: true,
        confirmed: wish.confirmed,
        ...(wish.askBefore === undefined ? {} : { askBefore: wish.askBefore }),
        ...(review === undefined ? {} : { review }),
        stateDirectory: this.#ports.stateDirectory(),
      },
      {
        signal,
        onEvent: (event) => {
          // The items of an undo are those of an earlier run, and say nothing of how things stand now.
          if (event.type === 'item') {
            if (!isUndo && !isPassedOver(event.item, state)) batch.add(event.item);
          } else if (event.type !== 'problem') this.#tell(runView(wish.kind, event, this.#run, meter));
        },
      },
    );
    batch.flush();
    // A quiet run that had to give way has nothing to say.
    if (!isUndo && !(signal.aborted && wish.manner === 'quiet')) {
      const pause = workInSlices();
      const found = review === undefined ? await gatherAlbums(report.items, pause) : undefined;
      if (review !== undefined) await state.finishReviewed(report, review, pause);
      // What is drawn now has a turn of its own.
      await nextTurn();
      if (found !== undefined) state.finish(report, albums, found);
      for (const listener of this.#listeners) listener.onReport?.(folder);
    }
    for (const listener of this.#listeners) listener.onEnd?.(folder, wish);
    return report;
  }

  #tell(run: RunView): void {
    this.#run = run;
    for (const listener of this.#listeners) listener.onRun?.(run);
  }
}

/** What a run leaves alone because it was not in the plan it carries out stays as it was shown before. */
function isPassedOver(item: ReportItem, state: FolderState): boolean {
  return item.error?.code === 'E_NOT_REVIEWED' && state.has(item);
}

/** A report that says why nothing was run. */
export function refusal(wish: Pick<RunWish, 'kind'>, reason: Problem): SyncReport {
  return refusedReport({
    service: '',
    mode: '',
    dryRun: isDryRun(wish.kind),
    at: Date.now(),
    problems: [reason],
  });
}

function lockedProblem(): Problem {
  return problem('E_LOCKED', phrase`This window is already comparing or syncing`);
}

function isSamePreview(on: RunWish, wish: RunWish): boolean {
  const isFullPreview = (run: RunWish): boolean => run.kind === 'preview' && run.albums === undefined;
  const sameManner = on.manner === 'asked' || wish.manner === 'quiet';
  const keys = (run: RunWish): string => run.folders.map((folder) => folder.key).join('\n');
  return isFullPreview(on) && isFullPreview(wish) && sameManner && keys(on) === keys(wish);
}

function runView(
  kind: RunWish['kind'],
  event: Extract<RunEvent, { type: 'phase' | 'progress' }>,
  before: RunView,
  meter: SpeedMeter,
): RunView {
  if (event.type === 'progress') {
    const { phase, done, total, label } = event;
    const speed = phase === 'apply' ? { speed: meter.add(performance.now(), event) } : {};
    return { status: 'running', kind, phase, done, total, label, ...speed };
  }
  const label = before.status === 'running' ? before.label : '';
  return { status: 'running', kind, phase: event.phase, done: 0, label };
}

/** Collects what comes in quick succession and hands it on together. */
function batched<T>(deliver: (things: readonly T[]) => void): { add(thing: T): void; flush(): void } {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const things = waiting;
    waiting = [];
    if (things.length > 0) deliver(things);
  };
  return {
    add(thing) {
      waiting.push(thing);
      timer ??= setTimeout(flush, BATCH_MS);
    },
    flush,
  };
}
