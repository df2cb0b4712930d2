import assert from 'node:assert/strict';
import fs from 'node:fs';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import type { RemoteAlbum, RemoteItem } from '../../../src/engine/model.ts';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import { ok } from '../../../src/engine/result.ts';
import { formatManifest, parseManifest } from '../../../src/services/gallery/manifest.ts';
import { CALL, detailsOf, must, send, sourceOf, type Sample } from '../../conformance/samples.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { tinyJpeg } from '../../harness/library.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';
import { OPTIONS } from './manyAlbums.ts';

const PAGE = 'albums/trip/index.html';
const MANIFEST = 'albums/trip/album.json';

/** What each photo says of itself, so that nobody has to read its size. */
const capture = { dimensions: { width: 3, height: 2 } };

interface Scene {
  readonly gallery: GalleryFolder;
  readonly service: AlbumService;
  readonly album: RemoteAlbum;
  /** `a.jpg` of an album that an earlier run has finished. */
  readonly item: RemoteItem;
}

const CHANGES: readonly (readonly [what: string, change: (scene: Scene) => Promise<unknown>])[] = [
  ['other content of the same size', (scene) => replace(scene, { name: 'a.jpg', text: 'A.jpg' })],
  ['longer content', (scene) => replace(scene, { name: 'a.jpg', text: 'long'.repeat(1000) })],
  ['another day', (scene) => replace(scene, { name: 'a.jpg', capture: { capturedAt: '2031-01-01T10:00:00' } })],
  ['another name', ({ service, item }) => service.updateItem(item, { name: 'z "é\\.jpg' }, CALL)],
  ['another caption', ({ service, item }) => service.updateItem(item, { caption: 'A\n  caption' }, CALL)],
  ['a mark', async ({ service, item }) => service.tag?.(item, CALL)],
  ['no place any more', ({ service, item }) => service.remove(item, CALL)],
  ['company', ({ service, album }) => send(service, album, { name: 'new.jpg' })],
  ['an album of another title', ({ service, album }) => service.updateAlbum(album, { title: 'Journey' }, CALL)],
  [
    'other content, and its page was edited',
    async (scene) => {
      await appendFile(scene.gallery.path(PAGE), '<!-- edited -->');
      return replace(scene, { name: 'a.jpg', text: 'A.jpg' });
    },
  ],
  [
    'other content, and its page is gone',
    async (scene) => {
      await rm(scene.gallery.path(PAGE));
      return replace(scene, { name: 'a.jpg', text: 'A.jpg' });
    },
  ],
  [
    'other content, and its manifest was written by hand',
    async (scene) => {
      const { gallery } = scene;
      await writeFile(
        gallery.path(MANIFEST),
        gallery.read(MANIFEST).replaceAll('b.jpg"', 'b.jpg","caption":"By hand"'),
      );
      return replace(scene, { name: 'a.jpg', text: 'A.jpg' });
    },
  ],
];

/** How a run comes to know of `a.jpg`: the album was only looked at, or all of it was read. */
const READERS: readonly (readonly [
  how: string,
  read: (service: AlbumService, album: RemoteAlbum) => Promise<unknown>,
  before?: 'an earlier run looked',
])[] = [
  ['was asked for alone', listOne],
  ['was asked for alone, while an earlier run had looked at the others,', listOne, 'an earlier run looked'],
  ['was listed with the others', (service, album) => service.listItems(album, CALL)],
  [
    'was asked for alone, and then listed with the others',
    async (service, album) => {
      await listOne(service, album);
      await service.listItems(album, CALL);
    },
  ],
];

