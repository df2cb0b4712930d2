import { closeSync, fsyncSync, globSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { albumSync, typed } from '../albumSync.ts';
import type { Bench } from '../bench.ts';
import { withComment } from '../corpus.ts';
import { runInWords, secondsInWords } from '../figures.ts';
import { inTurn, median } from '../inTurn.ts';
import { measuredProcess } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

const CHANGED = 100;
const MOST_SECONDS = 0.2;
/** A ledger remembers nothing of a file that was changed in the last two seconds. */
const SETTLING_MS = 2_500;

export const HUNDRED_CHANGED: Row = {
  name: 'hundred-changed',
  work: `${CHANGED} photos changed among all of them`,
  against: 'the same run with nothing changed',
  goal: `at most ${MOST_SECONDS} s more, and the time that a bare loop takes to write and flush the same bytes`,
  measure: async (bench) => {
    const { folder, photos, state } = await bench.settled();
    const run = (says: RegExp) => albumSync({ command: 'sync', folder, state, settings: { mode: 'syncUpload' }, says });
    const all = globSync('**/*.jpg', { cwd: photos }).toSorted();
    const few = all.filter((_photo, index) => index % Math.ceil(all.length / CHANGED) === 0);
    const nothing = run(new RegExp(`${all.length} SAME`));
    const changed = run(new RegExp(`${few.length} done`));
    // Another mode is another plan of every album, so the first run in it looks at all of them.
    await measuredProcess(nothing);
    const bytes: number[] = [];
    const { ours, theirs } = await inTurn(
      bench.repeats(3),
      async (round) => {
        const contents = few.map((photo) => withComment(readFileSync(path.join(photos, photo)), `change ${round}`));
        bytes.push(plainSeconds(bench, contents));
        few.forEach((photo, index) => writeFileSync(path.join(photos, photo), contents[index] ?? ''));
        await bench.flush();
        await pause(SETTLING_MS);
        return measuredProcess(changed);
      },
      async () => {
        await pause(SETTLING_MS);
        await measuredProcess(nothing);
        return measuredProcess(nothing);
      },
    );
    const more = ours.seconds - (theirs?.seconds ?? 0);
    const plain = median(bytes);
    return {
      ours: runInWords(ours),
      theirs: theirs ? runInWords(theirs) : '',
      ratio: `${secondsInWords(more)} more; the bytes ${secondsInWords(plain)}`,
      isMet: more <= MOST_SECONDS + plain,
      notes: [typed(changed)],
    };
  },
};

/** How long it takes to write these bytes and nothing else. */
function plainSeconds(bench: Bench, contents: readonly Uint8Array[]): number {
  const folder = bench.folder('plain');
  const begun = performance.now();
  for (const [number, content] of contents.entries()) {
    const file = openSync(path.join(folder, String(number)), 'w');
    writeSync(file, content);
    fsyncSync(file);
    closeSync(file);
  }
  return (performance.now() - begun) / 1000;
}
