import assert from 'node:assert/strict';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import {
  accountText,
  bytesOf,
  CALL,
  codeOf,
  detailsOf,
  download,
  must,
  sampleText,
  send,
  sourceOf,
} from '../../conformance/samples.ts';
import { galleryFolder } from './galleryFolder.ts';

const a = { name: 'a.jpg' };

test('a page that somebody else made stays, and the rest goes on', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  must(await send(service, must(await service.createAlbum('Trip', CALL)), a));
  const mine = '<title>My home page</title>';
  for (const page of ['index.html', 'albums/trip/index.html', 'assets/album-sync.css']) {
    await mkdir(path.dirname(gallery.path(page)), { recursive: true });
    await writeFile(gallery.path(page), mine);
  }
  const { problems } = await service.finish(CALL);
  assert.deepEqual(
    problems.map((problem) => `${problem.code} ${problem.path ?? ''}`),
    [
      'E_GALLERY_FOREIGN assets/album-sync.css',
      'E_GALLERY_FOREIGN albums/trip/index.html',
      'E_GALLERY_FOREIGN index.html',
    ],
  );
  assert.equal(gallery.read('index.html'), mine);
  assert.ok(gallery.has('assets/album-sync.js'));
});

test('a page is never written over a folder', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  must(await send(service, must(await service.createAlbum('Trip', CALL)), a));
  await mkdir(gallery.path('index.html'));
  const { problems } = await service.finish(CALL);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['E_GALLERY_FOREIGN'],
  );
});

/** What somebody put where an item must go, and the answer to its upload. */
const places: readonly (readonly [string, (file: string) => Promise<unknown>, 'ok' | 'E_GALLERY_FOREIGN'])[] = [
  ['the same photo', (file) => writeFile(file, bytesOf(a)), 'ok'],
  ['another photo', (file) => writeFile(file, bytesOf({ name: 'other' })), 'E_GALLERY_FOREIGN'],
  ['a text', (file) => writeFile(file, 'mine'), 'E_GALLERY_FOREIGN'],
  ['an empty file', (file) => writeFile(file, ''), 'E_GALLERY_FOREIGN'],
  ['a folder', (file) => mkdir(file), 'E_GALLERY_FOREIGN'],
  ['a link', (file) => symlink('/etc/hostname', file), 'E_GALLERY_FOREIGN'],
];

for (const [what, put, answer] of places) {
  test(`an upload meets ${what}: ${answer}`, async (t) => {
    const gallery = await galleryFolder(t);
    const service = gallery.open();
    const album = must(await service.createAlbum('Trip', CALL));
    await put(gallery.path('albums/trip/a.jpg'));
    const before = gallery.files('albums/trip');
    const sent = await send(service, album, a);
    if (answer === 'ok') assert.deepEqual(await download(service, must(sent)), bytesOf(a));
    else assert.equal(codeOf(sent), answer);
    assert.deepEqual(gallery.files('albums/trip'), before);
  });
}

for (const link of ['albums', 'albums/trip', 'albums/trip/day 1']) {
  test(`nothing is written through a link at ${link}`, async (t) => {
    const gallery = await galleryFolder(t);
    const outside = path.join(gallery.folder, '..', 'outside');
    await mkdir(path.dirname(gallery.path(link)), { recursive: true });
    await mkdir(outside);
    const service = gallery.open();
    if (link === 'albums/trip/day 1') must(await service.createAlbum('Trip', CALL));
    await symlink(outside, gallery.path(link));
    const created = await service.createAlbum('Trip', CALL);
    const trip = link === 'albums/trip/day 1' ? { id: 'trip', title: 'Trip' } : undefined;
    const album = trip ?? (created.ok ? created.value : undefined);
    const sent = album && (await send(service, album, { name: 'day 1/a.jpg' }));
    await service.finish(CALL);
    assert.deepEqual(gallery.files('../outside'), []);
    // A link in place of one album only sends it to another folder.
    if (link === 'albums/trip') assert.equal(album?.id, 'trip-2');
    else assert.equal(codeOf(sent ?? created), 'E_GALLERY_FOREIGN');
  });
}