for (const [[what, change], [how, read, before]] of CHANGES.flatMap((each) =>
  READERS.map((reader) => [each, reader] as const),
))
  test(`a finished album is as if it had just been made when a photo that ${how} gets ${what}`, async (t) => {
    const gallery = await galleryFolder(t);
    const memory = new MemoryState();
    const made = await finishedTrip(gallery, memory, ['a.jpg', 'b.jpg', 'c.jpg']);
    if (before) await lookAround(gallery, memory);
    const service = gallery.open({ ...OPTIONS, state: memory.open() });
    const [album] = must(await service.listAlbums(CALL));
    assert.ok(album);
    await read(service, album);
    await change({ gallery, service, album, item: made });
    await service.finish(CALL);

    const [page, index, manifest] = [PAGE, 'index.html', MANIFEST].map((name) => gallery.read(name));
    assert.deepEqual(gallery.files('.journal'), []);
    assert.equal(formatManifest(parsed(manifest ?? '')), manifest);
    for (const name of [PAGE, 'index.html']) await rm(gallery.path(name));
    await gallery.open().finish(CALL);
    assert.deepEqual([gallery.read(PAGE), gallery.read('index.html')], [page, index]);
  });

test('the page of an album is not made anew when a photo changes of which it says nothing', async (t) => {
  const gallery = await galleryFolder(t);
  const state = new MemoryState().open();
  const service = gallery.open({ state });
  const album = must(await service.createAlbum('Trip', CALL));
  const item = must(await send(service, album, { name: 'a.jpg' }));
  await service.finish(CALL);
  const next = gallery.open({ state });
  must(await next.listItems(album, CALL));
  await replace({ gallery, service: next, album, item }, { name: 'a.jpg', text: 'A.jpg' });
  const formatter = t.mock.method(Intl, 'NumberFormat');
  assert.deepEqual((await next.finish(CALL)).problems, []);
  assert.equal(formatter.mock.callCount(), 0);
});

test('of an album that nobody touched only the items are read that are asked for', async (t) => {
  const names = Array.from({ length: 50 }, (_, number) => `${number}.jpg`);
  const gallery = await galleryFolder(t);
  const memory = new MemoryState();
  await finishedTrip(gallery, memory, ['a.jpg', ...names]);
  const service = gallery.open({ ...OPTIONS, state: memory.open() });
  const [album] = must(await service.listAlbums(CALL));
  assert.ok(album);
  const parse = t.mock.method(JSON, 'parse');
  const item = await listOne(service, album);
  await replace({ gallery, service, album, item }, { name: 'a.jpg', text: 'A.jpg', capture });
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.ok(parse.mock.callCount() < names.length, `${parse.mock.callCount()} times`);
  parse.mock.restore();
  const listed = must(await gallery.open(OPTIONS).listItems(album, CALL));
  assert.deepEqual(listed.map(({ name }) => name).toSorted(), ['a.jpg', ...names].toSorted());
});

const INTRUDERS: readonly (readonly [what: string, intrude: (gallery: GalleryFolder) => Promise<void>])[] = [
  ['a new photo', (gallery) => writeFile(gallery.path('albums/trip/new.jpg'), tinyJpeg('new'))],
  ['an edit of another photo', (gallery) => appendFile(gallery.path('albums/trip/b.jpg'), 'edited')],
  ['the loss of another photo', (gallery) => rm(gallery.path('albums/trip/b.jpg'))],
];

/** When somebody does it: a look from outside shows no edit in place. */
const MOMENTS = ['before a run replaces a photo', 'while a run replaces a photo'] as const;

