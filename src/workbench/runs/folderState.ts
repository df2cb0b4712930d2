import type { ChangedPaths } from '../../engine/changes/collectChanges.ts';
import type { LocalChange } from '../../engine/changes/localChanges.ts';
import { isAtOrBelow } from '../../engine/changes/places.ts';
import type { Problem } from '../../engine/model.ts';
import {
  isStopped,
  refusedReport,
  type ReportAlbum,
  type ReportItem,
  type ReportTerms,
  type SyncReport,
} from '../../engine/report.ts';
import type { Review } from '../../engine/plan/review.ts';
import type { ChangesFound } from '../../run/lookAtChanges.ts';
import { totalsOf } from '../../webview/sentences.ts';
import type { Waiting } from '../../run/watch/runByItself.ts';

/** A workspace folder, without the editor's classes around it. */
export interface FolderRef {
  /** The folder's URI as text. */
  readonly key: string;
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
}

/** An album as this window sees it now. */
export interface AlbumState {
  readonly name: string;
  readonly items: ReadonlyMap<string, ReportItem>;
  /** Folders and address, once a run has ended. */
  readonly about?: ReportAlbum | undefined;
  /** Its photos of which the last comparison is out of date. */
  readonly changes?: readonly LocalChange[] | undefined;
}

/** What is known of a workspace folder, as a window that is reloaded finds it again. */
export interface KeptState {
  /** The last report; its items and albums are those of the state. */
  readonly last: SyncReport;
  readonly terms?: ReportTerms | undefined;
  readonly stopped: boolean;
  readonly isWhole: boolean;
  readonly isCompared: boolean;
  readonly albums: readonly KeptAlbum[];
}

export interface KeptAlbum {
  readonly name: string;
  readonly about?: ReportAlbum | undefined;
  readonly items: readonly ReportItem[];
}

/**
 * What this window knows of one workspace folder: the last report, moved on by every item that a run has finished
 * since. A run over some albums changes only those.
 */
export class FolderState {
  readonly folder: FolderRef;
  #last: SyncReport | undefined;
  #isWhole = false;
  #terms: ReportTerms | undefined;
  #albums = new Map<string, { name: string; items: Map<string, ReportItem>; about?: ReportAlbum | undefined }>();

  #changes: readonly LocalChange[] = [];
  #missingRoots: readonly string[] = [];
  #isCompared = false;
  #isRestored = false;
  #stopped = false;
  #tellsOfWork = false;
  /** Why the watch of this folder does nothing by itself now, although something changed. */
  waiting: Waiting | undefined;

  constructor(folder: FolderRef) {
    this.folder = folder;
  }

