import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { GalleryOptions } from '../../../src/services/gallery/gallery.ts';
import { CALL, codeOf, must, send } from '../../conformance/samples.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';

/** More than one thread looks at. */
const ALBUMS = 30;

/** The clock is ahead: of what was changed a moment ago there is no mark. */
const OPTIONS: Partial<GalleryOptions> = { now: () => new Date(Date.now() + 60_000) };

async function manyAlbums(t: TestContext): Promise<GalleryFolder> {
  const gallery = await galleryFolder(t);
  const service = gallery.open(OPTIONS);
  for (let number = 0; number < ALBUMS; number++) {
    const album = must(await service.createAlbum(`Album ${number}`, CALL));
    must(await send(service, album, { name: 'a.jpg' }));
  }
  await service.finish(CALL);
  return gallery;
}

const PROGRAMS: readonly (readonly [what: string, program: string])[] = [
  ['a thread', path.resolve('src/lookWorker.ts')],
  ['no thread, because its program is not there', path.resolve('src/missingWorker.ts')],
];

for (const [what, lookWorker] of PROGRAMS)
  test(`the marks of many albums are the same from ${what}`, async (t) => {
    const gallery = await manyAlbums(t);
    const here = must(await gallery.open(OPTIONS).listAlbums(CALL));
    assert.equal(new Set(here.map(({ mark }) => mark)).size, ALBUMS);
    const aside = gallery.open({ ...OPTIONS, lookWorker });
    assert.deepEqual(must(await aside.listAlbums(CALL)), here);
    await rm(gallery.path('albums/album-7/a.jpg'));
    const next = must(await aside.listAlbums(CALL));
    const changed = next.filter(({ mark }, index) => mark !== here[index]?.mark);
    assert.deepEqual(
      changed.map(({ title }) => title),
      ['Album 7'],
    );
  });

test('a listing that is cancelled while a thread looks ends at once', async (t) => {
  const gallery = await manyAlbums(t);
  const cancelled = new AbortController();
  const listing = gallery.open({ ...OPTIONS, lookWorker: path.resolve('src/lookWorker.ts') }).listAlbums(cancelled);
  cancelled.abort();
  assert.equal(codeOf(await listing), 'E_CANCELLED');
});
