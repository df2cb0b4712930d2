import { benchProgram } from '../benchProgram.ts';
import { megabytes, secondsInWords } from '../figures.ts';
import { measuredProcess } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

const COUNTS = [250_000, 500_000, 1_000_000];
const MOST_BYTES = 500e6;
/** Four times the items may take so many times the time: twice as much as a line would. */
const LINEAR = 8;

export const PLAN: Row = {
  name: 'plan',
  work: 'The plan of 1,000,000 photos and 1,000,000 web items, no two of which were ever compared',
  against: '',
  goal: `in proportion to the items; at most ${megabytes(MOST_BYTES)} of memory`,
  measure: async (bench) => {
    const all: (Planned & { readonly count: number })[] = [];
    for (const count of COUNTS.map((each) => bench.scaled(each)))
      all.push({ count, ...(await planOf(count, 'preview')) });
    const [least, most] = [all[0], all.at(-1)];
    if (!least || !most) throw new Error('Nothing was planned.');
    return {
      ours: `${secondsInWords(most.seconds)}, ${megabytes(most.peakBytes)}`,
      theirs: '',
      ratio: '',
      isMet: most.seconds <= LINEAR * least.seconds && most.peakBytes <= MOST_BYTES,
      notes: [
        ...all.map((each) => `${inWords(each)}.`),
        `${inWords({ count: most.count, ...(await planOf(most.count, 'sync')) })} with all that a sync then remembers of them.`,
      ],
    };
  },
};

interface Planned {
  readonly seconds: number;
  readonly peakBytes: number;
}

async function planOf(count: number, kind: 'preview' | 'sync'): Promise<Planned> {
  const { output } = await measuredProcess(benchProgram('makePlan.ts', String(count), kind));
  return JSON.parse(output) as Planned;
}

function inWords({ count, seconds, peakBytes }: Planned & { readonly count: number }): string {
  return `${count.toLocaleString('en')} items a side: ${secondsInWords(seconds)}, ${megabytes(peakBytes)}`;
}
