import { ACTIONS, EVENTS, OUTCOMES } from '../engine/model.ts';
import type { Choices } from './choices.ts';
import type { Column, Filter, Sort } from './rows.ts';
import { restoredChoices, storedChoices } from './storedChoices.ts';

/**
 * How the person looks at the report, and what was chosen in it. It survives hiding the panel and reloading the window;
 * the host brings the data.
 */
export interface PageState {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly groupBy: 'album' | 'nothing';
  /** Keys of the groups that are closed. */
  readonly closed: readonly string[];
  /** Keys of the items whose sides are shown. */
  readonly opened: readonly string[];
  readonly scrollTop: number;
  readonly choices: Choices;
}

/** A state as the editor keeps it. */
export type StoredState = Omit<PageState, 'choices'> & { readonly choices: string };

export const INITIAL_STATE: PageState = {
  filter: { text: '', events: [], actions: [], outcomes: [], inStep: 'hidden' },
  sort: { column: 'name', direction: 'ascending' },
  groupBy: 'album',
  closed: [],
  opened: [],
  scrollTop: 0,
  choices: new Map(),
};

export function storedState(state: PageState): StoredState {
  return { ...state, choices: storedChoices(state.choices) };
}

/** Reads what an earlier page left, perhaps that of an older version: whatever is not understood gets its first value. */
export function restoredState(stored: unknown): PageState {
  const { filter, sort, groupBy, closed, opened, scrollTop, choices } = recordOf(stored);
  const { text, events, actions, outcomes, inStep } = recordOf(filter);
  const { column, direction } = recordOf(sort);
  return {
    filter: {
      text: typeof text === 'string' ? text : '',
      events: EVENTS.filter((event) => listOf(events).includes(event)),
      actions: ACTIONS.filter((action) => listOf(actions).includes(action)),
      outcomes: OUTCOMES.filter((outcome) => listOf(outcomes).includes(outcome)),
      inStep: inStep === 'shown' ? 'shown' : 'hidden',
    },
    sort: {
      column: COLUMNS.find((known) => known === column) ?? 'name',
      direction: direction === 'descending' ? 'descending' : 'ascending',
    },
    groupBy: groupBy === 'nothing' ? 'nothing' : 'album',
    closed: textsOf(closed),
    opened: textsOf(opened),
    scrollTop: typeof scrollTop === 'number' ? scrollTop : 0,
    choices: restoredChoices(choices),
  };
}

/** The columns of the table, in their order. */
export const COLUMNS: readonly Column[] = ['event', 'name', 'action', 'outcome', 'reason'];

/** A click on a column's header sorts by it, a second one turns the order round. */
export function sortedBy(sort: Sort, column: Column): Sort {
  const turn = sort.column === column && sort.direction === 'ascending';
  return { column, direction: turn ? 'descending' : 'ascending' };
}

/** Adds a value to a list of choices, or takes it out. */
export function toggled<T>(chosen: readonly T[], value: T): readonly T[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((each) => typeof each === 'string');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
