import process from 'node:process';
import type { TestContext } from 'node:test';
import { driveLibrary } from '../../test/harness/googleDrive.ts';

/*
 * Counts the requests that Google Drive would count, against the emulator:
 *
 *   node scripts/bootstrap.mjs scripts/measure/googleDriveRequests.ts
 */

const PHOTOS = 10_000;
const CHANGED = 100;
const SHAPES = [
  { albums: 200, photos: PHOTOS / 200 },
  { albums: 4, photos: PHOTOS / 4 },
];

for (const { albums, photos } of SHAPES) {
  const closing: (() => unknown)[] = [];
  const context = { after: (close: () => unknown) => void closing.push(close) } as unknown as TestContext;
  const spec = Array.from({ length: PHOTOS }, (_, index) => [pathOf(index, photos), `photo ${index}`] as const);
  const { library, run } = await driveLibrary(context, Object.fromEntries(spec), {
    // The clock of the emulator stands still, so that all would be in one minute.
    limits: { unitsPerMinutePerUser: Infinity, unitsPerMinute: Infinity },
  });
  const count = async (what: string) => {
    const started = performance.now();
    const { totals } = await run({ settings: { allowDelete: 'remote', mode: 'syncUpload' } });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    print(`  ${what}: ${totals.requests} requests, ${totals.outcomes.done} done, ${seconds} s here`);
  };
  print(`${PHOTOS} photos in ${albums} albums`);
  await count('first run');
  await count('the next one, no change');
  await count('no change');
  for (let index = 0; index < CHANGED; index++)
    library.write({ [pathOf(index, photos)]: { text: `edited ${index}`, at: '2025-01-01T00:00:00Z' } });
  await count(`${CHANGED} photos edited`);
  for (let index = 0; index < CHANGED; index++)
    library.write({ [pathOf(index, photos).replace('.', ' new.')]: `new ${index}` });
  await count(`${CHANGED} photos added`);
  for (const close of closing) await close();
}

function pathOf(index: number, inAlbum: number): string {
  return `Album ${Math.floor(index / inAlbum)}/${index}.jpg`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
