import assert from 'node:assert/strict';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { RemoteAlbum, RemoteItem } from '../../../src/engine/model.ts';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import { formatManifest, parseManifest } from '../../../src/services/gallery/manifest.ts';
import { CALL, detailsOf, must, send, sourceOf, type Sample } from '../../conformance/samples.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';

const PAGE = 'albums/trip/index.html';
const MANIFEST = 'albums/trip/album.json';

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

for (const [what, change] of CHANGES)
  test(`a finished album is as if it had just been made when a photo of it gets ${what}`, async (t) => {
    const gallery = await galleryFolder(t);
    const memory = new MemoryState();
    const first = memory.open();
    const made = gallery.open({ state: first });
    const album = must(await made.createAlbum('Trip', CALL));
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) must(await send(made, album, { name }));
    await made.finish(CALL);
    first.commit();

    const service = gallery.open({ state: memory.open() });
    const items = must(await service.listItems(album, CALL));
    const item = items.find(({ name }) => name === 'a.jpg');
    assert.ok(item);
    await change({ gallery, service, album, item });
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
  assert.deepEqual(await next.finish(CALL), { problems: [] });
  assert.equal(formatter.mock.callCount(), 0);
});

function replace({ service, item }: Scene, sample: Sample): Promise<unknown> {
  return service.replace(item, detailsOf(sample), sourceOf(sample), CALL);
}

function parsed(text: string) {
  const manifest = parseManifest(text);
  assert.ok(manifest);
  return manifest;
}
