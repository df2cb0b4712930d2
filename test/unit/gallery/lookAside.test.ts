import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { CALL, codeOf, must } from '../../conformance/samples.ts';
import { ALBUMS, manyAlbums, OPTIONS } from './manyAlbums.ts';

const PROGRAMS: readonly (readonly [what: string, program: string])[] = [
  ['a thread', path.resolve('src/lookWorker.ts')],
  ['no thread, because its program is not there', path.resolve('src/missingWorker.ts')],
];

for (const [what, lookWorker] of PROGRAMS)
  test(`the marks of many albums are the same from ${what}`, async (t) => {
    const gallery = await manyAlbums(t, ['a.jpg']);
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
  const gallery = await manyAlbums(t, ['a.jpg']);
  const cancelled = new AbortController();
  const listing = gallery.open({ ...OPTIONS, lookWorker: path.resolve('src/lookWorker.ts') }).listAlbums(cancelled);
  cancelled.abort();
  assert.equal(codeOf(await listing), 'E_CANCELLED');
});
