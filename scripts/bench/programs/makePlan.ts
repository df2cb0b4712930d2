// Plans as many items as are asked for, in a process of its own: node scripts/bench/programs/makePlan.ts COUNT preview|sync
import process from 'node:process';
import type { MediaType, RemoteItem } from '../../../src/engine/model.ts';
import { countInStep } from '../../../src/engine/plan/inStep.ts';
import type { PlanTerms } from '../../../src/engine/plan/model.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import type { Fingerprint } from '../../../src/engine/ports/ledger.ts';
import { FileTable } from '../../../src/local/fileTable.ts';
import { AlbumSieve } from '../../../src/run/albumSieve.ts';
import { placeScanned } from '../../../src/run/gather.ts';
import { planRules } from '../../../src/run/planRules.ts';
import { createGallery } from '../../../src/services/gallery/gallery.ts';
import { substituteInTime } from '../../../src/settings/boundedPattern.ts';
import { readSettings } from '../../../src/settings/readSettings.ts';
import { NO_IMAGES } from '../../../test/harness/gallery.ts';
import { MemoryState } from '../../../test/harness/memoryState.ts';

const IN_ALBUM = 180;
const NOW = Date.UTC(2026, 0, 1);
const JPEG: MediaType = { kind: 'photo', mime: 'image/jpeg' };

const count = Number(process.argv[2]);
const read = readSettings({});
if ('problems' in read) throw new Error('The settings are wrong.');
const { settings } = read;
const { capabilities } = createGallery({
  folder: 'nowhere',
  assets: 'nowhere',
  thumbnails: false,
  language: 'en',
  images: NO_IMAGES,
  now: () => new Date(NOW),
  state: new MemoryState().open(),
});
const { begun, placed } = place();
const terms: PlanTerms = {
  rules: planRules(settings, NOW),
  capabilities,
  targetOf: (album, { name }) => `${album}/${name}`,
  standing: () => 'free',
  hidesFolders: false,
};
const sieve = new AlbumSieve({
  files: placed,
  ledger: { itemsIn: () => [] },
  known: [],
  terms,
  settling: { rules: '', places: new Map(), capabilities },
  mayCount: () => true,
  remembers: process.argv[3] === 'sync',
  onBase: () => undefined,
});
for (let first = 0; first < count; first += IN_ALBUM) takeAlbum(first);
const plan = makePlan({
  ...terms,
  albums: sieve.open(),
  inStep: sieve.inStep,
  collisions: sieve.collisions,
  titles: new Set(placed.folders.keys()),
});
const seconds = (performance.now() - begun) / 1000;
const same = countInStep(plan.inStep) + plan.items.length;
if (same !== count || plan.stops.length > 0) throw new Error(`${same} of ${count} items are planned.`);
process.stdout.write(JSON.stringify({ seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }));

/** As in a run, all files are there at first, and each album is listed when it is its turn. */
function place() {
  const files = new FileTable();
  for (let first = 0; first < count; first += IN_ALBUM) {
    const title = titleOf(first);
    const add = files.folder({ root: '.', path: title, below: title });
    for (const number of numbersFrom(first)) add(nameOf(number), fingerprintOf(number), { type: JPEG });
  }
  return { begun: performance.now(), placed: placeScanned({ files }, settings, [], substituteInTime) };
}

function takeAlbum(first: number): void {
  const title = titleOf(first);
  const items = numbersFrom(first).map((number) => itemOf(number, title));
  sieve.take(title, { name: title, parts: [{ part: 1, album: { id: title, title } }] }, items);
}

function numbersFrom(first: number): readonly number[] {
  return Array.from({ length: Math.min(IN_ALBUM, count - first) }, (_, index) => first + index);
}

function fingerprintOf(number: number): Fingerprint {
  const { size, modifiedMs } = factsOf(number);
  const modifiedNs = BigInt(modifiedMs) * 1_000_000n;
  return { size, modifiedNs, changedNs: modifiedNs, inode: BigInt(number) };
}

function itemOf(number: number, album: string): RemoteItem {
  const name = nameOf(number);
  return { id: `${album}/${name}`, albumId: album, name, type: JPEG, ...factsOf(number) };
}

function titleOf(number: number): string {
  return `Album ${Math.floor(number / IN_ALBUM)}`;
}

function nameOf(number: number): string {
  return `IMG_${number}.jpg`;
}

function factsOf(number: number) {
  return { size: 3_000_000 + number, modifiedMs: NOW - number * 1000 };
}
