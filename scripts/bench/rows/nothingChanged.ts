import { albumSync, typed } from '../albumSync.ts';
import { ratioFigures } from '../figures.ts';
import { inTurn } from '../inTurn.ts';
import { measuredProcess } from '../measuredProcess.ts';
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
    const middles = await inTurn(
      bench.repeats(7),
      () => measuredProcess(ours),
      there ? () => measuredProcess(theirs) : undefined,
    );
    return ratioFigures(middles, MOST, [typed(ours), typed(theirs)]);
  },
};
