import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { RemoteItem } from '../../../src/engine/model.ts';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import { ok } from '../../../src/engine/result.ts';
import { createFileCopier } from '../../../src/local/copying/fileCopier.ts';
import { bytesOf, CALL, detailsOf, must, send, sourceOf, type Sample } from '../../conformance/samples.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';
import { OPTIONS } from './manyAlbums.ts';

const capture = { dimensions: { width: 3, height: 2 } };
const OLD: Sample = { name: 'a.jpg', capture: { ...capture, caption: 'Old' } };
const NEW: Sample = {
  name: 'a.jpg',
  text: 'longer than before',
  modifiedAt: '2021-01-01T10:00:00Z',
  capture: { ...capture, caption: 'New' },
};
const OTHER: Sample = { name: 'b.jpg', capture: { ...capture, caption: 'Other' } };
const MANIFEST = 'albums/trip/album.json';
const JOURNAL = '.journal/trip.jsonl';
const PHOTO = 'albums/trip/a.jpg';

test('albums of which photos are replaced wait for the disk three times, and have no journal', async (t) => {
  const gallery = await galleryFolder(t);
  const memory = new MemoryState();
  const titles = Array.from({ length: 40 }, (_, number) => `Album ${number}`);
  const items = await finished(gallery, memory, titles);
  const journals: string[] = [];
  let flushes = 0;
  const flush = async () => {
    flushes++;
    journals.push(...gallery.files('.journal').map((name) => gallery.read(`.journal/${name}`)));
    return true;
  };
  const service = gallery.open({ ...OPTIONS, state: memory.open(), copier: copierOver(t, flush) });
  await askFor(service, items);
  // The pages say the same of it.
  const sample = { ...NEW, text: 'A.jpg', capture: OLD.capture ?? {} };
  const filePath = path.join(temporaryFolder(t), sample.name);
  writeFileSync(filePath, bytesOf(sample));
  const details = detailsOf(sample);
  const replace = (item: RemoteItem) => service.replace(item, details, sourceOf(sample, { filePath }), CALL);
  for (const replaced of await Promise.all(items.map(replace))) must(replaced);
  // The photos, the manifests that speak of them, and the names of both.
  assert.equal(flushes, 3);
  // The first flush may see none, and the last one none any more.
  assert.deepEqual(
    [journals.length >= titles.length, new Set(journals.map((journal) => JSON.parse(journal) instanceof Object))],
    [true, new Set([true])],
  );
  assert.deepEqual(gallery.files('.journal'), []);
  for (const { albumId } of items)
    assert.match(gallery.read(`albums/${albumId}/album.json`), new RegExp(details.facts.hash ?? ''));
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.equal(flushes, 3);
});

/** What of an album is on the disk: of the files that it had before, and of those that it has after. */
interface Remains {
  readonly photo: 'old' | 'new';
  readonly manifest: 'old' | 'new';
  readonly journal: 'none' | 'the new manifest' | 'half of the new manifest' | 'the new manifest and a line';
}

const CRASHES: readonly (Remains & { readonly caption: string | undefined })[] = [
  { photo: 'old', manifest: 'old', journal: 'half of the new manifest', caption: 'Old' },
  { photo: 'old', manifest: 'old', journal: 'the new manifest', caption: 'Old' },
  { photo: 'new', manifest: 'old', journal: 'the new manifest', caption: 'New' },
  { photo: 'new', manifest: 'old', journal: 'the new manifest and a line', caption: 'New' },
  { photo: 'new', manifest: 'new', journal: 'none', caption: 'New' },
  // The disk had the name of the manifest, and not yet that of the photo.
  { photo: 'old', manifest: 'new', journal: 'none', caption: undefined },
];

for (const { caption, ...remains } of CRASHES)
  test(`after a crash with the ${remains.photo} photo, the ${remains.manifest} manifest and ${remains.journal} for a journal all is known`, async (t) => {
    const gallery = await crashed(t, remains);
    const service = gallery.open();
    const [album] = must(await service.listAlbums(CALL));
    assert.ok(album);
    const items = must(await service.listItems(album, CALL));
    const sample = remains.photo === 'old' ? OLD : NEW;
    const expected = [
      { name: 'a.jpg', ...detailsOf(sample).facts, caption },
      { name: 'b.jpg', ...detailsOf(OTHER).facts, caption: 'Other' },
    ];
    assert.deepEqual(items.map(factsOf), expected);
    assert.deepEqual((await service.finish(CALL)).problems, []);
    assert.deepEqual(gallery.files('.journal'), []);
    assert.deepEqual(must(await gallery.open().listItems(album, CALL)).map(factsOf), expected);
  });

test('a manifest that is torn anywhere says nothing that is not so', async (t) => {
  const gallery = await crashed(t, { photo: 'old', manifest: 'old', journal: 'the new manifest' });
  const whole = readFileSync(gallery.path(JOURNAL));
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(gallery.path(JOURNAL), whole.subarray(0, length));
    const service = gallery.open();
    const [album] = must(await service.listAlbums(CALL));
    assert.ok(album);
    const [item] = must(await service.listItems(album, CALL));
    assert.deepEqual(item && factsOf(item), { name: 'a.jpg', ...detailsOf(OLD).facts, caption: 'Old' });
  }
});

