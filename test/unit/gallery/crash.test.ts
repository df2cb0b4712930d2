import assert from 'node:assert/strict';
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { accountText, bytesOf, CALL, detailsOf, must, sampleText, send } from '../../conformance/samples.ts';
import { tinyJpeg } from '../../harness/library.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';

const a = { name: 'a.jpg', capture: { capturedAt: '2001-02-03T04:05:06', caption: 'First' } };

/** A gallery with the album Trip and one photo in it, after a run that ended as it should. */
async function finishedGallery(gallery: GalleryFolder) {
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, a));
  await service.finish(CALL);
  return album;
}

test('what a crash kept from the manifest is in the next one', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  must(await send(service, must(await service.createAlbum('Trip', CALL)), a));
  assert.deepEqual(gallery.files('albums/trip'), ['a.jpg']);
  assert.deepEqual((await gallery.open().finish(CALL)).problems, []);
  assert.match(gallery.read('albums/trip/album.json'), /"a\.jpg".*"First"/u);
  assert.deepEqual(gallery.files('.journal'), []);
});

test('a torn last line of the journal is as if it had not been written', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, a));
  await writeFile(gallery.path('.journal/trip.jsonl'), '\n{"name":"b.jp', { flag: 'a' });
  const next = gallery.open();
  must(await send(next, album, { name: 'c.jpg' }));
  const last = gallery.open();
  const items = [sampleText(last, a), sampleText(last, { name: 'c.jpg' })].map((item) => `  ${item}`);
  assert.equal(await accountText(last), ['Trip', ...items].join('\n'));
});

test('a file without a record is an item, and its facts are read', async (t) => {
  const gallery = await galleryFolder(t);
  await finishedGallery(gallery);
  const b = { name: 'b.jpg', modifiedAt: '2020-06-01T10:00:00Z' };
  await writeFile(gallery.path('albums/trip/b.jpg'), bytesOf(b));
  await utimes(gallery.path('albums/trip/b.jpg'), new Date(), new Date(b.modifiedAt));
  const next = gallery.open();
  assert.equal(await accountText(next), ['Trip', `  ${sampleText(next, a)}`, `  ${sampleText(next, b)}`].join('\n'));
  await next.finish(CALL);
  assert.match(gallery.read('albums/trip/album.json'), /"b\.jpg"/u);
});

test('a file that is no photo is no item and stays', async (t) => {
  const gallery = await galleryFolder(t);
  await finishedGallery(gallery);
  await writeFile(gallery.path('albums/trip/notes.txt'), 'remember the milk');
  await writeFile(gallery.path('albums/trip/.DS_Store'), bytesOf({ name: 'x' }));
  const next = gallery.open();
  assert.equal(await accountText(next), `Trip\n  ${sampleText(next, a)}`);
  await next.finish(CALL);
  assert.equal(gallery.read('albums/trip/notes.txt'), 'remember the milk');
});

test('a record without a file is no item', async (t) => {
  const gallery = await galleryFolder(t);
  await finishedGallery(gallery);
  await rm(gallery.path('albums/trip/a.jpg'));
  const next = gallery.open();
  assert.equal(await accountText(next), 'Trip');
  await next.finish(CALL);
  assert.doesNotMatch(gallery.read('albums/trip/album.json'), /a\.jpg/u);
});

test('a file that somebody changed has the facts of its new content', async (t) => {
  const gallery = await galleryFolder(t);
  const album = await finishedGallery(gallery);
  const edited = tinyJpeg('edited by somebody');
  await writeFile(gallery.path('albums/trip/a.jpg'), edited);
  await utimes(gallery.path('albums/trip/a.jpg'), new Date(), new Date('2022-02-02T02:02:02Z'));
  const [item] = must(await gallery.open().listItems(album, CALL));
  const { facts } = detailsOf({ name: 'a.jpg', text: 'edited by somebody', modifiedAt: '2022-02-02T02:02:02Z' });
  assert.deepEqual({ size: item?.size, hash: item?.hash, modifiedMs: item?.modifiedMs }, facts);
});

test('a file that was only touched keeps its caption', async (t) => {
  const gallery = await galleryFolder(t);
  const album = await finishedGallery(gallery);
  await utimes(gallery.path('albums/trip/a.jpg'), new Date(), new Date('2022-02-02T02:02:02Z'));
  const [item] = must(await gallery.open().listItems(album, CALL));
  assert.equal(item?.caption, 'First');
  assert.equal(item.hash, detailsOf(a).facts.hash);
  assert.equal(item.modifiedMs, Date.parse('2022-02-02T02:02:02Z'));
});

/** What somebody deletes from each item of the manifest, and what is then not known of an untouched file. */
const deletions: readonly (readonly [string, readonly string[], readonly ('size' | 'hash' | 'modifiedMs')[]])[] = [
  ['nothing', [], []],
  ['the hash', ['hash'], ['hash']],
  ['the size', ['size'], ['size']],
  ['the source date', ['sourceDate'], ['modifiedMs']],
  ['how the file looked', ['file'], []],
  ['everything but the name', ['file', 'size', 'hash', 'sourceDate'], ['size', 'hash', 'modifiedMs']],
];

