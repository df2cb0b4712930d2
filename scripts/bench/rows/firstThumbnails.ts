import { rmSync } from 'node:fs';
import path from 'node:path';
import { albumSync, typed } from '../albumSync.ts';
import { benchProgram } from '../benchProgram.ts';
import { YEARS } from '../corpus.ts';
import { ratioFigures, runInWords } from '../figures.ts';
import { inTurn } from '../inTurn.ts';
import { measuredProcess } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

const MOST = 1.15;
const GALLERY = 'thumbnail-gallery';
/** The albums of one year: decoding all of the library would take minutes, and tell no more. */
const YEAR = 'photos/2015';

export const FIRST_THUMBNAILS: Row = {
  name: 'first-thumbnails',
  work: 'First sync to the gallery with thumbnails (a tenth of the photos)',
  against: 'a bare loop of `sharp` over the same photos on all cores, which makes the same pictures',
  goal: `at most ${MOST} of it`,
  measure: async (bench) => {
    const { folder } = await bench.settled();
    const gallery = path.join(folder, GALLERY);
    const done = new RegExp(`${bench.library.photos / YEARS} (done|SAME)`);
    const oursOf = (state: string, thumbnails: boolean) =>
      albumSync({
        command: 'sync',
        folder,
        state,
        settings: { folders: [YEAR], 'gallery.path': GALLERY, 'gallery.thumbnails': thumbnails },
        says: done,
      });
    const theirsOf = (round: number) =>
      benchProgram('sharpLoop.ts', path.join(folder, YEAR), bench.folder(`pictures-${round}`));
    const clear = async () => {
      rmSync(gallery, { recursive: true, force: true });
      await bench.flush();
    };
    const middles = await inTurn(
      bench.repeats(2),
      async (round) => {
        await clear();
        return measuredProcess(oursOf(bench.folder(`state-thumbnails-${round}`), true));
      },
      async (round) => {
        const theirs = theirsOf(round);
        await bench.flush();
        return measuredProcess(theirs);
      },
    );
    await clear();
    const state = bench.folder('state-thumbnails');
    await measuredProcess(oursOf(state, false));
    await bench.flush();
    const alone = await measuredProcess(oursOf(state, true));
    await clear();
    return ratioFigures(middles, MOST, [
      typed(oursOf(state, true)),
      typed(theirsOf(0)),
      `The thumbnails alone, of photos that are in the gallery already: ${runInWords(alone)}.`,
    ]);
  },
};
