import {
  collectChanges,
  joinPaths,
  nothingCollected,
  type ChangedPaths,
  type CollectInput,
  type Collected,
  type CollectRules,
  type HandOver,
} from '../../engine/changes/collectChanges.ts';
import { knownFiles, type LocalChange } from '../../engine/changes/localChanges.ts';
import { isAtOrBelow } from '../../engine/changes/places.ts';
import type { ErrorCode } from '../../engine/model.ts';
import type { ReportItem } from '../../engine/report.ts';
import type { ChangesFound, ChangesRequest } from '../lookAtChanges.ts';
import { SETTLE_MS, type BackgroundEnd, type Waiting, type WatchMode } from './runByItself.ts';

/** What is known of a workspace folder, and of the runs that are on. */
export interface WatchedFolder {
  /** What the last comparisons found. */
  items(): Iterable<ReportItem>;
  /** What changed since. */
  changes(): readonly LocalChange[];
  missingRoots(): readonly string[];
  /** Takes note of what was found at some places. */
  note(paths: ChangedPaths, found: ChangesFound): void;
  /** Why nothing is done by itself now. */
  waiting(): Waiting | undefined;
  noteWaiting(waiting: Waiting | undefined): void;
  /** Whether a run is on, of this folder or of another one. */
  isRunning(): boolean;
  /** Calls back when a run has begun, goes on or has ended. */
  onRun(call: () => void): { dispose(): void };
}

/** What the watch of a workspace folder works with. */
export interface FolderWatchPorts {
  readonly folder: WatchedFolder;
  readonly mode: () => WatchMode;
  /** Undefined when the look was lost. */
  readonly look: (
    request: Pick<ChangesRequest, 'paths' | 'known'>,
    signal: AbortSignal,
  ) => Promise<ChangesFound | undefined>;
  /** Why nothing may be done by itself now. */
  readonly restraint: () => Promise<Waiting | undefined>;
  /** Previews or syncs the albums in which something changed. */
  readonly act: (albums: readonly string[]) => Promise<BackgroundEnd>;
  readonly clock: WatchClock;
  /** Why it did something or did not, for the log. */
  readonly say: (line: string) => void;
}

/** Time, as the watch needs it. */
export interface WatchClock {
  now(): number;
  /** Calls back after a time; the answer calls it off. */
  wake(afterMs: number, call: () => void): () => void;
}

export const WATCH_RULES: CollectRules = { quietMs: SETTLE_MS, maxWaitMs: 30_000, mostPaths: 2_000 };

/** How long what was put off waits before it is tried again. */
export const PATIENCE_MS: Readonly<Record<Waiting, number>> = {
  paused: Number.POSITIVE_INFINITY,
  battery: 300_000,
  metered: 300_000,
  choices: 60_000,
  elsewhere: 30_000,
  network: 300_000,
  cancelled: 300_000,
  growing: 10_000,
};

/** A missing photo folder is looked for this often: not every disk that comes back is heard of. */
const MISSING_MS = 30_000;

/** Hears of changes in one workspace folder, waits for a quiet moment, looks at them, and does what the setting says. */
export class FolderWatch {
  readonly #ports: FolderWatchPorts;
  readonly #abort = new AbortController();
  readonly #listening: { dispose(): void };
  #collected: Collected = nothingCollected();
  #callOff: (() => void) | undefined;
  #isWorking = false;
  #isActing = false;
  #isBusy = false;
  /** Whether a run of somebody else was on since it was last idle. */
  #sawRun = false;

  constructor(ports: FolderWatchPorts) {
    this.#ports = ports;
    this.#listening = ports.folder.onRun(() => this.#follow());
    this.#follow();
    this.#hearOpen();
  }

  /** Something at these paths, relative to the workspace folder, was made, changed or removed. */
  hear(paths: readonly string[]): void {
    this.#feed({ type: 'heard', paths });
  }

  /** What was put off need not wait any longer, as far as it is known here. */
  resume(): void {
    this.#feed({ type: 'resume' });
  }

