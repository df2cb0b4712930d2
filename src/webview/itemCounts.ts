import { ACTIONS, EVENTS, OUTCOMES, type Action, type Outcome, type SyncEvent } from '../engine/model.ts';
import type { ReportItem, ReportTotals } from '../engine/report.ts';
import type { Tally, Traffic } from './sentences.ts';

/** What is counted of an item. */
export type CountedItem = Pick<ReportItem, 'event' | 'action' | 'outcome'>;

/**
 * How many items have which event, action and outcome. It is moved on with every item that comes or goes, so that nobody
 * has to visit all of a large library to say how things stand. Each of the three is a number here: no text is made for it.
 */
export class ItemCounts {
  readonly #counts = new Map<number, number>();

  /** Actions with their outcomes; none of them is zero. */
  get tally(): Tally {
    const tally = new Map<`${Action} ${Outcome}`, number>();
    for (const { action, outcome, number } of this.#all()) {
      const key = `${action} ${outcome}` as const;
      tally.set(key, (tally.get(key) ?? 0) + number);
    }
    return tally;
  }

  add(item: CountedItem): void {
    this.#count(codeOf(item), 1);
  }

  remove(item: CountedItem): void {
    this.#count(codeOf(item), -1);
  }

  /** Adds what others have counted. */
  addAll(others: ItemCounts): void {
    for (const [code, more] of others.#counts) this.#count(code, more);
  }

  /** The totals of a report over these items; bytes and requests are those of the last run. */
  totals({ bytesUploaded, bytesDownloaded, requests }: Traffic): ReportTotals {
    const [events, actions, outcomes] = [zeros(EVENTS), zeros(ACTIONS), zeros(OUTCOMES)];
    for (const { event, action, outcome, number } of this.#all()) {
      events[event] += number;
      actions[action] += number;
      outcomes[outcome] += number;
    }
    return { events, actions, outcomes, bytesUploaded, bytesDownloaded, requests };
  }

  #count(code: number, more: number): void {
    const number = (this.#counts.get(code) ?? 0) + more;
    if (number === 0) this.#counts.delete(code);
    else this.#counts.set(code, number);
  }

  *#all(): Iterable<CountedItem & { readonly number: number }> {
    for (const [code, number] of this.#counts) {
      const event = EVENTS[Math.floor(code / (ACTIONS.length * OUTCOMES.length))];
      const action = ACTIONS[Math.floor(code / OUTCOMES.length) % ACTIONS.length];
      const outcome = OUTCOMES[code % OUTCOMES.length];
      if (event && action && outcome) yield { event, action, outcome, number };
    }
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

const EVENT_PLACES: Readonly<Record<SyncEvent, number>> = placesOf(EVENTS);
const ACTION_PLACES: Readonly<Record<Action, number>> = placesOf(ACTIONS);
const OUTCOME_PLACES: Readonly<Record<Outcome, number>> = placesOf(OUTCOMES);

function codeOf({ event, action, outcome }: CountedItem): number {
  return (EVENT_PLACES[event] * ACTIONS.length + ACTION_PLACES[action]) * OUTCOMES.length + OUTCOME_PLACES[outcome];
}

function placesOf<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key, place) => [key, place])) as Record<K, number>;
}

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}
