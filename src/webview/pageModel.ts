import type { ReportItem } from '../engine/report.ts';
import type { FolderReport, ReportView, RunView } from './protocol.ts';
import { entriesOf, entryKey, type Entry } from './rows.ts';
import { totalsOf } from './sentences.ts';

/** What the page knows: the report that the host showed last, moved on by the items that a run has finished since. */
export class PageModel {
  #view: ReportView;
  #entries: readonly Entry[];
  #places: Map<string, number>;
  /** Whether the reports of the view are behind the entries: they are made when somebody looks, not for every item. */
  #isBehind = false;

  constructor(view: ReportView) {
    this.#view = view;
    this.#entries = entriesOf(view.folders);
    this.#places = placesOf(this.#entries);
  }

  get view(): ReportView {
    if (this.#isBehind) this.#view = { ...this.#view, folders: this.#currentFolders([]) };
    this.#isBehind = false;
    return this.#view;
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
      else entries[place] = { ...entry, item };
    }
    this.#entries = entries;
    this.#isBehind = true;
    if (unknown.length === 0) return;
    this.#entries = entriesOf(this.#currentFolders(unknown.map((item) => ({ folder, item }))));
    this.#places = placesOf(this.#entries);
  }

  #currentFolders(more: readonly { readonly folder: string; readonly item: ReportItem }[]): readonly FolderReport[] {
    return this.#view.folders.map((known) => {
      const items = [...this.#entries, ...more].filter(({ folder }) => folder === known.key).map(({ item }) => item);
      return { ...known, report: { ...known.report, items, totals: totalsOf(items, known.report.totals) } };
    });
  }
}

function placesOf(entries: readonly Entry[]): Map<string, number> {
  return new Map(entries.map((entry, place) => [entry.key, place]));
}