const OTHERS: readonly (readonly [what: string, before: Sample, now: Sample])[] = [
  ['looks like the one before', { ...OLD, text: 'one' }, { ...OLD, text: 'two' }],
  ['is the one before', OLD, { ...OLD, capture: NEW.capture ?? {} }],
];

for (const [what, before, now] of OTHERS)
  test(`a photo that ${what} is written into a journal of lines`, async (t) => {
    const gallery = await galleryFolder(t);
    const memory = new MemoryState();
    const items = await finished(gallery, memory, ['Trip'], before);
    const service = gallery.open({ ...OPTIONS, state: memory.open() });
    await askFor(service, items);
    const [item] = items;
    assert.ok(item);
    must(await service.replace(item, detailsOf(now), sourceOf(now), CALL));
    assert.ok(gallery.read(JOURNAL).startsWith('\n{'), gallery.read(JOURNAL));
    assert.deepEqual((await service.finish(CALL)).problems, []);
    assert.deepEqual(gallery.files('.journal'), []);
  });

test('an album of which photos are replaced again and again is written once more, in the end', async (t) => {
  const gallery = await galleryFolder(t);
  const memory = new MemoryState();
  const [item] = await finished(gallery, memory, ['Trip']);
  assert.ok(item);
  const service = gallery.open({ ...OPTIONS, state: memory.open() });
  await askFor(service, [item]);
  let last: RemoteItem = item;
  for (const text of ['first', 'the second', 'and the third']) {
    const sample = { ...NEW, text };
    last = must(await service.replace(last, detailsOf(sample), sourceOf(sample), CALL));
  }
  assert.equal(gallery.read(JOURNAL).trim().split('\n').length, 2);
  assert.deepEqual((await service.finish(CALL)).problems, []);
  assert.deepEqual(gallery.files('.journal'), []);
  assert.match(gallery.read(MANIFEST), new RegExp(detailsOf({ ...NEW, text: 'and the third' }).facts.hash ?? ''));
});

/** Albums with `a.jpg` and `b.jpg` that an earlier run has finished; the first photo of each. */
async function finished(gallery: GalleryFolder, memory: MemoryState, titles: readonly string[], first = OLD) {
  const state = memory.open();
  const service = gallery.open({ ...OPTIONS, state });
  const items: RemoteItem[] = [];
  for (const title of titles) {
    const album = must(await service.createAlbum(title, CALL));
    items.push(must(await send(service, album, first)));
    must(await send(service, album, OTHER));
  }
  await service.finish(CALL);
  state.commit();
  return items;
}

/** Asks for these items alone, as a run does that knows all others. */
async function askFor(service: AlbumService, items: readonly RemoteItem[]): Promise<void> {
  for (const album of must(await service.listAlbums(CALL))) {
    const ids = new Set(items.filter(({ albumId }) => albumId === album.id).map(({ id }) => id));
    assert.ok(must((await service.listSome?.(album, ids, CALL)) ?? ok(undefined)));
  }
}

function copierOver(t: TestContext, flush: () => Promise<boolean>) {
  const copier = createFileCopier({
    ...{ workerPath: path.resolve('src/copyWorker.ts'), threads: 1 },
    fileSystems: { fileSystemOf: () => 'disk', flush, dispose: () => undefined, prepare: () => undefined },
  });
  t.after(() => copier.dispose());
  return copier;
}

/** A gallery of which a photo was being replaced when the computer lost its power. */
async function crashed(t: TestContext, { photo, manifest, journal }: Remains): Promise<GalleryFolder> {
  const gallery = await galleryFolder(t);
  const memory = new MemoryState();
  const items = await finished(gallery, memory, ['Trip']);
  const before = temporaryFolder(t);
  cpSync(gallery.folder, before, { recursive: true, preserveTimestamps: true });
  const service = gallery.open({ ...OPTIONS, state: memory.open() });
  await askFor(service, items);
  const [item] = items;
  assert.ok(item);
  must(await service.replace(item, detailsOf(NEW), sourceOf(NEW), CALL));
  assert.ok(!existsSync(gallery.path(JOURNAL)));
  const next = gallery.read(MANIFEST);
  for (const [file, which] of [[PHOTO, photo] as const, [MANIFEST, manifest] as const]) {
    if (which === 'new') continue;
    rmSync(gallery.path(file));
    cpSync(path.join(before, file), gallery.path(file), { preserveTimestamps: true });
  }
  const texts = {
    'the new manifest': next,
    'half of the new manifest': next.slice(0, next.length / 2),
    'the new manifest and a line': `${next}\n{"date":"2020-05-01T10:00:00"}`,
  };
  mkdirSync(path.dirname(gallery.path(JOURNAL)), { recursive: true });
  if (journal !== 'none') writeFileSync(gallery.path(JOURNAL), texts[journal]);
  return gallery;
}

function factsOf({ name, size, hash, modifiedMs, caption }: RemoteItem) {
  return { name, size, hash, modifiedMs, caption };
}
