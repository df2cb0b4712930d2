import { albumSync, typed } from '../albumSync.ts';
import { ratioFigures } from '../figures.ts';
import { inTurn } from '../inTurn.ts';
import { measuredProcess } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

const MOST = 1;
/** Each round has its own, since ext4 is slow to make files where others were deleted a moment ago. */
const galleryOf = (round: number) => `first-gallery-${round}`;

export const FIRST_SYNC: Row = {
  name: 'first-sync',
  work: 'First sync to the gallery, without thumbnails, each photo flushed before it gets its name',
  against: '`rclone copy` of the same photos, which flushes nothing',
  goal: `at most ${MOST} of it`,
  measure: async (bench) => {
    const { folder, photos } = await bench.settled();
    const oursOf = (round: number) =>
      albumSync({
        command: 'sync',
        folder,
        state: bench.folder(`state-first-${round}`),
        settings: { 'gallery.path': galleryOf(round) },
        says: new RegExp(`${bench.library.photos} done`),
      });
    const theirsOf = (round: number) => ({
      program: 'rclone',
      args: ['copy', photos, bench.folder(`first-copy-${round}`)],
    });
    const there = await bench.has('rclone');
    const middles = await inTurn(
      bench.repeats(2),
      async (round) => {
        await bench.flush();
        return measuredProcess(oursOf(round));
      },
      there
        ? async (round) => {
            const theirs = theirsOf(round);
            await bench.flush();
            return measuredProcess(theirs);
          }
        : undefined,
    );
    return ratioFigures(middles, MOST, [typed(oursOf(0)), typed(theirsOf(0))]);
  },
};
