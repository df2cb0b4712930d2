import type { ReportItem } from '../engine/report.ts';
import type { FolderReport, ReportView, RunView } from './protocol.ts';
import { entriesOf, entryKey, type Entry } from './rows.ts';
import { totalsOf } from './sentences.ts';

/** What the page knows: the report that the host showed last, moved on by the items that a run has finished since. */
export class PageModel {
  #view: ReportView;
  #entries: readonly Entry[];
  #places: Map<string, number>;

  constructor(view: ReportView) {
    this.#view = view;
    this.#entries = entriesOf(view.folders);
    this.#places = placesOf(this.#entries);
  }

  get view(): ReportView {
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
      const place = this.#places.get(`${entryKey(folder, item)}\n${item.path ?? ''}`);
      const usual = place ?? this.#places.get(entryKey(folder, item));
      const entry = usual === undefined ? undefined : entries[usual];
      if (usual === undefined || entry === undefined) unknown.push(item);
      else entries[usual] = { ...entry, item };
    }
    this.#entries = entries;
    const folders = this.#view.folders.map((known) => this.#withItems(known, known.key === folder ? unknown : []));
    this.#view = { ...this.#view, folders };
    if (unknown.length === 0) return;
    this.#entries = entriesOf(folders);
    this.#places = placesOf(this.#entries);
  }

  #withItems(known: FolderReport, more: readonly ReportItem[]): FolderReport {
    const own = this.#entries.filter((entry) => entry.folder === known.key).map((entry) => entry.item);
    const items = [...own, ...more];
    return { ...known, report: { ...known.report, items, totals: totalsOf(items, known.report.totals) } };
  }
}

function placesOf(entries: readonly Entry[]): Map<string, number> {
  return new Map(entries.map((entry, place) => [entry.key, place]));
}
