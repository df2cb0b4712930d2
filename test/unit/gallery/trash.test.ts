import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import {
  accountText,
  bytesOf,
  CALL,
  codeOf,
  detailsOf,
  download,
  itemNamed,
  must,
  sampleText,
  send,
  sourceOf,
} from '../../conformance/samples.ts';
import { tinyJpeg } from '../../harness/library.ts';
import { galleryFolder } from './galleryFolder.ts';

const old = { name: 'day 1/a.jpg', text: 'old' };
const replacement = { name: 'day 1/a.jpg', text: 'new' };

test('a replaced item stays in the trash, which says when and from where', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  let item = must(await send(service, album, old));
  for (const text of ['new', 'newer']) {
    const sample = { ...replacement, text };
    item = must(await service.replace(item, detailsOf(sample), sourceOf(sample), CALL));
  }
  assert.deepEqual(gallery.files('.trash'), [
    '2026-11-22T12-00-00 (2)/albums/trip/day 1/a.jpg',
    '2026-11-22T12-00-00/albums/trip/day 1/a.jpg',
  ]);
  const first = readFileSync(gallery.path('.trash/2026-11-22T12-00-00/albums/trip/day 1/a.jpg'));
  assert.deepEqual(first, bytesOf(old));
  assert.equal(gallery.modifiedAt('.trash/2026-11-22T12-00-00/albums/trip/day 1/a.jpg'), '2020-06-01T10:00:00.000Z');
});

test('a removed item can be put back by hand', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await service.remove(must(await send(service, album, old)), CALL));
  assert.deepEqual(gallery.files('albums/trip'), []);
  await mkdir(gallery.path('albums/trip/day 1'), { recursive: true });
  await rename(
    gallery.path('.trash/2026-11-22T12-00-00/albums/trip/day 1/a.jpg'),
    gallery.path('albums/trip/day 1/a.jpg'),
  );
  const next = gallery.open();
  assert.equal(await accountText(next), `Trip\n  ${sampleText(next, old)}`);
});

test('the trash is no album', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await service.remove(must(await send(service, album, old)), CALL));
  await service.finish(CALL);
  assert.equal(await accountText(gallery.open()), 'Trip');
  assert.doesNotMatch(gallery.read('index.html'), /trash/u);
});

test('a replacement that looks like the old file is not taken for it', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  const item = must(await send(service, album, old));
  // The same size and the same date, as some editors leave them.
  must(await service.replace(item, detailsOf(replacement), sourceOf(replacement), CALL));
  const next = gallery.open();
  assert.equal(await accountText(next), `Trip\n  ${sampleText(next, replacement)}`);
  assert.deepEqual(await download(next, await itemNamed(next, album, old.name)), bytesOf(replacement));
});

test('of a file that was about to be replaced by a lookalike, nothing is believed', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, old));
  await service.finish(CALL);
  // The crash came after the new bytes and before their record.
  await mkdir(gallery.path('.journal'), { recursive: true });
  await writeFile(gallery.path('.journal/trip.jsonl'), `\n{"forget":"${old.name}"}`);
  await writeFile(gallery.path(`albums/trip/${old.name}`), bytesOf(replacement));
  await utimes(gallery.path(`albums/trip/${old.name}`), new Date(), new Date('2020-06-01T10:00:00Z'));
  const next = gallery.open();
  assert.equal(await accountText(next), `Trip\n  ${sampleText(next, replacement)}`);
});

test('equal content is not replaced, so nothing goes to the trash', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  const item = must(await send(service, album, old));
  const touched = { ...old, modifiedAt: '2023-03-03T03:03:03Z' };
  must(await service.replace(item, detailsOf(touched), sourceOf(touched), CALL));
  assert.deepEqual(gallery.files('.trash'), []);
  assert.equal(gallery.modifiedAt('albums/trip/day 1/a.jpg'), '2023-03-03T03:03:03.000Z');
});

test('an item that somebody changed since it was listed is neither replaced nor removed', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, old));
  const item = await itemNamed(service, album, old.name);
  await writeFile(gallery.path('albums/trip/day 1/a.jpg'), tinyJpeg('changed meanwhile'));
  const replaced = await service.replace(item, detailsOf(replacement), sourceOf(replacement), CALL);
  assert.equal(codeOf(replaced), 'E_TARGET_CHANGED');
  assert.equal(codeOf(await service.remove(item, CALL)), 'E_TARGET_CHANGED');
  assert.deepEqual(readFileSync(gallery.path('albums/trip/day 1/a.jpg')), tinyJpeg('changed meanwhile'));
});

test('nothing is removed when the trash cannot be used', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  const item = must(await send(service, album, old));
  await writeFile(path.join(gallery.folder, '.trash'), 'a file');
  assert.equal(codeOf(await service.remove(item, CALL)), 'E_GALLERY_FOREIGN');
  const replaced = await service.replace(item, detailsOf(replacement), sourceOf(replacement), CALL);
  assert.equal(codeOf(replaced), 'E_GALLERY_FOREIGN');
  assert.deepEqual(gallery.files('albums/trip'), ['day 1/a.jpg']);
  assert.deepEqual(readFileSync(gallery.path('albums/trip/day 1/a.jpg')), bytesOf(old));
});
