import { albumSync, typed } from '../albumSync.ts';
import { benchProgram } from '../benchProgram.ts';
import { ratioFigures, runInWords } from '../figures.ts';
import { inTurn, middle, type Middles } from '../inTurn.ts';
import { measuredProcess, type Run } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

const MOST = 0.5;

export const NOTHING_CHANGED: Row = {
  name: 'nothing-changed',
  work: 'Nothing changed, compared by date and size',
  against: '`rclone sync` of the same photos to a copy of them',
  goal: `at most ${MOST} of it`,
  measure: async (bench) => {
    const { folder, photos, copy, state } = await bench.settled();
    const ours = albumSync({ command: 'sync', folder, state, says: new RegExp(`${bench.library.photos} SAME`) });
    const theirs = { program: 'rclone', args: ['sync', photos, copy] };
    const there = await bench.has('rclone');
    const bare: Run[] = [];
    const middles = await inTurn(
      bench.repeats(7),
      () => measuredProcess(ours),
      there
        ? async () => {
            const run = await measuredProcess(theirs);
            bare.push(await measuredProcess(benchProgram('lookLoop.mjs', photos)));
            return run;
          }
        : undefined,
    );
    return ratioFigures(middles, MOST, [typed(ours), typed(theirs), ...leastOf(middles, bare)]);
  },
};

/** What Node itself takes for as many looks in two threads. */
function leastOf({ theirs }: Middles, bare: readonly Run[]): readonly string[] {
  if (!theirs) return [];
  const least = middle(bare);
  const ratio = (least.seconds / theirs.seconds).toFixed(2);
  return [
    `A look at each photo in two threads of Node, and nothing around it: ${runInWords(least)}, ${ratio} of theirs.`,
  ];
}