for (const [what, fields, unknown] of deletions) {
  test(`without ${what}, no more than that is unknown, and it is not guessed`, async (t) => {
    const gallery = await galleryFolder(t);
    const album = await finishedGallery(gallery);
    const manifest = JSON.parse(gallery.read('albums/trip/album.json')) as { items: Record<string, unknown>[] };
    const items = manifest.items.map((item) =>
      Object.fromEntries(Object.entries(item).filter(([key]) => !fields.includes(key))),
    );
    await writeFile(gallery.path('albums/trip/album.json'), JSON.stringify({ ...manifest, items }));
    const [item] = must(await gallery.open().listItems(album, CALL));
    const facts = { size: item?.size, hash: item?.hash, modifiedMs: item?.modifiedMs };
    const expected = { ...detailsOf(a).facts, ...Object.fromEntries(unknown.map((fact) => [fact, undefined])) };
    assert.deepEqual(facts, expected);
  });
}

test('half-written files of a crash are not items and go with the next run; other hidden files stay', async (t) => {
  const gallery = await galleryFolder(t);
  await finishedGallery(gallery);
  await writeFile(gallery.path('albums/trip/.album-sync-0123456789abcdef.tmp'), bytesOf(a).subarray(0, 40));
  await writeFile(gallery.path('albums/trip/.album-sync-notes.tmp'), 'mine');
  const next = gallery.open();
  assert.equal(await accountText(next), `Trip\n  ${sampleText(next, a)}`);
  await next.finish(CALL);
  assert.deepEqual(gallery.files('albums/trip'), ['.album-sync-notes.tmp', 'a.jpg', 'album.json', 'index.html']);
});

test('an album folder that a crash left empty becomes the album', async (t) => {
  const gallery = await galleryFolder(t);
  await mkdir(gallery.path('albums/trip'), { recursive: true });
  assert.equal(must(await gallery.open().createAlbum('Trip', CALL)).id, 'trip');
});

test('an album that a crash left without a photo is found again, and another one of its name gets another folder', async (t) => {
  const gallery = await galleryFolder(t);
  must(await gallery.open().createAlbum('Trip', CALL));
  const next = gallery.open();
  const listed = must(await next.listAlbums(CALL));
  assert.deepEqual(
    listed.map(({ id, title }) => [id, title]),
    [['trip', 'Trip']],
  );
  assert.equal(must(await next.createAlbum('Trip', CALL)).id, 'trip-2');
  assert.equal(must(await next.createAlbum('Trip', CALL)).id, 'trip-3');
});

test('a journal that is left of an album whose folder somebody deleted says nothing of the next one', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await send(service, album, a));
  must(await service.updateAlbum(album, { date: '2001-02-03T04:05:06' }, CALL));
  await rm(gallery.path('albums/trip'), { recursive: true });
  assert.equal(must(await gallery.open().createAlbum('Trip!', CALL)).id, 'trip');
  const [next] = must(await gallery.open().listAlbums(CALL));
  assert.deepEqual([next?.title, next?.date], ['Trip!', undefined]);
});

test('an album of which its journal cannot be begun is none', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  await mkdir(gallery.path('.journal/trip.jsonl'), { recursive: true });
  const made = await service.createAlbum('Trip', CALL);
  assert.equal(made.ok, false);
  await rm(gallery.path('.journal/trip.jsonl'), { recursive: true });
  assert.deepEqual(must(await gallery.open().listAlbums(CALL)), []);
});

test('of the folder of an album that was never made nothing is left but what somebody else put there', async (t) => {
  const gallery = await galleryFolder(t);
  await finishedGallery(gallery);
  for (const folder of ['oslo', 'rome']) {
    await mkdir(gallery.path(`albums/${folder}`));
    await writeFile(gallery.path(`albums/${folder}/.album-sync-0123456789abcdef.tmp`), '{"gene');
  }
  await writeFile(gallery.path('albums/rome/notes.txt'), 'mine');
  assert.deepEqual((await gallery.open().finish(CALL)).problems, []);
  assert.deepEqual(gallery.files('albums'), [
    'rome/.album-sync-0123456789abcdef.tmp',
    'rome/notes.txt',
    ...['trip/a.jpg', 'trip/album.json', 'trip/index.html'],
  ]);
});

test('a lost manifest is made anew from the page and the files', async (t) => {
  const gallery = await galleryFolder(t);
  await finishedGallery(gallery);
  await rm(gallery.path('albums/trip/album.json'));
  const next = gallery.open();
  const listed = await accountText(next);
  assert.match(listed, /^Trip\n {2}a\.jpg, /u);
  await next.finish(CALL);
  assert.equal(await accountText(gallery.open()), listed);
  assert.match(await readFile(gallery.path('albums/trip/album.json'), 'utf8'), /"title":"Trip"/u);
});
