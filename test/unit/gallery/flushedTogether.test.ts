import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RemoteItem } from '../../../src/engine/model.ts';
import { createFileCopier } from '../../../src/local/copying/fileCopier.ts';
import type { FileSystemFlush } from '../../../src/local/flushing/fileSystemFlush.ts';
import { isTemporaryName } from '../../../src/local/safeWrite.ts';
import { bytesOf, CALL, detailsOf, must, send, sourceOf } from '../../conformance/samples.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';
import { galleryFolder } from './galleryFolder.ts';

for (const isDone of [true, false]) {
  test(`no photo has its name before its bytes are flushed, where a flush of all ${isDone ? 'succeeds' : 'fails'}`, async (t) => {
    const gallery = await galleryFolder(t);
    const photos = temporaryFolder(t);
    const seen: (readonly string[])[] = [];
    const copier = createFileCopier({
      workerPath: path.resolve('src/copyWorker.ts'),
      threads: 2,
      fileSystems: {
        fileSystemOf: () => 'disk',
        async flush() {
          seen.push(gallery.files('albums/trip'));
          return isDone;
        },
        dispose: () => undefined,
        prepare: () => undefined,
      },
    });
    t.after(() => copier.dispose());
    const service = gallery.open({ copier });
    const album = must(await service.createAlbum('Trip', CALL));
    const samples = Array.from({ length: 64 }, (_, index) => ({ name: `${index}.jpg` }));
    const sent = await Promise.all(
      samples.map((sample) => {
        const filePath = path.join(photos, sample.name);
        writeFileSync(filePath, bytesOf(sample));
        return service.upload(album, detailsOf(sample), sourceOf(sample, { filePath }), CALL);
      }),
    );
    assert.deepEqual(
      sent.map((result) => (result.ok ? result.value.name : result.problem.code)),
      samples.map(({ name }) => name),
    );
    const lying = seen.flat();
    assert.deepEqual([seen.length, lying.length, lying.every((name) => isTemporaryName(name))], [1, 64, true]);
    assert.deepEqual(gallery.files('albums/trip'), samples.map(({ name }) => name).toSorted());
  });
}

test('old photos go to the trash while the new ones are flushed, and all of them give way together', async (t) => {
  const seen: number[] = [];
  const { gallery, replaceAll, places } = await photosToReplace(t, {
    // It would wait for ever if the trash waited for it.
    async flush() {
      while (gallery.files('.trash').length < PHOTOS) await nextTurn();
      seen.push(places().filter((content) => content.includes('another ')).length);
      return true;
    },
  });
  for (const replaced of await replaceAll()) must(replaced);
  // The photos, and what the journal says of them; the folder with their names is one, and flushed by itself.
  assert.deepEqual(seen, [0, 0]);
  assert.deepEqual(new Set(places().map((content) => content.includes('another '))), new Set([true]));
});

test('an old photo stays in its place and leaves the trash where the new one does not reach the disk', async (t) => {
  let isFirst = true;
  const { gallery, replaceAll, places } = await photosToReplace(t, {
    async flush() {
      if (!isFirst) return true;
      isFirst = false;
      // Then each is flushed by itself, and one is gone.
      const [lost] = gallery.files('albums/trip').filter((name) => isTemporaryName(name));
      if (lost !== undefined) rmSync(gallery.path(`albums/trip/${lost}`));
      return false;
    },
  });
  const replaced = await replaceAll();
  assert.equal(replaced.filter(({ ok }) => !ok).length, 1);
  const kept = places().filter((content) => content.includes('old '));
  assert.equal(kept.length, 1);
  assert.equal(gallery.files('.trash').length, PHOTOS - 1);
  assert.deepEqual(
    gallery.files('albums/trip').filter((name) => isTemporaryName(name)),
    [],
  );
});

const PHOTOS = 64;

