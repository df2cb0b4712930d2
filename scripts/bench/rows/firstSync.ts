import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, globSync, openSync, statSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { albumSync, typed } from '../albumSync.ts';
import type { Bench } from '../bench.ts';
import { benchProgram } from '../benchProgram.ts';
import { ratioFigures, runInWords, secondsInWords } from '../figures.ts';
import { inTurn, median, middle, type Middles } from '../inTurn.ts';
import { measuredProcess, type Run } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

const MOST = 1;
const PIECE_BYTES = 1024 * 1024;

export const FIRST_SYNC: Row = {
  name: 'first-sync',
  work: 'First sync to the gallery, without thumbnails, each photo flushed before it gets its name',
  against: '`rclone copy` of the same photos, which flushes nothing',
  goal: `at most ${MOST} of it`,
  measure: async (bench) => {
    const { folder, photos } = await bench.settled();
    const plain: number[] = [];
    const bare: Run[] = [];
    const { middles, notes } = await firstSyncs(bench, {
      ...{ name: 'first', folder, photos, count: bench.library.photos },
      afterTheirs: async (round) => {
        plain.push(await secondsOf(() => writeOneFile(bench, bytesBelow(photos))));
        await bench.flush();
        bench.warm(photos);
        bare.push(await measuredProcess(benchProgram('copyLoop.ts', photos, bench.folder(`first-loop-${round}`))));
      },
    });
    const least =
      plain.length > 0
        ? [
            `One long file of as many bytes, written and flushed once: ${secondsInWords(median(plain))}.`,
            `The same calls for each photo in ${availableParallelism()} threads, and nothing around them: ${runInWords(middle(bare))}.`,
          ]
        : [];
    return ratioFigures(middles, MOST, [...notes, ...least]);
  },
};

export interface FirstSyncs {
  /** Begins the names of the galleries and copies. */
  readonly name: string;
  /** Absolute path of the workspace folder, and of the photos in it. */
  readonly folder: string;
  readonly photos: string;
  /** How many photos there are. */
  readonly count: number;
  readonly afterTheirs?: (round: number) => Promise<void>;
}

/** First syncs to a gallery and copies of the same photos, in turn; the notes say how, and how long theirs took to the disk. */
export async function firstSyncs(
  bench: Bench,
  { name, folder, photos, count, afterTheirs }: FirstSyncs,
): Promise<{ readonly middles: Middles; readonly notes: readonly string[] }> {
  // Each round has its own, since ext4 is slow to make files where others were deleted a moment ago.
  const oursOf = (round: number) =>
    albumSync({
      command: 'sync',
      folder,
      state: bench.folder(`state-${name}-${round}`),
      settings: { 'gallery.path': `${name}-gallery-${round}` },
      says: new RegExp(`${count} done`),
    });
  const theirsOf = (round: number) => ({
    program: 'rclone',
    args: ['copy', photos, bench.folder(`${name}-copy-${round}`)],
  });
  const there = await bench.has('rclone');
  const flushed: number[] = [];
  const middles = await inTurn(
    bench.repeats(2),
    async (round) => {
      await bench.flush();
      bench.warm(photos);
      return measuredProcess(oursOf(round));
    },
    there
      ? async (round) => {
          const theirs = theirsOf(round);
          await bench.flush();
          bench.warm(photos);
          const run = await measuredProcess(theirs);
          flushed.push(run.seconds + (await secondsOf(() => bench.flush())));
          await afterTheirs?.(round);
          return run;
        }
      : undefined,
  );
  const untilFlushed = there
    ? [`Until all that theirs copied is on the disk: ${secondsInWords(median(flushed))}.`]
    : [];
  return { middles, notes: [typed(oursOf(0)), typed(theirsOf(0)), ...untilFlushed] };
}

async function secondsOf(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function bytesBelow(folder: string): number {
  return globSync('**/*.jpg', { cwd: folder }).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
}

/** The least that a disk needs for so many bytes. */
function writeOneFile(bench: Bench, bytes: number): void {
  const piece = randomBytes(PIECE_BYTES);
  const file = openSync(path.join(bench.folder('plain'), 'long'), 'w');
  for (let written = 0; written < bytes; written += piece.length) writeSync(file, piece);
  fsyncSync(file);
  closeSync(file);
}
