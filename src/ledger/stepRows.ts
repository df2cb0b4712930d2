import type { StatementSync } from 'node:sqlite';
import type { NumberedStep, UndoStep } from '../engine/undo/model.ts';
import { formatSteps, parseSteps } from './stepText.ts';

/** So many steps are one row at most, which bounds what is written anew when one of them is forgotten. */
const STEPS_A_ROW = 256;

/** Where a step stands: which row, and which of the steps in it. */
const numberOf = (row: number, place: number) => row * STEPS_A_ROW + place;

/**
 * The steps of the last run that can be undone. Those of one transaction are one row (`formatSteps`): a row for each photo takes half
 * as long again to write. One that is forgotten is `null` among them.
 */
export class StepRows {
  readonly #prepare: (sql: string) => StatementSync;
  #gathered: UndoStep[] = [];

  /** @param prepare gives the same statement for the same SQL */
  constructor(prepare: (sql: string) => StatementSync) {
    this.#prepare = prepare;
  }

  /** Is written with the next `write`. */
  remember(step: UndoStep): void {
    this.#gathered.push(step);
    if (this.#gathered.length === STEPS_A_ROW) this.write();
  }

  /** Writes what was gathered, before its transaction ends. */
  write(): void {
    if (this.#gathered.length === 0) return;
    const steps = formatSteps(this.#gathered);
    this.#gathered = [];
    this.#prepare('INSERT INTO step (step) VALUES (?)').run(steps);
  }

  /** Its transaction was given up. */
  giveUp(): void {
    this.#gathered = [];
  }

  /** Once all of them are written. */
  all(): readonly NumberedStep[] {
    return this.#prepare('SELECT number, step FROM step ORDER BY number')
      .all()
      .flatMap(({ number, step }) =>
        parseSteps(String(step)).flatMap((each, place) =>
          each ? [{ ...each, number: numberOf(Number(number), place) }] : [],
        ),
      );
  }

  /** Once all of them are written. */
  forget(number: number): void {
    const row = Math.floor(number / STEPS_A_ROW);
    const text = this.#prepare('SELECT step FROM step WHERE number = ?').get(row)?.['step'];
    if (typeof text !== 'string') return;
    const left = parseSteps(text).map((step, place) => (numberOf(row, place) === number ? null : step));
    if (left.every((step) => step === null)) this.#prepare('DELETE FROM step WHERE number = ?').run(row);
    else this.#prepare('UPDATE step SET step = ? WHERE number = ?').run(formatSteps(left), row);
  }

  /** Those of an earlier run. */
  clear(): void {
    this.#prepare('DELETE FROM step').run();
  }
}
