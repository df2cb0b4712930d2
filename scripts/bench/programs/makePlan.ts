// Plans as many items as are asked for, in a process of its own: node scripts/bench/programs/makePlan.ts COUNT
import process from 'node:process';
import type { LocalItem, MediaType, RemoteItem } from '../../../src/engine/model.ts';
import type { AlbumInput, PlanInput } from '../../../src/engine/plan/model.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { planRules } from '../../../src/run/planRules.ts';
import { createGallery } from '../../../src/services/gallery/gallery.ts';
import { readSettings } from '../../../src/settings/readSettings.ts';
import { NO_IMAGES } from '../../../test/harness/gallery.ts';
import { MemoryState } from '../../../test/harness/memoryState.ts';

const IN_ALBUM = 180;
const NOW = Date.UTC(2026, 0, 1);
const JPEG: MediaType = { kind: 'photo', mime: 'image/jpeg' };

const count = Number(process.argv[2]);
const settings = readSettings({});
if ('problems' in settings) throw new Error('The settings are wrong.');
const gallery = createGallery({
  folder: 'nowhere',
  assets: 'nowhere',
  thumbnails: false,
  language: 'en',
  images: NO_IMAGES,
  now: () => new Date(NOW),
  state: new MemoryState().open(),
});
const albums = Array.from({ length: Math.ceil(count / IN_ALBUM) }, (_, number) => albumOf(number));
const input: PlanInput = {
  albums,
  inStep: [],
  collisions: [],
  rules: planRules(settings.settings, NOW),
  capabilities: gallery.capabilities,
  targetOf: (album, { name }) => `photos/${album}/${name}`,
  standing: () => 'free',
  hidesFolders: false,
  titles: new Set(albums.map(({ album }) => album)),
};
const begun = performance.now();
const plan = makePlan(input);
const seconds = (performance.now() - begun) / 1000;
const same = plan.items.filter(({ event }) => event === 'SAME').length;
if (same !== count) throw new Error(`${same} of ${count} items are the same.`);
process.stdout.write(JSON.stringify({ seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }));

function albumOf(number: number): AlbumInput {
  const album = `Album ${number}`;
  const folder = `photos/${album}`;
  const local: LocalItem[] = [];
  const remote: RemoteItem[] = [];
  const first = number * IN_ALBUM;
  for (let index = first; index < Math.min(first + IN_ALBUM, count); index++) {
    const name = `IMG_${index}.jpg`;
    const facts = { size: 3_000_000 + index, modifiedMs: NOW - index * 1000 };
    local.push({
      album,
      name,
      path: `${folder}/${name}`,
      root: 'photos',
      pathInRoot: `${album}/${name}`,
      type: JPEG,
      ...facts,
    });
    remote.push({ id: `${number}/${name}`, albumId: String(number), name, type: JPEG, ...facts });
  }
  const group = { name: album, parts: [{ part: 1, album: { id: String(number), title: album } }] };
  return { album, local, remote, base: [], folders: [folder], group, known: [] };
}
