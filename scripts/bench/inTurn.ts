import type { Run } from './measuredProcess.ts';

/** The middle of several runs. */
export type Middle = Omit<Run, 'output'>;

/** The same of each side. */
export interface Middles {
  readonly ours: Middle;
  readonly theirs: Middle | undefined;
}

/** Runs both sides in turn, so that what else the computer does meets both, and takes the middle of each. */
export async function inTurn(
  repeats: number,
  ours: (round: number) => Promise<Run>,
  theirs: ((round: number) => Promise<Run>) | undefined,
): Promise<Middles> {
  const all: { readonly ours: Run[]; readonly theirs: Run[] } = { ours: [], theirs: [] };
  for (let round = 0; round < repeats; round++) {
    all.ours.push(await ours(round));
    if (theirs) all.theirs.push(await theirs(round));
  }
  return { ours: middle(all.ours), theirs: theirs && middle(all.theirs) };
}

/** Each figure by itself. */
export function middle(runs: readonly Run[]): Middle {
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    peakBytes: median(runs.map(({ peakBytes }) => peakBytes)),
  };
}

/** Of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? Number.NaN) + (sorted[Math.ceil(half)] ?? Number.NaN)) / 2;
}