  get albums(): ReadonlyMap<string, AlbumState> {
    if (this.#changes.length === 0) return this.#albums;
    const changes = Map.groupBy(this.#changes, ({ album }) => album);
    const names = new Set([...this.#albums.keys(), ...changes.keys()]);
    const albumOf = (name: string): AlbumState => this.#albums.get(name) ?? { name, items: new Map() };
    return new Map([...names].map((name) => [name, { ...albumOf(name), changes: changes.get(name) ?? [] }]));
  }

  /** Problems of the last run. */
  get problems(): readonly Problem[] {
    return this.#last?.problems ?? [];
  }

  /** The last report; undefined before the first run has ended. */
  get last(): SyncReport | undefined {
    return this.#last;
  }

  /** Those of the last run that asked its service. */
  get terms(): ReportTerms | undefined {
    return this.#terms;
  }

  /** Whether only some of the albums have been looked at, because nobody asked for more yet. */
  get isPart(): boolean {
    return this.#last !== undefined && !this.stopped && !this.#isWhole;
  }

  /** Whether the last run ended before it changed or even compared anything. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Whether all albums were compared, so that there is something to have changed since. */
  get isCompared(): boolean {
    return this.#isCompared;
  }

  /** Whether it is what an earlier window left, so that nobody knows what has changed since. */
  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** Whether it says what a run has done, which no comparison could find out again. */
  get tellsOfWork(): boolean {
    return this.#tellsOfWork;
  }

  /** Photos that were added, changed or removed since they were last compared. */
  get changes(): readonly LocalChange[] {
    return this.#changes;
  }

  /** Photo folders that went away since then: perhaps a disk is not connected. */
  get missingRoots(): readonly string[] {
    return this.#missingRoots;
  }

  *items(): Iterable<ReportItem> {
    for (const album of this.#albums.values()) yield* album.items.values();
  }

  /** An item reached its outcome during a run. */
  put(item: ReportItem): void {
    const { items } = this.#album(item.album);
    const exact = `${item.name}\n${item.path ?? ''}`;
    items.set(items.has(exact) ? exact : item.name, item);
  }

  /** Somebody has looked at these places again. */
  note(paths: ChangedPaths, { changes, missingRoots }: ChangesFound): void {
    const others = paths === 'many' ? [] : this.#changes.filter(({ path }) => !isAtOrBelow(path, paths));
    this.#changes = [...others, ...changes];
    this.#missingRoots = missingRoots;
  }

  /** A run has ended. `only` are the albums it worked on, or undefined for all of them. */
  finish(report: SyncReport, only: readonly string[] | undefined): void {
    this.#remember(report);
    if (!isStopped(report) && !isRefusal(report) && (!report.dryRun || only === undefined))
      this.#tellsOfWork = !report.dryRun;
    if (isRefusal(report) && !report.problems.some((problem) => problem.code === 'E_SETTINGS')) return;
    // Who confirmed that its photos are gone knows of the folder.
    if (!isStopped(report)) this.#missingRoots = [];
    this.#isCompared = !isRefusal(report) && (this.#isCompared || only === undefined);
    this.#changes = only === undefined ? [] : this.#changes.filter(({ album }) => !only.includes(album));
    if (only === undefined) {
      this.#albums.clear();
      this.#isWhole = true;
    }
    for (const name of only ?? []) this.#albums.delete(name);
    for (const album of report.albums) this.#album(album.name).about = album;
    for (const item of report.items) this.#list(item);
  }

  /**
   * A run of a plan that a person looked at has ended. It changes the items of that plan and adds what came since; the
   * others are as they were. One that was stopped has changed nothing, and the plan is still there.
   */
  finishReviewed(report: SyncReport, review: Review): void {
    this.#remember(report);
    if (isStopped(report)) return;
    this.#tellsOfWork = true;
    const keyOf = ({ album, name }: Pick<ReportItem, 'album' | 'name'>): string => `${album}\n${name}`;
    const reviewed = new Set(review.items.map(keyOf));
    for (const album of report.albums) this.#album(album.name).about = album;
    for (const item of report.items) {
      const isKnown = this.#albums.get(item.album)?.items.has(item.name) === true;
      if (reviewed.has(keyOf(item)) || !isKnown) this.put(item);
    }
  }

  /** All that is known now as one report, with every item in it. */
  report(): SyncReport {
    const frame = this.#last ?? blankReport();
    const albums = [...this.#albums.values()];
    return {
      ...frame,
      terms: this.#terms,
      albums: albums.map((album) => album.about ?? { name: album.name, folders: [], parts: [] }),
      items: [...this.items()],
      totals: totalsOf(this.items(), frame.totals),
    };
  }

  /** What a later window needs to go on from here; undefined before the first run has ended. */
  kept(): KeptState | undefined {
    if (this.#last === undefined) return undefined;
    const albums = [...this.#albums.values()].map(({ name, about, items }) => ({
      name,
      about,
      items: [...items.values()],
    }));
    const last = { ...this.#last, items: [], albums: [] };
    const [terms, stopped, isWhole, isCompared] = [this.#terms, this.#stopped, this.#isWhole, this.#isCompared];
    return { last, terms, stopped, isWhole, isCompared, albums };
  }

  /** Goes on from what an earlier window left. */
  restore({ last, terms, stopped, isWhole, isCompared, albums }: KeptState): void {
    this.#last = last;
    this.#terms = terms;
    this.#stopped = stopped;
    this.#isWhole = isWhole;
    this.#isCompared = isCompared;
    this.#isRestored = true;
    this.#tellsOfWork = true;
    this.#albums.clear();
    for (const { name, about, items } of albums) {
      this.#album(name).about = about;
      for (const item of items) this.#list(item);
    }
  }

  #remember(report: SyncReport): void {
    this.#isRestored = false;
    this.#stopped = isStopped(report) || isRefusal(report);
    this.#last = report;
    this.#terms = report.terms ?? this.#terms;
  }

  #list(item: ReportItem): void {
    const { items } = this.#album(item.album);
    // Two files of one name in one album are a collision: both are listed.
    items.set(items.has(item.name) ? `${item.name}\n${item.path ?? item.remoteId ?? ''}` : item.name, item);
  }

  #album(name: string): { items: Map<string, ReportItem>; about?: ReportAlbum | undefined } {
    let album = this.#albums.get(name);
    if (album === undefined) {
      album = { name, items: new Map() };
      this.#albums.set(name, album);
    }
    return album;
  }
}

/** The frame for items that came before the first run has ended. */
function blankReport(): SyncReport {
  return refusedReport({ service: '', mode: '', dryRun: true, at: Date.now(), problems: [] });
}

/** A report that says only why nothing was looked at: what was known before is still true. */
function isRefusal(report: SyncReport): boolean {
  return report.items.length === 0 && report.albums.length === 0 && report.problems.length > 0;
}
