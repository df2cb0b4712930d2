import type { Estimate, ReportItem } from '../engine/report.ts';
import { chosenEntry, type Choices } from './choices.ts';
import { Efforts } from './efforts.ts';
import { EntryCounts } from './entryCounts.ts';
import { unpackItems } from './packedItems.ts';
import type { PackedView, ReportView, RunView } from './protocol.ts';
import { ReportItems, type PageItem } from './reportItems.ts';
import type { Entry } from './rows.ts';
import { ShownRows, type Arrangement, type Folding } from './shownRows.ts';
import { wordsFor, type Words } from './words.ts';

/**
 * What the page knows: the report that the host showed last, moved on by the items that a run has finished since, with what
 * a person has chosen in it. Counts, order and rows move on with each item; a run tells of some many times a second, and a
 * large library has many others.
 */
export class PageModel {
  /** The words about the items of a workspace folder. */
  readonly wordsOf: (folder: string) => Words;
  readonly rows: ShownRows;
  readonly #items: ReportItems;
  readonly #counts = new EntryCounts();
  readonly #efforts: Efforts;
  #view: ReportView;
  #choices: Choices;
  /** Keys of items that are not yet as they were chosen, and of some that are. */
  #behind: Iterator<string> = [].values();

  /** A page without items; they come by `add`. */
  constructor(view: ReportView, { choices, arrangement, folding }: ModelLook) {
    this.#view = view;
    this.#choices = choices;
    const { words, folders } = view;
    this.#efforts = new Efforts(folders);
    this.#items = new ReportItems(folders.map(({ key }) => key));
    const ofService = new Map(folders.map(({ key, report }) => [key, wordsFor(words, report.terms)]));
    this.wordsOf = (folder) => ofService.get(folder) ?? words;
    this.rows = new ShownRows(this.#items, this.wordsOf, arrangement);
    this.rows.fold(folding);
  }

  /** The reports without their items. */
  get view(): ReportView {
    return this.#view;
  }

  /** What is counted of all items, as they were chosen. */
  get counts(): EntryCounts {
    return this.#counts;
  }

  /** What is planned would move and take. */
  get estimate(): Estimate {
    return this.#efforts.estimate(this.#items.albums);
  }

  /** All items in the order of folder, album and name. */
  *entries(): Iterable<Entry> {
    for (const { entry } of this.#items.all()) yield entry;
  }

  readonly entryOf = (key: string): Entry | undefined => this.#items.at(key)?.entry;

  /** Whether the filter shows an item. */
  readonly isShown = (key: string): boolean => this.#items.at(key)?.filed !== undefined;

  setRun(run: RunView): void {
    this.#view = { ...this.#view, run };
  }

  /** Takes in items of the report, all of which are others; two of one name are a collision. */
  add(folder: string, items: readonly ReportItem[]): void {
    if (!this.#items.hasFolder(folder)) return;
    this.#move(this.#come(folder, items));
  }

  /** Takes over items that reached a new outcome. */
  put(folder: string, items: readonly ReportItem[]): void {
    if (!this.#items.hasFolder(folder)) return;
    const changes: Change[] = [];
    const unknown = new Map<string, ReportItem>();
    for (const item of items) {
      const known = this.#items.find(folder, item);
      if (known === undefined) unknown.set(`${item.album}\n${item.name}`, item);
      else changes.push(this.#change(known, item));
    }
    this.#move([...changes, ...this.#come(folder, [...unknown.values()])]);
  }

  /** Other actions are chosen. */
  choose(choices: Choices): void {
    this.chooseSoon(choices);
    while (this.follow());
  }

  /** Other actions are chosen, and items take them on when `follow` is called: a person may choose for all of a large library. */
  chooseSoon(choices: Choices): void {
    while (this.follow());
    this.#behind = otherKeys(this.#choices, choices);
    this.#choices = choices;
  }

  /** Some items take on the action that is chosen for them. Whether there may be more. */
  follow(): boolean {
    const changes: Change[] = [];
    let isDone = false;
    for (let left = STEP; left > 0 && !isDone; left--) {
      const next = this.#behind.next();
      isDone = next.done === true;
      const known = next.done === true ? undefined : this.#items.at(next.value);
      if (known !== undefined) changes.push(this.#change(known, known.entry.was ?? known.entry.item));
    }
    this.#move(changes);
    return !isDone;
  }

  /** Looks again at some albums of which something has changed, for `estimate`. Whether there are more. */
  weigh(): boolean {
    return this.#efforts.lookAt(this.#items.albums, STEP);
  }

  #come(folder: string, items: readonly ReportItem[]): readonly Change[] {
    return this.#items.add(folder, items).map((made) => {
      this.#set(made, made.entry.item);
      this.#counts.add(made.entry);
      return [made, undefined];
    });
  }

  #change(known: PageItem, item: ReportItem): Change {
    const before = known.entry;
    this.#set(known, item);
    this.#counts.remove(before);
    this.#counts.add(known.entry);
    return [known, before];
  }

  #set(known: PageItem, item: ReportItem): void {
    const { key, folder } = known.entry;
    known.entry = chosenEntry({ key, folder, item }, this.#choices.get(key));
  }

  #move(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    for (const [item] of changes) this.#efforts.forget(item.album);
    this.rows.move(firstOfEach(changes));
  }
}

type Change = readonly [item: PageItem, before: Entry | undefined];

/** An item that changed more than once was before the first change what the rows know of it. */
function firstOfEach(changes: readonly Change[]): Iterable<Change> {
  const first = new Map<PageItem, Entry | undefined>();
  for (const [item, before] of changes) if (!first.has(item)) first.set(item, before);
  return first;
}

/** How a page looks at a report when it is unpacked. */
export interface ModelLook {
  readonly choices: Choices;
  readonly arrangement: Arrangement;
  readonly folding: Folding;
}

/** Makes the model of a report, piece by piece; undefined where a later report has come meanwhile. */
export async function modelOf(
  packed: PackedView,
  look: ModelLook,
  pause: () => Promise<boolean>,
): Promise<PageModel | undefined> {
  const folders = packed.folders.map(({ key, name, stopped, report }) => ({ key, name, stopped, report }));
  const model = new PageModel({ ...packed, folders }, look);
  for (const { key, items } of packed.folders)
    for (const piece of items) {
      model.add(key, unpackItems(piece));
      if (!(await pause())) return undefined;
    }
  return model;
}

/** So many items take on at once what is chosen for them. */
const STEP = 400;

/** The keys of which something else is chosen. */
function* otherKeys(before: Choices, after: Choices): Generator<string, undefined> {
  if (before === after) return;
  for (const [key, choice] of after) if (before.get(key) !== choice) yield key;
  for (const key of before.keys()) if (!after.has(key)) yield key;
}
