import process from 'node:process';
import type { TestContext } from 'node:test';
import { photosLibrary } from '../../test/harness/googlePhotos.ts';

/*
 * Counts the requests that Google Photos would count, against the emulator:
 *
 *   node scripts/bootstrap.mjs scripts/measure/googlePhotosRequests.ts
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
  const limits = { requestsPerDay: Infinity };
  const { emulator, library, run } = await photosLibrary(context, Object.fromEntries(spec), { limits });
  const count = async (what: string) => {
    emulator.log.clear();
    const started = performance.now();
    const { totals } = await run({ settings: { allowDelete: 'remote' } });
    const refused = emulator.log.entries.filter(({ status }) => status === 401).length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    print(`  ${what}: ${totals.requests - refused} requests, ${totals.outcomes.done} done, ${seconds} s here`);
  };
  print(`${PHOTOS} photos in ${albums} albums`);
  await count('first run');
  await count('no change');
  emulator.clock.advance(25 * 3_600_000);
  await count('no change, on another day');
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
