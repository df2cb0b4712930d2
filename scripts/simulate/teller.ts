// Tells stories in a thread of its own, so that every core of the computer has something to tell.
import { parentPort } from 'node:worker_threads';
import type { Figures } from '../../test/simulation/properties/check.ts';
import { tellSeed } from '../../test/simulation/tellSeed.ts';

/** The seeds to tell, without the last one. */
export interface ToTeller {
  readonly from: number;
  readonly to: number;
}

/** What came of them; telling ends at the first broken promise. */
export interface FromTeller {
  readonly stories: number;
  readonly figures: Figures;
  readonly failure?: string | undefined;
}

parentPort?.on('message', (request: ToTeller) => void tell(request).then((answer) => parentPort?.postMessage(answer)));

async function tell({ from, to }: ToTeller): Promise<FromTeller> {
  const figures: Figures = { runs: 0, calls: 0, crashes: 0, faults: 0 };
  for (let seed = from; seed < to; seed++) {
    const end = await tellSeed(seed, { minimise: true });
    if (end.kind === 'broken') return { stories: seed - from + 1, figures, failure: end.text };
    for (const key of Object.keys(figures) as (keyof Figures)[]) figures[key] += end.figures[key];
  }
  return { stories: to - from, figures };
}
