import type { ReportItem } from '../engine/report.ts';
import { ItemCounts, sumOfCounts } from './itemCounts.ts';
import type { FolderReport, ReportView, RunView } from './protocol.ts';
import { entriesOf, entryKey, type Entry } from './rows.ts';
import type { Tally } from './sentences.ts';

/**
 * What the page knows: the report that the host showed last, moved on by the items that a run has finished since. Counts
 * and totals move on with each item; a run tells of some many times a second, and a large library has many others.
 */
export class PageModel {
  #view: ReportView;
  #entries: readonly Entry[];
  #places: Map<string, number>;
  /** Whether the reports of the view are behind the entries: they are made when somebody looks, not for every item. */
  #isBehind = false;
  readonly #counts = new Map<string, ItemCounts>();

  constructor(view: ReportView) {
    this.#view = view;
    this.#entries = entriesOf(view.folders);
    this.#places = placesOf(this.#entries);
    for (const { folder, item } of this.#entries) this.#countsOf(folder).add(item);
  }

  /** The report with the totals as they are now; the items are in the entries. */
  get view(): ReportView {
    if (this.#isBehind) {
      const folders = this.#view.folders.map((known) => {
        const totals = this.#countsOf(known.key).totals(known.report.totals);
        return { ...known, report: { ...known.report, totals } };
      });
      this.#view = { ...this.#view, folders };
    }
    this.#isBehind = false;
    return this.#view;
  }

  /** How many items have which action and outcome. */
  get tally(): Tally {
    return sumOfCounts(this.#counts.values()).tally;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  setRun(run: RunView): void {
    this.#view = { ...this.#view, run };
  }

  /** Takes over items that reached a new outcome. */
  put(folder: string, items: readonly ReportItem[]): void {
    const entries = [...this.#entries];
    const unknown: ReportItem[] = [];
    for (const item of items) {
      // The second file of a collision has a key of its own, with its path.
      const exact = this.#places.get(`${entryKey(folder, item)}\n${item.path ?? ''}`);
      const place = exact ?? this.#places.get(entryKey(folder, item));
      const entry = place === undefined ? undefined : entries[place];
      if (place === undefined || entry === undefined) unknown.push(item);
      else {
        entries[place] = { ...entry, item };
        this.#countsOf(folder).remove(entry.item);
        this.#countsOf(folder).add(item);
      }
    }
    this.#entries = entries;
    this.#isBehind = true;
    if (unknown.length === 0) return;
    if (!this.#view.folders.some(({ key }) => key === folder)) return;
    for (const item of unknown) this.#countsOf(folder).add(item);
    const folders = this.#currentFolders(unknown.map((item) => ({ folder, item })));
    this.#view = { ...this.#view, folders };
    this.#entries = entriesOf(folders);
    this.#places = placesOf(this.#entries);
  }

  #countsOf(folder: string): ItemCounts {
    const counts = this.#counts.get(folder) ?? new ItemCounts();
    this.#counts.set(folder, counts);
    return counts;
  }

  #currentFolders(more: readonly { readonly folder: string; readonly item: ReportItem }[]): readonly FolderReport[] {
    return this.#view.folders.map((known) => {
      const items = [...this.#entries, ...more].filter(({ folder }) => folder === known.key).map(({ item }) => item);
      return { ...known, report: { ...known.report, items } };
    });
  }
}

function placesOf(entries: readonly Entry[]): Map<string, number> {
  return new Map(entries.map((entry, place) => [entry.key, place]));
}
