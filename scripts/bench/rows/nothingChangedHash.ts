import { albumSync, typed } from '../albumSync.ts';
import { ratioFigures } from '../figures.ts';
import { inTurn } from '../inTurn.ts';
import { measuredProcess } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

const MOST = 0.05;

export const NOTHING_CHANGED_HASH: Row = {
  name: 'nothing-changed-hash',
  work: 'Nothing changed, compared by content (`compare: ["hash"]`)',
  against: '`rclone check` of the same photos with a copy of them, which reads both',
  goal: `at most ${MOST} of it`,
  measure: async (bench) => {
    const { folder, photos, copy, state } = await bench.settled();
    const says = new RegExp(`${bench.library.photos} SAME`);
    const ours = albumSync({ command: 'sync', folder, state, settings: { compare: ['hash'] }, says });
    const theirs = { program: 'rclone', args: ['check', photos, copy] };
    // What was never asked for is read once, and remembered from then on.
    await measuredProcess(ours);
    const there = await bench.has('rclone');
    const middles = await inTurn(
      bench.repeats(3),
      () => measuredProcess(ours),
      there ? () => measuredProcess(theirs) : undefined,
    );
    return ratioFigures(middles, MOST, [typed(ours), typed(theirs)]);
  },
};
