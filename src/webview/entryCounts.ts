import type { Action } from '../engine/model.ts';
import { ItemCounts } from './itemCounts.ts';
import type { Entry } from './rows.ts';
import { isSelectable } from './selection.ts';
import { isRetryable } from './sentences.ts';

/** What the page counts of some entries, moved on with every entry that comes or goes. */
export class EntryCounts {
  readonly items = new ItemCounts();
  /** Lists of actions to choose from; items of one kind share theirs. */
  readonly #offered = new Map<readonly Action[], number>();
  #size = 0;
  #selectable = 0;
  #inStep = 0;
  #reasons = 0;
  #retryable = 0;

  get size(): number {
    return this.#size;
  }

  /** How many may be picked out. */
  get selectable(): number {
    return this.#selectable;
  }

  /** How many of these are in step, where nobody looks for something to choose. */
  get selectableInStep(): number {
    return this.#inStep;
  }

  /** How many say why they are as they are. */
  get reasons(): number {
    return this.#reasons;
  }

  get retryable(): number {
    return this.#retryable;
  }

  /** How many may have which action. */
  get offers(): ReadonlyMap<Action, number> {
    const offers = new Map<Action, number>();
    for (const [actions, count] of this.#offered)
      for (const action of actions) offers.set(action, (offers.get(action) ?? 0) + count);
    return offers;
  }

  add(entry: Entry): void {
    this.items.add(entry.item);
    this.#count(entry, 1);
  }

  remove(entry: Entry): void {
    this.items.remove(entry.item);
    this.#count(entry, -1);
  }

  /** Adds what others have counted. */
  addAll(others: EntryCounts): void {
    this.items.addAll(others.items);
    this.#size += others.#size;
    this.#selectable += others.#selectable;
    this.#inStep += others.#inStep;
    this.#reasons += others.#reasons;
    this.#retryable += others.#retryable;
    for (const [actions, count] of others.#offered) this.#offer(actions, count);
  }

  #count(entry: Entry, more: 1 | -1): void {
    const { item, was = item } = entry;
    this.#size += more;
    if (item.error !== undefined) this.#reasons += more;
    if (isRetryable(item)) this.#retryable += more;
    if (!isSelectable(entry)) return;
    this.#selectable += more;
    if (item.outcome === 'silent') this.#inStep += more;
    if (was.choices !== undefined) this.#offer(was.choices, more);
  }

  #offer(actions: readonly Action[], more: number): void {
    const count = (this.#offered.get(actions) ?? 0) + more;
    if (count === 0) this.#offered.delete(actions);
    else this.#offered.set(actions, count);
  }
}

/** What is counted of these entries. */
export function countsOfEntries(entries: Iterable<Entry>): EntryCounts {
  const counts = new EntryCounts();
  for (const entry of entries) counts.add(entry);
  return counts;
}