for (const moved of ['albums', 'albums/trip']) {
  test(`nothing is written to ${moved} after it was moved out of the gallery and a link leads there`, async (t) => {
    const gallery = await galleryFolder(t);
    const service = gallery.open();
    const album = must(await service.createAlbum('Trip', CALL));
    must(await send(service, album, { name: 'a.jpg' }));
    const outside = path.join(gallery.folder, '..', 'outside');
    await rename(gallery.path(moved), outside);
    await symlink(outside, gallery.path(moved));
    const before = gallery.files('../outside');
    assert.equal(codeOf(await send(service, album, { name: 'b.jpg' })), 'E_GALLERY_FOREIGN');
    assert.deepEqual(gallery.files('../outside'), before);
  });
}

test('an album that was taken away and made anew while it was written to gets the next photo', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, { name: 'a.jpg' }));
  await rename(gallery.path('albums/trip'), path.join(gallery.folder, '..', 'away'));
  must(await send(service, album, { name: 'b.jpg' }));
  assert.deepEqual(gallery.files('albums/trip'), ['b.jpg']);
});

test('a folder in albums that the gallery did not make is no album and stays', async (t) => {
  const gallery = await galleryFolder(t);
  await mkdir(gallery.path('albums/trip'), { recursive: true });
  await writeFile(gallery.path('albums/trip/readme.txt'), 'mine');
  const service = gallery.open();
  assert.equal(await accountText(service), '');
  assert.equal(must(await service.createAlbum('Trip', CALL)).id, 'trip-2');
  await service.finish(CALL);
  assert.deepEqual(gallery.files('albums/trip'), ['readme.txt']);
});

for (const content of ['not json', '[]', '{"version":2,"title":"Trip","items":[]}', '{"version":1,"items":[{}]}', '']) {
  test(`an album with ${content || 'an empty file'} as its manifest is listed, and left alone`, async (t) => {
    const gallery = await galleryFolder(t);
    const service = gallery.open();
    const trip = must(await service.createAlbum('Trip & more', CALL));
    const other = must(await service.createAlbum('Other', CALL));
    must(await send(service, trip, a));
    must(await send(service, other, a));
    await service.finish(CALL);
    await writeFile(gallery.path('albums/trip-more/album.json'), content);
    const next = gallery.open();
    const listed = must(await next.listAlbums(CALL)).map(({ title }) => title);
    assert.deepEqual(listed, ['Other', 'Trip & more']);
    assert.equal(codeOf(await next.listItems(trip, CALL)), 'E_GALLERY_DAMAGED');
    assert.equal(codeOf(await send(next, trip, { name: 'b.jpg' })), 'E_GALLERY_DAMAGED');
    assert.equal(must(await next.listItems(other, CALL)).length, 1);
    await next.finish(CALL);
    assert.equal(gallery.read('albums/trip-more/album.json'), content);
    assert.deepEqual(gallery.files('albums/trip-more'), ['a.jpg', 'album.json', 'index.html']);
  });
}

test('a manifest cannot name a file outside its album', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, a));
  await service.finish(CALL);
  const manifest = gallery
    .read('albums/trip/album.json')
    .replace('"name":"a.jpg"', '"name":"a.jpg","path":"../../index.html"');
  await writeFile(gallery.path('albums/trip/album.json'), manifest);
  const next = gallery.open();
  assert.equal(await accountText(next), `Trip\n  ${sampleText(next, a)}`);
  for (const id of ['trip/../../index.html', '../index.html', 'trip//etc/hostname', 'trip/']) {
    const item = { id, albumId: 'trip', name: 'x' };
    const { signal } = CALL;
    await next.remove(item, { signal });
    assert.equal(codeOf(await next.updateItem(item, { name: 'y.jpg' }, CALL)), 'E_TARGET_CHANGED');
    assert.equal(codeOf(await next.replace(item, detailsOf(a), sourceOf(a), CALL)), 'E_TARGET_CHANGED');
  }
  assert.ok(gallery.has('index.html'));
});

test('a gallery path that is a file is somebody else’s', async (t) => {
  const gallery = await galleryFolder(t);
  await writeFile(gallery.folder, 'mine');
  assert.equal(codeOf(await gallery.open().createAlbum('Trip', CALL)), 'E_GALLERY_FOREIGN');
});