/** An album of which all photos are to be replaced, on a disk that flushes so. */
async function photosToReplace(t: TestContext, disk: Pick<FileSystemFlush, 'flush'>) {
  const gallery = await galleryFolder(t);
  const photos = temporaryFolder(t);
  const copier = createFileCopier({
    ...{ workerPath: path.resolve('src/copyWorker.ts'), threads: 2 },
    fileSystems: { fileSystemOf: () => 'disk', ...disk, dispose: () => undefined, prepare: () => undefined },
  });
  t.after(() => copier.dispose());
  const names = Array.from({ length: PHOTOS }, (_, index) => `${index}.jpg`);
  const first = gallery.open();
  const album = must(await first.createAlbum('Trip', CALL));
  const items: RemoteItem[] = [];
  for (const name of names) items.push(must(await send(first, album, { name, text: `old ${name}` })));
  await first.finish(CALL);
  const service = gallery.open({ copier });
  const replaceAll = () =>
    Promise.all(
      items.map((item) => {
        const sample = { name: item.name, text: `another ${item.name}` };
        const filePath = path.join(photos, item.name);
        writeFileSync(filePath, bytesOf(sample));
        return service.replace(item, detailsOf(sample), sourceOf(sample, { filePath }), CALL);
      }),
    );
  return { gallery, replaceAll, places: () => names.map((name) => gallery.read(`albums/trip/${name}`)) };
}

test('albums that are made at the same time wait for the disk together, each in a folder of its own', async (t) => {
  const gallery = await galleryFolder(t);
  const { copier, flushes } = flushCounter(t);
  const service = gallery.open({ copier });
  const titles = Array.from({ length: 100 }, (_, number) => `Album ${number % 50}`);
  let begun = 0;
  const made = await Promise.all(titles.map((title) => service.createAlbum(title, { ...CALL, onSent: () => begun++ })));
  // The first one begins at once, by itself; the journals of the others wait together.
  assert.deepEqual([begun, flushes()], [100, 1]);
  assert.equal(new Set(made.map((album) => must(album).id)).size, 100);
  const listed = must(await gallery.open().listAlbums(CALL));
  assert.deepEqual(listed.map(({ title }) => title).toSorted(), titles.toSorted());
});

test('dates that albums are given at the same time wait for the disk together', async (t) => {
  const gallery = await galleryFolder(t);
  const { copier, flushes } = flushCounter(t);
  const service = gallery.open({ copier });
  const titles = Array.from({ length: 100 }, (_, number) => `Album ${number}`);
  const albums = await Promise.all(titles.map(async (title) => must(await service.createAlbum(title, CALL))));
  const before = flushes();
  const date = '2020-05-01T10:00:00';
  for (const dated of await Promise.all(albums.map((album) => service.updateAlbum(album, { date }, CALL)))) must(dated);
  assert.equal(flushes() - before, 1);
  const listed = must(await gallery.open().listAlbums(CALL));
  assert.deepEqual(
    listed.map((album) => album.date),
    titles.map(() => date),
  );
});

const MOMENTS: readonly (readonly [what: string, done: number])[] = [
  ['however many others there are', 0],
  ['also where it was said of some a moment ago that they are done', 64],
];

for (const [what, done] of MOMENTS) {
  test(`the changed albums of a run wait for the disk together, ${what}`, async (t) => {
    const gallery = await galleryFolder(t);
    const { copier, flushes } = flushCounter(t);
    // The clock is ahead: what was changed a moment ago may still be changing.
    const options = { state: new MemoryState().open(), now: () => new Date(Date.now() + 60_000) };
    const first = gallery.open(options);
    const albums = [];
    for (let number = 0; number < 160; number++) {
      const album = must(await first.createAlbum(`Album ${number}`, CALL));
      must(await send(first, album, { name: 'a.jpg' }));
      albums.push(album);
    }
    await first.finish(CALL);
    const next = gallery.open({ ...options, copier });
    const changed = albums.filter((_, index) => index % 2 === 0);
    for (const album of changed) must(await send(next, album, { name: 'b.jpg' }));
    const before = flushes();
    for (const album of changed.slice(0, done)) next.albumDone?.(album, CALL);
    assert.deepEqual((await next.finish(CALL)).problems, []);
    // The manifests and pages, and then their folders.
    assert.equal(flushes() - before, 2);
  });
}

/** A copier on a disk that flushes all at once, and how often it did. */
function flushCounter(t: TestContext) {
  let flushes = 0;
  const copier = createFileCopier({
    ...{ workerPath: path.resolve('src/copyWorker.ts'), threads: 1 },
    fileSystems: {
      fileSystemOf: () => 'disk',
      flush: async () => {
        flushes++;
        return true;
      },
      dispose: () => undefined,
      prepare: () => undefined,
    },
  });
  t.after(() => copier.dispose());
  return { copier, flushes: () => flushes };
}
