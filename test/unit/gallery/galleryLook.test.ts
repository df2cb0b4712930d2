import assert from 'node:assert/strict';
import { appendFile, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import type { ServiceState } from '../../../src/engine/ports/serviceState.ts';
import type { GalleryOptions } from '../../../src/services/gallery/gallery.ts';
import { CALL, must, send } from '../../conformance/samples.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The clock is ahead: of what was changed a moment ago there is no mark. */
function later(ms = 0): Pick<GalleryOptions, 'now'> {
  return { now: () => new Date(Date.now() + MINUTE + ms) };
}

/** A gallery in which everything was seen and finished twice. */
async function settledGallery(t: TestContext) {
  const gallery = await galleryFolder(t);
  const memory = new MemoryState();
  const service = gallery.open(later());
  for (const title of ['Forum', 'Harbour', 'Trip']) {
    const album = must(await service.createAlbum(title, CALL));
    for (const name of ['a.jpg', 'b.jpg']) must(await send(service, album, { name }));
  }
  await mkdir(gallery.path('albums/trip/Day'));
  await service.finish(CALL);
  await runOver(gallery, memory, later());
  return { gallery, memory };
}

/** Lists and finishes all albums, and tells what came of it, and whether it was asked what is kept of each of them. */
async function runOver(gallery: GalleryFolder, memory: MemoryState, options: Partial<GalleryOptions>) {
  const state = memory.open();
  let isEachRead = false;
  const entries: ServiceState['entries'] = (prefix) => {
    isEachRead = true;
    return state.entries(prefix);
  };
  const service = gallery.open({ ...options, state: { ...state, entries } });
  const albums = must(await service.listAlbums(CALL));
  assert.deepEqual((await service.finish(CALL)).problems, []);
  state.commit();
  return { isEachRead, albums };
}

function pagesOf(gallery: GalleryFolder) {
  const pages = gallery.files().filter((file) => file.endsWith('.html'));
  return pages.map((file) => [file, gallery.read(file)]);
}

const KEY = 'gallery/together';

function edit(memory: MemoryState, change: (state: ServiceState) => void): void {
  const state = memory.open();
  change(state);
  state.commit();
}

interface Case {
  readonly what: string;
  readonly change?: (gallery: GalleryFolder, memory: MemoryState) => unknown;
  readonly options?: Partial<GalleryOptions>;
  readonly isEachRead: boolean;
}

const cases: readonly Case[] = [
  { what: 'nothing happened', isEachRead: false },
  {
    what: 'a photo was edited in its place, which is seen a day later',
    change: (gallery) => appendFile(gallery.path('albums/trip/a.jpg'), 'more'),
    isEachRead: false,
  },
  { what: 'a day has passed', options: later(DAY), isEachRead: true },
  { what: 'the clock was set back', options: { now: () => new Date(Date.now() - DAY) }, isEachRead: true },
  {
    what: 'a page was edited',
    change: (gallery) => appendFile(gallery.path('albums/trip/index.html'), ' '),
    isEachRead: true,
  },
  { what: 'a page is gone', change: (gallery) => rm(gallery.path('albums/forum/index.html')), isEachRead: true },
  {
    what: 'the first page was edited',
    change: (gallery) => appendFile(gallery.path('index.html'), ' '),
    isEachRead: true,
  },
  {
    what: 'a manifest was edited',
    change: (gallery) => appendFile(gallery.path('albums/harbour/album.json'), '\n'),
    isEachRead: true,
  },
  {
    what: 'somebody put a file beside the photos',
    change: (gallery) => writeFile(gallery.path('albums/trip/notes.txt'), 'notes'),
    isEachRead: true,
  },
  {
    what: 'somebody put a file into a folder of an album',
    change: (gallery) => writeFile(gallery.path('albums/trip/Day/notes.txt'), 'notes'),
    isEachRead: true,
  },
  {
    what: 'an album has a journal',
    change: (gallery) => writeFile(gallery.path('.journal/trip.jsonl'), '{"album":{"title":"Travel"}}\n'),
    isEachRead: true,
  },
  {
    what: 'an album has thumbnails',
    change: (gallery) => mkdir(gallery.path('thumbs/trip'), { recursive: true }),
    isEachRead: true,
  },
  {
    what: 'another album came',
    change: async (gallery) => must(await gallery.open(later()).createAlbum('Another', CALL)),
    isEachRead: true,
  },
  {
    what: 'an album went',
    change: (gallery) => rm(gallery.path('albums/trip'), { recursive: true }),
    isEachRead: true,
  },
  { what: 'another language is wanted', options: { language: 'de' }, isEachRead: true },
  {
    what: 'what is kept of all cannot be read',
    change: (_, memory) => edit(memory, (state) => state.set(KEY, '{')),
    isEachRead: true,
  },
];

for (const { what, change, options, isEachRead } of cases)
  test(`what is kept of each album is ${isEachRead ? 'read' : 'not asked for'} when ${what}`, async (t) => {
    const { gallery, memory } = await settledGallery(t);
    await change?.(gallery, memory);
    const given = { ...later(), ...options };
    // Whoever knows of each album alone sees the same and leaves the same.
    const state = memory.open();
    state.delete(KEY);
    const other = gallery.open({ ...given, state });
    const albums = must(await other.listAlbums(CALL));
    const run = await runOver(gallery, memory, given);
    assert.equal(run.isEachRead, isEachRead);
    assert.deepEqual(run.albums, albums);
    const pages = pagesOf(gallery);
    await other.finish(CALL);
    assert.deepEqual(pages, pagesOf(gallery));
  });

const withOthers: readonly (Pick<Case, 'what' | 'change' | 'isEachRead'> & { readonly titles?: readonly string[] })[] =
  [
    { what: 'nothing happened', isEachRead: false },
    {
      what: 'more came into it',
      change: (gallery) => writeFile(gallery.path('albums/@eaDir/more.txt'), 'more'),
      isEachRead: false,
    },
    { what: 'it went', change: (gallery) => rm(gallery.path('albums/@eaDir'), { recursive: true }), isEachRead: true },
    {
      what: 'it became an album',
      change: (gallery) => copyFile(gallery.path('albums/trip/album.json'), gallery.path('albums/@eaDir/album.json')),
      isEachRead: true,
      titles: ['Trip', 'Forum', 'Harbour', 'Trip'],
    },
  ];

for (const { what, change, isEachRead, titles = ['Forum', 'Harbour', 'Trip'] } of withOthers)
  test(`beside a folder that is no album, each album is ${isEachRead ? 'read' : 'not asked for'} when ${what}`, async (t) => {
    const { gallery, memory } = await settledGallery(t);
    await mkdir(gallery.path('albums/@eaDir'));
    await writeFile(gallery.path('albums/@eaDir/index.txt'), 'what an indexer keeps');
    await runOver(gallery, memory, later());
    await change?.(gallery, memory);
    const run = await runOver(gallery, memory, later());
    assert.equal(run.isEachRead, isEachRead);
    assert.deepEqual(
      run.albums.map(({ title }) => title),
      titles,
    );
  });

test('what is kept of all albums is no longer kept once one of them was worked on', async (t) => {
  const { gallery, memory } = await settledGallery(t);
  const state = memory.open();
  assert.ok(state.get(KEY));
  const service = gallery.open({ ...later(), state });
  const albums = must(await service.listAlbums(CALL));
  const trip = albums.find(({ title }) => title === 'Trip');
  assert.ok(trip);
  must(await send(service, trip, { name: 'c.jpg' }));
  await service.finish(CALL);
  assert.equal(state.get(KEY), undefined);
  state.commit();
  const runs = [];
  for (let round = 0; round < 2; round++) runs.push(await runOver(gallery, memory, later()));
  assert.deepEqual(
    runs.map((run) => run.isEachRead),
    [true, false],
  );
});

test('a gallery whose last album went is finished', async (t) => {
  const { gallery, memory } = await settledGallery(t);
  const state = memory.open();
  const service = gallery.open({ ...later(), state });
  for (const album of must(await service.listAlbums(CALL)))
    await rm(gallery.path(`albums/${album.id}`), { recursive: true });
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.equal(state.get(KEY), undefined);
});
