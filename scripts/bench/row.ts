import type { Bench } from './bench.ts';

/** One line of the table: some work, what it is measured against, and how it is measured. */
export interface Row {
  /** By which `npm run bench -- NAME` asks for it. */
  readonly name: string;
  readonly work: string;
  /** Empty where the goal is a number of its own. */
  readonly against: string;
  readonly goal: string;
  readonly measure: (bench: Bench) => Promise<Figures>;
}

/** What came of a row, in words for the table. */
export interface Figures {
  readonly ours: string;
  readonly theirs: string;
  /** How the one stands to the other. */
  readonly ratio: string;
  /** Undefined where there was nothing to compare with. */
  readonly isMet: boolean | undefined;
  /** How it was measured, as somebody would type it, with what else is worth a line. */
  readonly notes: readonly string[];
}
