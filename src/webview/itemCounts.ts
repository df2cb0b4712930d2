import { ACTIONS, EVENTS, OUTCOMES, type Action, type Outcome, type SyncEvent } from '../engine/model.ts';
import type { ReportItem, ReportTotals } from '../engine/report.ts';
import type { Tally, Traffic } from './sentences.ts';

/** What is counted of an item. */
export type CountedItem = Pick<ReportItem, 'event' | 'action' | 'outcome'>;

/**
 * How many items have which event, action and outcome. It is moved on with every item that comes or goes, so that nobody
 * has to visit all of a large library to say how things stand.
 */
export class ItemCounts {
  readonly #events = new Map<SyncEvent, number>();
  readonly #tally = new Map<`${Action} ${Outcome}`, number>();

  /** Actions with their outcomes; none of them is zero. */
  get tally(): Tally {
    return this.#tally;
  }

  add({ event, action, outcome }: CountedItem): void {
    count(this.#events, event, 1);
    count(this.#tally, `${action} ${outcome}`, 1);
  }

  remove({ event, action, outcome }: CountedItem): void {
    count(this.#events, event, -1);
    count(this.#tally, `${action} ${outcome}`, -1);
  }

  /** Adds what others have counted. */
  addAll(others: ItemCounts): void {
    for (const [event, more] of others.#events) count(this.#events, event, more);
    for (const [key, more] of others.#tally) count(this.#tally, key, more);
  }

  /** The totals of a report over these items; bytes and requests are those of the last run. */
  totals({ bytesUploaded, bytesDownloaded, requests }: Traffic): ReportTotals {
    const actions = zeros(ACTIONS);
    const outcomes = zeros(OUTCOMES);
    for (const action of ACTIONS)
      for (const outcome of OUTCOMES) {
        const number = this.#tally.get(`${action} ${outcome}`) ?? 0;
        actions[action] += number;
        outcomes[outcome] += number;
      }
    const events = { ...zeros(EVENTS), ...Object.fromEntries(this.#events) };
    return { events, actions, outcomes, bytesUploaded, bytesDownloaded, requests };
  }
}

/** What is counted of these items. */
export function countsOf(items: Iterable<CountedItem>): ItemCounts {
  const counts = new ItemCounts();
  for (const item of items) counts.add(item);
  return counts;
}

/** What several have counted, together. */
export function sumOfCounts(all: Iterable<ItemCounts>): ItemCounts {
  const sum = new ItemCounts();
  for (const counts of all) sum.addAll(counts);
  return sum;
}

function count<K>(counts: Map<K, number>, key: K, more: number): void {
  const number = (counts.get(key) ?? 0) + more;
  if (number === 0) counts.delete(key);
  else counts.set(key, number);
}

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}
