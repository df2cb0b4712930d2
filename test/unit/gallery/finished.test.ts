import assert from 'node:assert/strict';
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { ImageTools } from '../../../src/local/images/imageTools.ts';
import { finishedAlbums } from '../../../src/services/gallery/finished.ts';
import type { GalleryOptions } from '../../../src/services/gallery/gallery.ts';
import { layoutOf } from '../../../src/services/gallery/layout.ts';
import { CALL, detailsOf, must, sourceOf } from '../../conformance/samples.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';

const PAGE = 'albums/trip/index.html';

interface Case {
  readonly what: string;
  readonly change: (gallery: GalleryFolder, memory: MemoryState) => unknown;
  readonly options?: Partial<GalleryOptions>;
  readonly isMadeAnew: boolean;
}

const cases: readonly Case[] = [
  { what: 'nothing happened', change: () => undefined, isMadeAnew: false },
  { what: 'the page is gone', change: (gallery) => rm(gallery.path(PAGE)), isMadeAnew: true },
  { what: 'the page was edited', change: (gallery) => appendFile(gallery.path(PAGE), ' '), isMadeAnew: true },
  {
    what: 'the manifest is gone',
    change: (gallery) => rm(gallery.path('albums/trip/album.json')),
    isMadeAnew: true,
  },
  {
    what: 'the manifest was edited',
    change: (gallery) => appendFile(gallery.path('albums/trip/album.json'), '\n'),
    isMadeAnew: true,
  },
  {
    what: 'somebody put a file beside the photos',
    change: (gallery) => writeFile(gallery.path('albums/trip/notes.txt'), 'notes'),
    isMadeAnew: true,
  },
  {
    what: 'a photo was edited in its place',
    change: (gallery) => appendFile(gallery.path('albums/trip/a.jpg'), 'more'),
    isMadeAnew: true,
  },
  {
    what: 'a folder of thumbnails appeared',
    change: (gallery) => mkdir(gallery.path('thumbs/trip'), { recursive: true }),
    isMadeAnew: true,
  },
  { what: 'thumbnails are wanted now', change: () => undefined, options: { thumbnails: true }, isMadeAnew: true },
  { what: 'another language is wanted', change: () => undefined, options: { language: 'de' }, isMadeAnew: true },
  {
    what: 'another version made the pages',
    change: (_, memory) => {
      const state = memory.open();
      for (const [key, value] of state.entries('gallery/finished/'))
        state.set(key, value.replace(/"made":"[^"]*"/u, '"made":"otherwise"'));
      state.commit();
    },
    isMadeAnew: true,
  },
  {
    what: 'what is remembered cannot be read',
    change: (_, memory) => {
      const state = memory.open();
      for (const [key] of state.entries('gallery/finished/')) state.set(key, '{');
      state.commit();
    },
    isMadeAnew: true,
  },
];

for (const { what, change, options, isMadeAnew } of cases) {
  test(`a finished album is ${isMadeAnew ? 'made anew' : 'left alone'} when ${what}`, async (t) => {
    const gallery = await galleryFolder(t);
    const memory = new MemoryState();
    const first = memory.open();
    const service = gallery.open({ state: first });
    const album = must(await service.createAlbum('Trip', CALL));
    must(await service.upload(album, detailsOf({ name: 'a.jpg' }), sourceOf({ name: 'a.jpg' }), CALL));
    assert.deepEqual((await service.finish(CALL)).problems, []);
    first.commit();
    await change(gallery, memory);

    // Whoever works on an album asks for the size of its photo, which this decoder never knows, or for its thumbnail.
    let asked = 0;
    const images: ImageTools = {
      ...NO_IMAGES,
      dimensions: async () => ({ kind: 'unsupported', asked: asked++ }),
      thumbnail: async () => ({ kind: 'unsupported', asked: asked++ }),
    };
    const next = gallery.open({ state: memory.open(), images, ...options });
    await next.finish(CALL);

    assert.equal(asked > 0, isMadeAnew);
    const [page, index] = [gallery.read(PAGE), gallery.read('index.html')];
    await gallery.open(options).finish(CALL);
    assert.deepEqual([gallery.read(PAGE), gallery.read('index.html')], [page, index]);
  });
}

test('what a cancel kept from being finished is finished by the next run', async (t) => {
  const gallery = await galleryFolder(t);
  const state = new MemoryState().open();
  const service = gallery.open({ state });
  must(await service.createAlbum('Trip', CALL));
  await service.finish({ signal: AbortSignal.abort() });
  assert.deepEqual([...state.entries('gallery/finished/')], []);
  await service.finish(CALL);
  assert.deepEqual(
    [...state.entries('gallery/finished/')].map(([key]) => key),
    ['gallery/finished/trip'],
  );
});

test('of an album of which nothing is remembered no file is looked at to know it', async (t) => {
  const gallery = await galleryFolder(t);
  const looked: string[] = [];
  const state = new MemoryState().open();
  const look = (slug: string) => {
    looked.push(slug);
    return undefined;
  };
  const finished = finishedAlbums(layoutOf(gallery.folder), state, { look });
  assert.equal(finished.head('trip'), undefined);
  assert.equal(finished.recall('trip', 'made'), undefined);
  assert.equal(looked.join(), '');
  finished.remember('trip', 'made', { title: 'Trip', date: undefined, card: { title: 'Trip', address: 'trip' } });
  assert.equal(finished.head('trip')?.title, 'Trip');
  assert.match(looked.join(), /trip/u);
});

test('an album that is gone is forgotten', async (t) => {
  const gallery = await galleryFolder(t);
  const state = new MemoryState().open();
  const service = gallery.open({ state });
  const album = must(await service.createAlbum('Trip', CALL));
  await service.finish(CALL);
  must(await service.removeAlbum(album, CALL));
  await service.finish(CALL);
  assert.deepEqual([...state.entries('gallery/finished/')], []);
});

const FIRST_PAGES: readonly (readonly [
  what: string,
  change: (gallery: GalleryFolder) => unknown,
  options: Partial<GalleryOptions>,
  isMadeAnew: boolean,
])[] = [
  ['nothing happened', () => undefined, {}, false],
  ['it is gone', (gallery) => rm(gallery.path('index.html')), {}, true],
  ['it was edited', (gallery) => appendFile(gallery.path('index.html'), ' '), {}, true],
  ['another album is there', (gallery) => anotherAlbum(gallery), {}, true],
  ['another language is wanted', () => undefined, { language: 'de' }, true],
];

for (const [what, change, options, isMadeAnew] of FIRST_PAGES)
  test(`the first page is ${isMadeAnew ? 'made anew' : 'left alone, and no formatter is loaded'} when ${what}`, async (t) => {
    const gallery = await galleryFolder(t);
    const memory = new MemoryState();
    const state = memory.open();
    const service = gallery.open({ state });
    must(await service.createAlbum('Trip', CALL));
    await service.finish(CALL);
    state.commit();
    await change(gallery);
    const formatter = t.mock.method(Intl, 'NumberFormat');
    assert.deepEqual((await gallery.open({ state: memory.open(), ...options }).finish(CALL)).problems, []);
    assert.equal(formatter.mock.callCount() > 0, isMadeAnew);
    const page = gallery.read('index.html');
    await gallery.open(options).finish(CALL);
    assert.equal(gallery.read('index.html'), page);
  });

/** As another run left it, of which this ledger does not know. */
async function anotherAlbum(gallery: GalleryFolder): Promise<void> {
  const service = gallery.open({});
  must(await service.createAlbum('Another', CALL));
}
