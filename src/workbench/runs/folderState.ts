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
import { visitInSlices } from '../../local/slices.ts';
import type { ChangesFound } from '../../run/lookAtChanges.ts';
import { sumOfCounts, type ItemCounts } from '../../webview/itemCounts.ts';
import { NameSet } from '../../webview/nameSet.ts';
import type { Tally } from '../../webview/sentences.ts';
import type { Waiting } from '../../run/watch/runByItself.ts';
import { albumsOf, KnownAlbum, unchangedCounts, type AlbumState } from './knownAlbum.ts';

/** A workspace folder, without the editor's classes around it. */
export interface FolderRef {
  /** The folder's URI as text. */
  readonly key: string;
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
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
  readonly #albums = new Map<string, KnownAlbum>();
  /** What is counted of all items; undefined when it has to be summed up anew. */
  #sum: ItemCounts | undefined;

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
    const albumOf = (name: string): AlbumState => this.#albums.get(name) ?? new KnownAlbum(name);
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

  /** How many items are to end or have ended how, without a visit to each of them. */
  get tally(): Tally {
    return this.#counts().tally;
  }

  /** What is counted of those of which the last comparison still holds. */
  get unchangedCounts(): ItemCounts {
    if (this.#changes.length === 0) return this.#counts();
    return sumOfCounts([...this.albums.values()].map(unchangedCounts));
  }

  /** Whether an item of this name is known. */
  has({ album, name }: Pick<ReportItem, 'album' | 'name'>): boolean {
    return this.#albums.get(album)?.items.has(name) === true;
  }

  *items(): Iterable<ReportItem> {
    for (const album of this.#albums.values()) yield* album.items.values();
  }

  /** An item reached its outcome during a run. */
  put(item: ReportItem): void {
    this.#album(item.album).put(item);
  }

  /** Somebody has looked at these places again. */
  note(paths: ChangedPaths, { changes, missingRoots }: ChangesFound): void {
    const others = paths === 'many' ? [] : this.#changes.filter(({ path }) => !isAtOrBelow(path, paths));
    this.#changes = [...others, ...changes];
    this.#missingRoots = missingRoots;
  }

  /**
   * A run has ended. `only` are the albums it worked on, or undefined for all of them.
   * @param found the albums of its items, where somebody has gathered them already
   */
  finish(
    report: SyncReport,
    only: readonly string[] | undefined,
    found: ReadonlyMap<string, KnownAlbum> = albumsOf(report.items),
  ): void {
    this.#remember(report);
    if (!isStopped(report) && !isRefusal(report) && (!report.dryRun || only === undefined))
      this.#tellsOfWork = !report.dryRun;
    if (isRefusal(report) && !report.problems.some((problem) => problem.code === 'E_SETTINGS')) return;
    // Who confirmed that its photos are gone knows of the folder.
    if (!isStopped(report)) this.#missingRoots = [];
    this.#isCompared = !isRefusal(report) && (this.#isCompared || only === undefined);
    this.#changes = only === undefined ? [] : this.#changes.filter(({ album }) => !only.includes(album));
    this.#isWhole ||= only === undefined;
    for (const name of only ?? [...this.#albums.keys()]) this.#albums.delete(name);
    this.#take(
      found,
      report.albums.map((about) => ({ name: about.name, about })),
    );
  }

  /**
   * A run of a plan that a person looked at has ended. It changes the items of that plan and adds what came since; the
   * others are as they were. One that was stopped has changed nothing, and the plan is still there.
   */
  async finishReviewed(report: SyncReport, review: Review, pause: () => Promise<void>): Promise<void> {
    this.#remember(report);
    if (isStopped(report)) return;
    this.#tellsOfWork = true;
    for (const album of report.albums) this.#album(album.name).about = album;
    const reviewed = new NameSet();
    await visitInSlices(review.items, pause, (item) => reviewed.add(item));
    await visitInSlices(report.items, pause, (item) => {
      if (reviewed.has(item) || !this.has(item)) this.put(item);
    });
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
      totals: this.#counts().totals(frame.totals),
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

  /**
   * Goes on from what an earlier window left.
   * @param found the albums of its items, where somebody has gathered them already
   */
  restore(
    kept: KeptState,
    found: ReadonlyMap<string, KnownAlbum> = albumsOf(kept.albums.flatMap(({ items }) => items)),
  ): void {
    const { last, terms, stopped, isWhole, isCompared, albums } = kept;
    this.#last = last;
    this.#terms = terms;
    this.#stopped = stopped;
    this.#isWhole = isWhole;
    this.#isCompared = isCompared;
    this.#isRestored = true;
    this.#tellsOfWork = true;
    this.#albums.clear();
    this.#take(found, albums);
  }

  #remember(report: SyncReport): void {
    this.#isRestored = false;
    this.#stopped = isStopped(report) || isRefusal(report);
    this.#last = report;
    this.#terms = report.terms ?? this.#terms;
  }

  /** Takes over gathered albums, in the order of what is known about them. */
  #take(found: ReadonlyMap<string, KnownAlbum>, abouts: readonly Pick<KeptAlbum, 'name' | 'about'>[]): void {
    for (const name of new Set([...abouts.map((album) => album.name), ...found.keys()])) {
      const [known, album] = [this.#albums.get(name), found.get(name)];
      if (known === undefined) this.#albums.set(name, album ?? new KnownAlbum(name));
      else for (const item of album?.items.values() ?? []) known.add(item);
    }
    for (const { name, about } of abouts) this.#album(name).about = about;
    this.#sum = undefined;
  }

  #album(name: string): KnownAlbum {
    let album = this.#albums.get(name);
    if (album === undefined) {
      album = new KnownAlbum(name);
      this.#albums.set(name, album);
    }
    this.#sum = undefined;
    return album;
  }

  #counts(): ItemCounts {
    return (this.#sum ??= sumOfCounts([...this.#albums.values()].map(({ counts }) => counts)));
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
