import assert from 'node:assert/strict';
import { lstatSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RemoteAlbum } from '../../../src/engine/model.ts';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import { bytesOf, CALL, detailsOf, must, send, sourceOf } from '../../conformance/samples.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';

const MANIFEST = 'albums/trip/album.json';
const PAGE = 'albums/trip/index.html';

interface Scene {
  readonly gallery: GalleryFolder;
  readonly service: AlbumService;
  readonly album: RemoteAlbum;
}

/** What somebody or the run does after an album was said to be done, and what `finish` makes of it then. */
interface Case {
  readonly what: string;
  readonly change: (scene: Scene) => unknown;
  readonly isManifestAnew: boolean;
  readonly isPageAnew: boolean;
}

const cases: readonly Case[] = [
  { what: 'nothing happened since', change: () => undefined, isManifestAnew: false, isPageAnew: false },
  {
    what: 'a photo came since',
    change: async ({ service, album }) => must(await send(service, album, { name: 'b.jpg' })),
    isManifestAnew: true,
    isPageAnew: true,
  },
  {
    what: 'it got a date since',
    change: async ({ service, album }) => must(await service.updateAlbum(album, { date: '2020-05-01T10:00:00' }, CALL)),
    isManifestAnew: true,
    isPageAnew: false,
  },
  {
    what: 'a photo went since',
    change: async ({ service, album }) => {
      const [item] = must(await service.listItems(album, CALL));
      assert.ok(item);
      must(await service.remove(item, CALL));
    },
    isManifestAnew: true,
    isPageAnew: true,
  },
];

for (const { what, change, isManifestAnew, isPageAnew } of cases) {
  test(`an album that is done is finished while others are sent, and again in the end where that is needed: ${what}`, async (t) => {
    const gallery = await galleryFolder(t);
    const service = gallery.open({ state: new MemoryState().open() });
    const album = must(await service.createAlbum('Trip', CALL));
    must(await send(service, album, { name: 'a.jpg' }));
    service.albumDone?.(album, CALL);
    await untilFinished({ gallery, service, album });
    const before = inodes(gallery);
    await change({ gallery, service, album });
    assert.deepEqual((await service.finish(CALL)).problems, []);
    const after = inodes(gallery);
    assert.deepEqual([after[0] !== before[0], after[1] !== before[1]], [isManifestAnew, isPageAnew]);
    const next = gallery.open();
    assert.deepEqual(
      must(await next.listItems(album, CALL)).map(({ name }) => name),
      must(await service.listItems(album, CALL)).map(({ name }) => name),
    );
  });
}

test('what cannot be finished early is told of once, in the end', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, { name: 'a.jpg' }));
  writeFileSync(gallery.path(PAGE), 'somebody else wrote this');
  service.albumDone?.(album, CALL);
  // It is begun now.
  await nextTurn();
  const { problems } = await service.finish(CALL);
  assert.deepEqual(
    problems.map(({ code, path }) => `${code} ${path}`),
    [`E_GALLERY_FOREIGN ${PAGE}`],
  );
});

test('a fault in finishing early is no fault of the run', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  // Nothing can be written where a file stands in the place of a folder.
  writeFileSync(gallery.path('assets'), '');
  service.albumDone?.(album, CALL);
  must(await send(service, album, { name: 'a.jpg' }));
  rmSync(gallery.path('assets'));
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.ok(gallery.has(PAGE));
});

test('a photo that is on its way to an album after all gets there', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, { name: 'a.jpg' }));
  const sample = { name: 'b.jpg' };
  const [isBegun, mayEnd] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const source = sourceOf(sample, {
    async *stream() {
      yield bytesOf(sample).subarray(0, 10);
      isBegun.resolve(undefined);
      await mayEnd.promise;
      yield bytesOf(sample).subarray(10);
    },
  });
  const sending = service.upload(album, detailsOf(sample), source, CALL);
  await isBegun.promise;
  service.albumDone?.(album, CALL);
  await untilFinished({ gallery, service, album });
  mayEnd.resolve(undefined);
  must(await sending);
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.deepEqual(gallery.files('albums/trip'), ['a.jpg', 'album.json', 'b.jpg', 'index.html']);
});

test('nothing is begun early after a cancel', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, { name: 'a.jpg' }));
  const other = must(await service.createAlbum('Other', CALL));
  service.albumDone?.(album, { signal: AbortSignal.abort() });
  service.albumDone?.(other, CALL);
  // Albums are finished in the order in which they are said to be done.
  while (!gallery.has('albums/other/index.html')) await nextTurn();
  assert.equal(gallery.has(PAGE), false);
});

/** Resolves when the album has all that is made of it, and nobody works on it any more. */
async function untilFinished({ gallery, service, album }: Scene): Promise<void> {
  while (!gallery.has(MANIFEST) || !gallery.has(PAGE)) await nextTurn();
  must(await service.listItems(album, CALL));
}

function inodes(gallery: GalleryFolder): readonly bigint[] {
  return [MANIFEST, PAGE].map((file) => lstatSync(gallery.path(file), { bigint: true }).ino);
}
