import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import type { MediaType } from '../../../src/engine/model.ts';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import type { ImageTools, PictureOutcome } from '../../../src/local/images/imageTools.ts';
import type { Thumbnail } from '../../../src/local/images/protocol.ts';
import { CALL, detailsOf, itemNamed, must, sourceOf } from '../../conformance/samples.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';
import { galleryFolder } from './galleryFolder.ts';

const JPEG: MediaType = { kind: 'photo', mime: 'image/jpeg' };
const HEIC: MediaType = { kind: 'photo', mime: 'image/heic' };
const VIDEO: MediaType = { kind: 'video', mime: 'video/mp4' };

const MADE: PictureOutcome<Thumbnail> = {
  kind: 'done',
  value: { bytes: Buffer.from('a small picture'), dimensions: { width: 800, height: 600 } },
};
const DAMAGED: PictureOutcome<Thumbnail> = { kind: 'damaged', problem: problem('E_IMAGE_DECODE', phrase`Torn`) };
const NO_DECODER: PictureOutcome<Thumbnail> = { kind: 'noDecoder', problem: problem('E_IMAGE_LIBRARY') };

/** Image tools that answer as told, and remember what they were asked for. */
function fakeImages(answer: (name: string) => PictureOutcome<Thumbnail>) {
  const asked: string[] = [];
  const images: ImageTools = {
    ...NO_IMAGES,
    thumbnail: async (file) => {
      const name = file.slice(file.lastIndexOf('/') + 1);
      asked.push(name);
      return answer(name);
    },
  };
  return { images, asked };
}

async function sendAll(service: AlbumService, items: Readonly<Record<string, MediaType>>) {
  const album = must(await service.createAlbum('Trip', CALL));
  for (const [name, type] of Object.entries(items)) {
    must(await service.upload(album, { ...detailsOf({ name }), type }, sourceOf({ name }), CALL));
  }
  return album;
}

test('every photo gets a thumbnail once, and its size is known', async (t) => {
  const gallery = await galleryFolder(t);
  const { images, asked } = fakeImages(() => MADE);
  const service = gallery.open({ images, thumbnails: true });
  await sendAll(service, { 'a.jpg': JPEG, 'b.jpg': JPEG, 'film.mp4': VIDEO });
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.deepEqual((await gallery.open({ images, thumbnails: true }).finish(CALL)).problems, []);
  assert.deepEqual(asked, ['a.jpg', 'b.jpg']);
  assert.equal(gallery.files('thumbs/trip').length, 2);
  assert.match(gallery.read('albums/trip/album.json'), /"name":"a\.jpg".*"width":800,"height":600/u);
  assert.match(
    gallery.read('albums/trip/index.html'),
    /<img src="\.\.\/\.\.\/thumbs\/trip\/[0-9a-f]{32}\.webp" width="800"/u,
  );
});

test('a damaged photo is one problem, told once', async (t) => {
  const gallery = await galleryFolder(t);
  const { images, asked } = fakeImages((name) => (name === 'b.jpg' ? DAMAGED : MADE));
  const service = gallery.open({ images, thumbnails: true });
  await sendAll(service, { 'a.jpg': JPEG, 'b.jpg': JPEG });
  const { problems } = await service.finish(CALL);
  assert.deepEqual(
    problems.map(({ code, path }) => `${code} ${path ?? ''}`),
    ['E_IMAGE_DECODE albums/trip/b.jpg'],
  );
  assert.deepEqual((await gallery.open({ images, thumbnails: true }).finish(CALL)).problems, []);
  assert.deepEqual(asked, ['a.jpg', 'b.jpg']);
  assert.ok(gallery.has('albums/trip/b.jpg'));
});

test('a format that nobody can decode is no problem', async (t) => {
  const gallery = await galleryFolder(t);
  const { images } = fakeImages(() => ({ kind: 'unsupported' }));
  const service = gallery.open({ images, thumbnails: true });
  await sendAll(service, { 'a.heic': HEIC });
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.match(gallery.read('albums/trip/index.html'), /href="a\.heic"[^>]* download[^>]*>.*<b>HEIC<\/b>/u);
});

test('without a decoder there is one problem, no thumbnails, and everything else', async (t) => {
  const gallery = await galleryFolder(t);
  const { images, asked } = fakeImages(() => NO_DECODER);
  const service = gallery.open({ images, thumbnails: true });
  await sendAll(service, { 'a.jpg': JPEG, 'b.jpg': JPEG });
  must(await service.createAlbum('Other', CALL));
  const { problems } = await service.finish(CALL);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['E_IMAGE_LIBRARY'],
  );
  assert.equal(asked.length, 1);
  assert.match(gallery.read('albums/trip/index.html'), /<img src="a\.jpg"/u);
  assert.match(gallery.read('index.html'), /Other/u);
});

test('with thumbnails switched off the pages show the originals', async (t) => {
  const gallery = await galleryFolder(t);
  const { images, asked } = fakeImages(() => MADE);
  const service = gallery.open({ images, thumbnails: false });
  await sendAll(service, { 'a b.jpg': JPEG });
  await service.finish(CALL);
  assert.deepEqual(asked, []);
  assert.match(gallery.read('albums/trip/index.html'), /<img src="a%20b\.jpg"/u);
  assert.match(gallery.read('index.html'), /<img src="albums\/trip\/a%20b\.jpg"/u);
});

test('a thumbnail goes with its photo', async (t) => {
  const gallery = await galleryFolder(t);
  const { images, asked } = fakeImages(() => MADE);
  const service = gallery.open({ images, thumbnails: true });
  const album = await sendAll(service, { 'a.jpg': JPEG, 'b.jpg': JPEG, 'c.jpg': JPEG });
  await service.finish(CALL);
  const before = gallery.files('thumbs/trip');
  must(await service.remove(await itemNamed(service, album, 'a.jpg'), CALL));
  must(await service.updateItem(await itemNamed(service, album, 'b.jpg'), { name: 'renamed.jpg' }, CALL));
  const changed = { name: 'c.jpg', text: 'new content' };
  const item = await itemNamed(service, album, 'c.jpg');
  must(await service.replace(item, detailsOf(changed), sourceOf(changed), CALL));
  await service.finish(CALL);
  const after = gallery.files('thumbs/trip');
  assert.deepEqual(asked, ['a.jpg', 'b.jpg', 'c.jpg', 'c.jpg']);
  assert.equal(after.length, 2);
  assert.equal(after.filter((name) => before.includes(name)).length, 1);
});

test('after a cancel the pages are there and the next run makes the thumbnails', async (t) => {
  const gallery = await galleryFolder(t);
  const controller = new AbortController();
  const { images, asked } = fakeImages(() => {
    controller.abort();
    return { kind: 'cancelled' };
  });
  const service = gallery.open({ images, thumbnails: true });
  await sendAll(service, { 'a.jpg': JPEG, 'b.jpg': JPEG });
  assert.deepEqual((await service.finish({ signal: controller.signal })).problems, []);
  assert.deepEqual(asked, ['a.jpg']);
  assert.match(gallery.read('albums/trip/index.html'), /b\.jpg/u);
  const next = fakeImages(() => MADE);
  await gallery.open({ images: next.images, thumbnails: true }).finish(CALL);
  assert.deepEqual(next.asked, ['a.jpg', 'b.jpg']);
});
