import assert from 'node:assert/strict';
import fs from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { CALL, must, send } from '../../conformance/samples.ts';
import { galleryFolder } from './galleryFolder.ts';

for (const id of ['..', '.', '', 'trip/..', 'trip/sub', '.hidden', 'link', 'none', 'tr\0ip']) {
  test(`the id ${JSON.stringify(id)} is that of no album, so nothing of it is removed`, async (t) => {
    const gallery = await galleryFolder(t);
    const service = gallery.open();
    const album = must(await service.createAlbum('Trip', CALL));
    const item = must(await send(service, album, { name: 'a.jpg' }));
    for (const folder of ['sub', '../.hidden']) await mkdir(gallery.path(`albums/trip/${folder}`));
    await symlink(gallery.path('albums/trip'), gallery.path('albums/link'));
    await writeFile(gallery.path('a.jpg'), 'of somebody');
    const before = gallery.files();
    must(await service.removeAlbum({ id, title: 'Trip' }, CALL));
    must(await service.remove({ ...item, albumId: id, id: `${id}/a.jpg` }, CALL));
    assert.deepEqual(gallery.files(), before);
  });
}

test('to find out whether an album or an item is gone, nobody lists all albums', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const [rome, oslo] = [must(await service.createAlbum('Rome', CALL)), must(await service.createAlbum('Oslo', CALL))];
  const item = must(await send(service, rome, { name: 'a.jpg' }));
  await rm(gallery.path('albums/rome/a.jpg'));
  const lists = t.mock.method(fs, 'readdirSync');
  syncBuiltinESMExports();
  t.after(() => {
    lists.mock.restore();
    syncBuiltinESMExports();
  });
  assert.deepEqual(must(await service.remove(item, CALL)), {});
  must(await service.removeAlbum(oslo, CALL));
  assert.deepEqual(
    lists.mock.calls
      .map(({ arguments: [folder] }) => path.basename(String(folder)))
      .filter((name) => name === 'albums'),
    [],
  );
  assert.equal(gallery.has('albums/oslo'), false);
});
