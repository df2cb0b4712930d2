import assert from 'node:assert/strict';
import { appendFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { RemoteAlbum } from '../../../src/engine/model.ts';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import { ok } from '../../../src/engine/result.ts';
import { createFolderLooker, type FolderLooker } from '../../../src/local/looking/folderLooker.ts';
import { CALL, codeOf, must, send } from '../../conformance/samples.ts';
import { tinyJpeg } from '../../harness/library.ts';
import { ALBUMS, manyAlbums, OPTIONS } from './manyAlbums.ts';

const PHOTOS = ['a.jpg', 'b.jpg', 'day/c.jpg'];

const NOTHING = ok(undefined);

type Looker = Pick<FolderLooker, 'see'>;

function thread(t: TestContext, program = 'src/folderWorker.ts'): Looker {
  const made = createFolderLooker(path.resolve(program));
  t.after(() => made.dispose());
  return made;
}

/** What a gallery tells of the first photo of each album, after it was told that it will be asked for. */
async function someOf(service: AlbumService, albums: readonly RemoteAlbum[]) {
  service.expectSome?.(albums, CALL);
  const told = [];
  for (const album of albums)
    told.push(must((await service.listSome?.(album, new Set([`${album.id}/a.jpg`]), CALL)) ?? NOTHING));
  return told;
}

const LOOKERS: readonly (readonly [what: string, make: (t: TestContext) => Looker])[] = [
  ['a thread', thread],
  ['a thread of which the program is not there', (t) => thread(t, 'src/missingWorker.ts')],
  ['one that cannot look', () => ({ see: () => Promise.resolve(undefined) })],
];

for (const [what, make] of LOOKERS)
  test(`some items of many albums are the same where ${what} looks at their files`, async (t) => {
    const gallery = await manyAlbums(t, PHOTOS);
    // Neither page nor manifest, nor what is reached by a link, is an item.
    symlinkSync(gallery.path('albums/album-1/a.jpg'), gallery.path('albums/album-2/link.jpg'));
    const alone = gallery.open(OPTIONS);
    const albums = must(await alone.listAlbums(CALL));
    const expected = await someOf(alone, albums);
    assert.equal(expected.filter((some) => some?.items.length === 1).length, ALBUMS);
    assert.deepEqual(await someOf(gallery.open({ ...OPTIONS, looker: make(t) }), albums), expected);
  });

test('a photo that somebody wrote into beside the others is seen where a thread looks', async (t) => {
  const gallery = await manyAlbums(t, PHOTOS);
  const albums = must(await gallery.open(OPTIONS).listAlbums(CALL));
  appendFileSync(gallery.path('albums/album-7/b.jpg'), 'edited');
  writeFileSync(gallery.path('albums/album-8/new.jpg'), tinyJpeg('new'));
  const told = await someOf(gallery.open({ ...OPTIONS, looker: thread(t) }), albums);
  assert.deepEqual(
    albums.flatMap(({ id }, index) => (told[index] ? [] : [id])),
    ['album-7', 'album-8'],
  );
});

test('what a thread saw is believed once, since somebody may come afterwards', async (t) => {
  const gallery = await manyAlbums(t, PHOTOS);
  const service = gallery.open({ ...OPTIONS, looker: thread(t) });
  const albums = must(await service.listAlbums(CALL));
  await someOf(service, albums);
  const album = albums.find(({ id }) => id === 'album-7');
  assert.ok(album);
  appendFileSync(gallery.path('albums/album-7/b.jpg'), 'edited');
  assert.equal(must((await service.listSome?.(album, new Set(), CALL)) ?? NOTHING), undefined);
});

test('albums at which a thread looked can be added to and finished', async (t) => {
  const gallery = await manyAlbums(t, PHOTOS);
  const service = gallery.open({ ...OPTIONS, looker: thread(t) });
  const albums = must(await service.listAlbums(CALL));
  await someOf(service, albums);
  for (const album of albums) must(await send(service, album, { name: 'd.jpg' }));
  assert.deepEqual(await service.finish(CALL), { problems: [] });
  const next = gallery.open(OPTIONS);
  for (const album of must(await next.listAlbums(CALL)))
    assert.deepEqual(
      must(await next.listItems(album, CALL))
        .map(({ name }) => name)
        .toSorted(),
      ['a.jpg', 'b.jpg', 'd.jpg', 'day/c.jpg'],
    );
});

test('a cancel does not wait for a thread that does not answer', async (t) => {
  const gallery = await manyAlbums(t, PHOTOS);
  const cancel = new AbortController();
  const service = gallery.open({ ...OPTIONS, looker: { see: () => new Promise(() => undefined) } });
  const albums = must(await service.listAlbums(CALL));
  service.expectSome?.(albums, cancel);
  const [first] = albums;
  assert.ok(first);
  const told = service.listSome?.(first, new Set(), cancel);
  setImmediate(() => cancel.abort());
  assert.equal(codeOf((await told) ?? NOTHING), 'E_CANCELLED');
});

test('for a few albums no thread is asked', async (t) => {
  const gallery = await manyAlbums(t, PHOTOS);
  const service = gallery.open({ ...OPTIONS, looker: { see: () => assert.fail('it was asked') } });
  const albums = must(await service.listAlbums(CALL));
  assert.equal((await someOf(service, albums.slice(0, 3))).length, 3);
});