for (const [what, intrude] of INTRUDERS)
  for (const moment of MOMENTS)
    for (const before of ['an earlier run looked', 'nobody looked'] as const)
      test(`${what} ${moment} is found by the next one, where ${before} at the others`, async (t) => {
        const gallery = await galleryFolder(t);
        const memory = new MemoryState();
        const made = await finishedTrip(gallery, memory, ['a.jpg', 'b.jpg', 'c.jpg']);
        if (before === 'an earlier run looked') await lookAround(gallery, memory);
        if (moment === 'before a run replaces a photo') await intrude(gallery);
        const state = memory.open();
        const service = gallery.open({ ...OPTIONS, state });
        const [album] = must(await service.listAlbums(CALL));
        assert.ok(album);
        must((await service.listSome?.(album, new Set([made.id]), CALL)) ?? ok(undefined));
        await replace({ gallery, service, album, item: made }, { name: 'a.jpg', text: 'A.jpg', capture });
        if (moment === 'while a run replaces a photo') await intrude(gallery);
        const { marks } = await service.finish(CALL);
        state.commit();
        const next = gallery.open({ ...OPTIONS, state: memory.open() });
        const [now] = must(await next.listAlbums(CALL));
        assert.notEqual(now?.mark, marks?.get(album.id) ?? album.mark);
        const expected = must(await gallery.open(OPTIONS).listItems(album, CALL));
        assert.deepEqual(must(await next.listItems(album, CALL)), expected);
      });

test('a photo is told of alone without a look at the others, where an earlier run looked at them', async (t) => {
  const gallery = await galleryFolder(t);
  const memory = new MemoryState();
  await finishedTrip(gallery, memory, ['a.jpg', 'b.jpg', 'c.jpg']);
  await lookAround(gallery, memory);
  const service = gallery.open({ ...OPTIONS, state: memory.open() });
  const [album] = must(await service.listAlbums(CALL));
  assert.ok(album);
  const look = t.mock.method(fs, 'lstatSync');
  syncBuiltinESMExports();
  t.after(() => {
    look.mock.restore();
    syncBuiltinESMExports();
  });
  assert.equal((await listOne(service, album)).name, 'a.jpg');
  const seen = look.mock.calls.map(({ arguments: [file] }) => path.basename(String(file)));
  assert.deepEqual([...new Set(seen)].toSorted(), ['a.jpg', 'album.json']);
});

test('nothing is told of a photo alone that somebody wrote into', async (t) => {
  const gallery = await galleryFolder(t);
  const memory = new MemoryState();
  const made = await finishedTrip(gallery, memory, ['a.jpg', 'b.jpg']);
  await lookAround(gallery, memory);
  await appendFile(gallery.path('albums/trip/a.jpg'), 'edited');
  const service = gallery.open({ ...OPTIONS, state: memory.open() });
  const [album] = must(await service.listAlbums(CALL));
  assert.ok(album);
  assert.equal(must((await service.listSome?.(album, new Set([made.id]), CALL)) ?? ok(undefined)), undefined);
});

/** An album that an earlier run has finished; its first photo. */
async function finishedTrip(gallery: GalleryFolder, memory: MemoryState, names: readonly string[]) {
  const state = memory.open();
  const made = gallery.open({ ...OPTIONS, state });
  const album = must(await made.createAlbum('Trip', CALL));
  const items = [];
  for (const name of names) items.push(must(await send(made, album, { name, capture })));
  await made.finish(CALL);
  state.commit();
  const [first] = items;
  assert.ok(first);
  return first;
}

/** A run in which nothing is done. */
async function lookAround(gallery: GalleryFolder, memory: MemoryState): Promise<void> {
  const state = memory.open();
  const service = gallery.open({ ...OPTIONS, state });
  must(await service.listAlbums(CALL));
  await service.finish(CALL);
  state.commit();
}

/** `a.jpg` as the service tells of it alone. */
async function listOne(service: AlbumService, album: RemoteAlbum): Promise<RemoteItem> {
  assert.ok(album.mark);
  const some = must((await service.listSome?.(album, new Set(['trip/a.jpg']), CALL)) ?? ok(undefined));
  const [item] = some?.items ?? [];
  assert.ok(item);
  return item;
}

function replace({ service, item }: Scene, sample: Sample): Promise<unknown> {
  return service.replace(item, detailsOf(sample), sourceOf(sample), CALL);
}

function parsed(text: string) {
  const manifest = parseManifest(text);
  assert.ok(manifest);
  return manifest;
}
