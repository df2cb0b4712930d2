import type { Applied } from '../engine/apply/apply.ts';
import { isWork } from '../engine/modes.ts';
import { paceText, paceWith, readPace } from '../engine/plan/pace.ts';
import type { Pace } from '../engine/report.ts';
import type { OpenLedger } from '../ledger/openLedger.ts';

/** What is remembered of how long the runs over one folder and service took. */
export interface RunPace {
  read(): Pace | undefined;
  /** Adds a run; throws when the ledger cannot be written. */
  add(applied: Applied, seconds: number): void;
}

const KEY = 'run:pace';

export function runPace({ state }: Pick<OpenLedger, 'state'>): RunPace {
  const read = (): Pace | undefined => readPace(state.get(KEY));
  return {
    read,
    add({ items, bytesUploaded, bytesDownloaded }, seconds) {
      const done = items.filter(({ outcome, action }) => outcome === 'done' && isWork(action)).length;
      const known = read();
      const next = paceWith(known, { seconds, items: done, bytes: bytesUploaded + bytesDownloaded });
      // A run that tells nothing writes nothing.
      if (next === undefined || next === known) return;
      state.set(KEY, paceText(next));
      state.commit();
    },
  };
}
