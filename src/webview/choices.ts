import type { Action, Outcome } from '../engine/model.ts';
import { ACTIONS } from '../engine/model.ts';
import { isWork } from '../engine/modes.ts';
import type { ReportItem } from '../engine/report.ts';
import type { Entry } from './rows.ts';

/** An action that a person chose for one item, with what the item was like then: a choice about something else is none. */
export interface Choice {
  /** The workspace folder's URI. */
  readonly folder: string;
  readonly item: Pick<ReportItem, 'album' | 'name' | 'path' | 'remoteId' | 'event' | 'detail'>;
  readonly from: Action;
  readonly action: Action;
}

/** Choices by the keys of their rows. */
export type Choices = ReadonlyMap<string, Choice>;

/** An entry with the action that was chosen for it, and how it was before. @param entry as it was planned */
export function chosenEntry(entry: Entry, choice: Choice | undefined): Entry {
  if (choice === undefined || !fits(choice, entry.item)) return entry;
  return { ...entry, item: chosenItem(entry.item, choice.action), was: entry.item };
}

/** Chooses an action for those entries that may have it; `planned` takes back what was chosen. */
export function choose(choices: Choices, entries: readonly Entry[], action: Action | 'planned'): Choices {
  const next = new Map(choices);
  for (const entry of entries) {
    const item = entry.was ?? entry.item;
    if (action === 'planned' || action === item.action) next.delete(entry.key);
    else if (item.choices?.includes(action) === true) next.set(entry.key, choiceOf(entry.folder, item, action));
  }
  return next;
}

/** The choices that still fit: an item that is gone, or is no longer what it was, has lost its choice. */
export function standing(
  choices: Choices,
  entryOf: (key: string) => Entry | undefined,
  isKnown: (folder: string) => boolean,
): Choices {
  if (choices.size === 0) return choices;
  return new Map(
    [...choices].filter(([key, choice]) => {
      const entry = entryOf(key);
      return entry ? fits(choice, entry.was ?? entry.item) : !isKnown(choice.folder);
    }),
  );
}

/** How many items may have which action, in the order in which they are offered. */
export function inOfferedOrder(
  counts: ReadonlyMap<Action, number>,
): readonly (readonly [action: Action, count: number])[] {
  return OFFERED.flatMap((action) => {
    const count = counts.get(action);
    return count === undefined ? [] : [[action, count] as const];
  });
}

/** Work first, then what leaves an item as it is. */
const OFFERED: readonly Action[] = [...ACTIONS.filter(isWork), 'REPORT', 'SILENT'];

function fits({ from, action, item: { event, detail } }: Choice, item: ReportItem): boolean {
  const isAsItWas = item.action === from && item.event === event && item.detail === detail;
  return isAsItWas && item.choices?.includes(action) === true;
}

function choiceOf(folder: string, item: ReportItem, action: Action): Choice {
  const { album, name, path, remoteId, event, detail } = item;
  return { folder, item: { album, name, path, remoteId, event, detail }, from: item.action, action };
}

/** What a choice makes of an item; the run that carries it out asks again whether it can and may be done. */
function chosenItem(item: ReportItem, action: Action): ReportItem {
  return { ...item, action, outcome: chosenOutcome(item, action), error: undefined };
}

function chosenOutcome({ event }: ReportItem, action: Action): Outcome {
  if (action === 'SILENT') return event === 'SAME' ? 'silent' : 'skipped';
  return action === 'REPORT' ? 'reported' : 'planned';
}