  /** What was heard of and is not done with, for the watch that comes after this one. */
  get pending(): ChangedPaths {
    return joinPaths(this.#collected.heard, this.#collected.owed, WATCH_RULES.mostPaths);
  }

  dispose(): void {
    this.#abort.abort();
    this.#callOff?.();
    this.#listening.dispose();
  }

  /** Keeps still while any run of this window is on; after it, looks whether what was changed still is. */
  #follow(): void {
    const isRunning = this.#ports.folder.isRunning();
    this.#sawRun ||= isRunning && !this.#isActing;
    const isBusy = this.#isWorking || isRunning;
    if (isBusy === this.#isBusy) return;
    this.#isBusy = isBusy;
    this.#feed({ type: isBusy ? 'busy' : 'idle' });
    if (isBusy || !this.#sawRun) return;
    this.#sawRun = false;
    this.#hearOpen();
  }

  #hearOpen(): void {
    const open = this.#ports.folder.changes().map(({ path }) => path);
    if (open.length > 0) this.#feed({ type: 'heard', paths: open });
  }

  #feed(input: CollectInput): void {
    if (this.#abort.signal.aborted) return;
    const { clock } = this.#ports;
    this.#callOff?.();
    this.#callOff = undefined;
    const { collected, handed, wakeAtMs } = collectChanges(this.#collected, input, clock.now(), WATCH_RULES);
    this.#collected = collected;
    if (wakeAtMs !== undefined) this.#callOff = clock.wake(wakeAtMs - clock.now(), () => this.#feed({ type: 'tick' }));
    if (handed !== undefined) void this.#work(handed);
  }

  async #work(handed: HandOver): Promise<void> {
    this.#isWorking = true;
    this.#follow();
    try {
      await this.#lookAndAct(handed);
    } finally {
      this.#isWorking = false;
      this.#follow();
    }
  }

  async #lookAndAct({ paths, mayAct }: HandOver): Promise<void> {
    const { folder, mode, say, look } = this.#ports;
    const known = [...knownFiles(folder.items())].filter(({ path }) => paths === 'many' || isAtOrBelow(path, paths));
    const found = await look({ paths, known }, this.#abort.signal);
    if (found === undefined || this.#abort.signal.aborted) return;
    folder.note(paths, found);
    const changes = folder.changes();
    const missingRoots = folder.missingRoots();
    if (missingRoots.length > 0) {
      say(`waits: ${missingRoots.join(', ')} is missing or empty`);
      this.#putOff(new Set(missingRoots), MISSING_MS);
      return;
    }
    // A comparison may have seen what changed, and no sync have done it.
    const seen = mode() === 'sync' ? seenAlbums(folder.items(), paths) : [];
    const albums = [...new Set([...changes.map(({ album }) => album), ...seen])];
    if (albums.length === 0) {
      folder.noteWaiting(undefined);
      return;
    }
    say(`${String(changes.length)} changed since the last comparison`);
    if (mode() !== 'preview' && mode() !== 'sync') return;
    if (!mayAct) {
      say(`does nothing by itself now: ${folder.waiting() ?? 'it was put off'}`);
      return;
    }
    const open = new Set(changes.map(({ path }) => path));
    await this.#act(joinPaths(paths, open, WATCH_RULES.mostPaths), albums);
  }

  async #act(paths: ChangedPaths, albums: readonly string[]): Promise<void> {
    const { restraint, act, say, mode, folder } = this.#ports;
    const why = await restraint();
    const end: BackgroundEnd = why === undefined ? await this.#acting(() => act(albums)) : { kind: 'putOff', why };
    if (this.#abort.signal.aborted) return;
    if (end.kind === 'putOff') this.#putOff(paths, PATIENCE_MS[end.why]);
    else if (isRootEmpty(end)) this.#putOff(paths, MISSING_MS);
    say(`${mode()} of ${albums.join(', ')}: ${end.kind === 'putOff' ? `put off, ${end.why}` : end.kind}`);
    folder.noteWaiting(end.kind === 'putOff' ? end.why : undefined);
  }

  async #acting<T>(work: () => Promise<T>): Promise<T> {
    this.#isActing = true;
    try {
      return await work();
    } finally {
      this.#isActing = false;
    }
  }

  #putOff(paths: ChangedPaths, forMs: number): void {
    this.#feed({ type: 'putOff', paths, untilMs: this.#ports.clock.now() + forMs });
  }
}

/** Whether a photo folder went away after it was looked at, and before it was compared. */
function isRootEmpty(end: BackgroundEnd): boolean {
  return end.kind === 'needsPerson' && end.stop?.problems.some(({ code }) => code === 'E_ROOT_EMPTY') === true;
}

/** What came or changed between the preview and the sync of its plan. */
const MISSED: ReadonlySet<ErrorCode | undefined> = new Set(['E_NOT_REVIEWED', 'E_TARGET_CHANGED']);

/** The albums in which something at these places was seen by a comparison and is still to be done. */
function seenAlbums(items: Iterable<ReportItem>, paths: ChangedPaths): readonly string[] {
  const isThere = (path: string): boolean => paths === 'many' || isAtOrBelow(path, paths);
  return [...items].flatMap(({ path, outcome, error, album }) =>
    (outcome === 'planned' || MISSED.has(error?.code)) && path !== undefined && isThere(path) ? [album] : [],
  );
}
