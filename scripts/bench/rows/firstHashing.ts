import { albumSync, typed } from '../albumSync.ts';
import { ratioFigures } from '../figures.ts';
import { inTurn } from '../inTurn.ts';
import { measuredProcess } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

const MOST = 1.2;

export const FIRST_HASHING: Row = {
  name: 'first-hashing',
  work: 'Every photo hashed for the first time, and compared (`preview` without a ledger)',
  against: '`xargs -P2 sha256sum` over the same photos',
  goal: `at most ${MOST} of it`,
  measure: async (bench) => {
    const { folder, photos } = await bench.settled();
    const oursOf = (round: number) =>
      albumSync({
        command: 'preview',
        folder,
        state: bench.folder(`state-hashing-${round}`),
        settings: { compare: ['hash'] },
        says: new RegExp(`${bench.library.photos} SAME`),
      });
    const find = `find '${photos}' -type f -print0 | xargs -0 -P2 -n64 sha256sum`;
    const theirs = { program: 'sh', args: ['-c', `${find} > /dev/null`] };
    const there = await bench.has('sha256sum');
    const middles = await inTurn(
      bench.repeats(3),
      (round) => {
        bench.warm(photos);
        return measuredProcess(oursOf(round));
      },
      there
        ? () => {
            bench.warm(photos);
            return measuredProcess(theirs);
          }
        : undefined,
    );
    return ratioFigures(middles, MOST, [typed(oursOf(0)), find.replace(photos, 'photos')]);
  },
};
