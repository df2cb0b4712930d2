import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bytesOf, CALL, detailsOf, must, send, sourceOf } from '../../conformance/samples.ts';
import { galleryFolder } from './galleryFolder.ts';

test('looking at a gallery that is not there makes nothing', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  assert.deepEqual(must(await service.listAlbums(CALL)), []);
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.equal(gallery.has('.'), false);
});

test('a gallery is laid out as a web site', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Summer in Köln', CALL));
  const sample = { name: 'day 1/a.jpg', modifiedAt: '2019-02-03T04:05:06.789Z' };
  must(await send(service, album, sample));
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.deepEqual(gallery.files(), [
    'albums/summer-in-koln/album.json',
    'albums/summer-in-koln/day 1/a.jpg',
    'albums/summer-in-koln/index.html',
    'assets/album-sync.css',
    'assets/album-sync.js',
    'assets/album-sync.svg',
    'index.html',
  ]);
  assert.deepEqual(readFileSync(gallery.path('albums/summer-in-koln/day 1/a.jpg')), bytesOf(sample));
  assert.equal(gallery.modifiedAt('albums/summer-in-koln/day 1/a.jpg'), '2019-02-03T04:05:06.789Z');
});

test('the manifest says what a reader without this program needs', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  const sample = {
    name: 'a.jpg',
    modifiedAt: '2019-02-03T04:05:06.789Z',
    capture: { capturedAt: '2019-02-03T05:05:06', caption: 'Harbour' },
  };
  must(await send(service, album, sample));
  must(await service.updateAlbum(album, { date: '2019-02-03T05:05:06' }, CALL));
  await service.finish(CALL);
  const { facts } = detailsOf(sample);
  assert.deepEqual(JSON.parse(gallery.read('albums/trip/album.json')), {
    generator: 'Album Sync',
    version: 1,
    title: 'Trip',
    date: '2019-02-03T05:05:06',
    items: [
      {
        name: 'a.jpg',
        size: facts.size,
        hash: facts.hash,
        sourceDate: '2019-02-03T04:05:06.789Z',
        captureDate: '2019-02-03T05:05:06',
        caption: 'Harbour',
        type: 'image/jpeg',
        file: { size: facts.size, modified: '2019-02-03T04:05:06.789Z' },
      },
    ],
  });
});

test('a shrunk copy is kept beside the facts of its original', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  const original = detailsOf({ name: 'a.jpg', text: 'the original, which is longer than its copy' });
  const copy = { name: 'a.jpg', text: 'copy' };
  must(await service.upload(album, original, sourceOf(copy), CALL));
  const [listed] = must(await gallery.open().listItems(album, CALL));
  const { size, hash, modifiedMs } = listed ?? {};
  assert.deepEqual({ size, hash, modifiedMs }, original.facts);
  assert.deepEqual(readFileSync(gallery.path('albums/trip/a.jpg')), bytesOf(copy));
});

test('another title keeps the folder', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await service.updateAlbum(album, { title: 'Journey' }, CALL));
  await service.finish(CALL);
  assert.match(gallery.read('albums/trip/album.json'), /"title":"Journey"/u);
  assert.match(gallery.read('index.html'), /Journey/u);
});

test('a second run without changes writes nothing', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  must(await send(service, must(await service.createAlbum('Trip', CALL)), { name: 'a.jpg' }));
  await service.finish(CALL);
  const before = gallery.files().map((file) => [file, gallery.modifiedAt(file)]);
  const next = gallery.open();
  for (const album of must(await next.listAlbums(CALL))) must(await next.listItems(album, CALL));
  await next.finish(CALL);
  assert.deepEqual(
    gallery.files().map((file) => [file, gallery.modifiedAt(file)]),
    before,
  );
});
