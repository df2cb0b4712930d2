import type { ChangedPaths } from '../../engine/changes/collectChanges.ts';
import type { LocalChange } from '../../engine/changes/localChanges.ts';
import { isAtOrBelow } from '../../engine/changes/places.ts';
import type { ReportItem, SyncReport } from '../../engine/report.ts';
import { createMutex } from '../../services/mutex.ts';
import type { ChangesFound } from '../lookAtChanges.ts';
import type { WatchedFolder } from './folderWatch.ts';
import type { Waiting } from './runByItself.ts';

/** The runs of a program, of which one is on at a time. */
export class Turns {
  readonly #listeners = new Set<() => void>();
  readonly #mutex = createMutex();
  #isRunning = false;

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Does this when all that came before has ended. */
  take<T>(work: () => Promise<T>): Promise<T> {
    return this.#mutex.run(async () => {
      this.#tell(true);
      try {
        return await work();
      } finally {
        this.#tell(false);
      }
    });
  }

  /** Waits until the one that is on, and all that came before this call, have ended. */
  ended(): Promise<void> {
    return this.#mutex.run(() => Promise.resolve());
  }

  listen(call: () => void): { dispose(): void } {
    this.#listeners.add(call);
    return { dispose: () => void this.#listeners.delete(call) };
  }

  #tell(isRunning: boolean): void {
    this.#isRunning = isRunning;
    for (const call of this.#listeners) call();
  }
}

/** Tells a person of what is found and not done. */
export interface KnownFolderVoice {
  readonly changed: (count: number) => void;
  readonly missing: (roots: readonly string[]) => void;
  /** None is missing any more. */
  readonly back: () => void;
  readonly waiting: (why: Waiting) => void;
}

/** What a program without an editor knows of a workspace folder from its runs. */
export class KnownFolder implements WatchedFolder {
  readonly #turns: Turns;
  readonly #voice: KnownFolderVoice;
  /** By album and name. */
  readonly #items = new Map<string, ReportItem>();
  #changes: readonly LocalChange[] = [];
  #missingRoots: readonly string[] = [];
  #waiting: Waiting | undefined;
  #isCompared = false;
  #isOnThisComputer = false;

  constructor(turns: Turns, voice: KnownFolderVoice) {
    this.#turns = turns;
    this.#voice = voice;
  }

  /** Whether there was a comparison, so that there is something to have changed since. */
  get isCompared(): boolean {
    return this.#isCompared;
  }

  items(): Iterable<ReportItem> {
    return this.#items.values();
  }

  changes(): readonly LocalChange[] {
    return this.#changes;
  }

  missingRoots(): readonly string[] {
    return this.#missingRoots;
  }

  note(paths: ChangedPaths, { changes, missingRoots }: ChangesFound): void {
    const others = paths === 'many' ? [] : this.#changes.filter(({ path }) => !isAtOrBelow(path, paths));
    const before = this.#missingRoots.join('\n');
    if (missingRoots.length === 0 && before !== '') this.#voice.back();
    this.#changes = [...others, ...changes];
    this.#missingRoots = missingRoots;
    if (missingRoots.length > 0 && missingRoots.join('\n') !== before) this.#voice.missing(missingRoots);
    else if (changes.length > 0) this.#voice.changed(this.#changes.length);
  }

  waiting(): Waiting | undefined {
    return this.#waiting;
  }

  noteWaiting(waiting: Waiting | undefined): void {
    if (waiting !== undefined && waiting !== this.#waiting) this.#voice.waiting(waiting);
    this.#waiting = waiting;
  }

  /** Whether its web albums are files of this computer, so that no network is asked. */
  isOnThisComputer(): boolean {
    return this.#isOnThisComputer;
  }

  isRunning(): boolean {
    return this.#turns.isRunning;
  }

  onRun(call: () => void): { dispose(): void } {
    return this.#turns.listen(call);
  }

  /** A preview has ended. `only` are the albums that it looked at, or undefined for all of them. */
  previewed(report: SyncReport, only: readonly string[] | undefined): void {
    if (report.items.length === 0 && report.albums.length === 0 && report.problems.length > 0) return;
    this.#isCompared = true;
    const isMeant = (album: string): boolean => only?.includes(album) ?? true;
    for (const [key, { album }] of this.#items) if (isMeant(album)) this.#items.delete(key);
    this.#changes = this.#changes.filter(({ album }) => !isMeant(album));
    this.#put(report.items);
    this.#isOnThisComputer ||= report.albums.some(({ url }) => url?.startsWith('file:') === true);
  }

  /** A sync has ended. What came since its preview is not known by it, so that a look finds it. */
  synced({ items }: SyncReport): void {
    this.#put(items.filter(({ error }) => error?.code !== 'E_NOT_REVIEWED'));
  }

  #put(items: readonly ReportItem[]): void {
    for (const item of items) this.#items.set(`${item.album}\n${item.name}\n${item.path ?? ''}`, item);
  }
}
