import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { bytesOf, CALL, detailsOf, download, must, send } from '../../conformance/samples.ts';
import { galleryFolder } from './galleryFolder.ts';

const QUIET = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

for (const after of [1, 7, 40]) {
  test(`a process that is killed after ${after} uploads has kept them whole, and the next one goes on`, async (t) => {
    const gallery = await galleryFolder(t);
    const program = path.resolve('test/unit/gallery/programs/uploads.ts');
    const child = spawn(process.execPath, [QUIET, program, gallery.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const promised: string[] = [];
    createInterface(child.stdout).on('line', (name) => {
      if (promised.push(name) === after) child.kill('SIGKILL');
    });
    await once(child, 'close');

    const service = gallery.open();
    const [album] = must(await service.listAlbums(CALL));
    assert.ok(album);
    const items = must(await service.listItems(album, CALL));
    const names = items.map(({ name }) => name);
    assert.deepEqual(
      promised.filter((name) => !names.includes(name)),
      [],
    );
    for (const item of items) {
      const { facts } = detailsOf({ name: item.name });
      assert.deepEqual({ size: item.size, hash: item.hash, modifiedMs: item.modifiedMs }, facts);
      assert.deepEqual(await download(service, item), bytesOf({ name: item.name }));
      assert.equal(item.caption, `Caption of ${item.name}`);
      must(await send(service, album, { name: item.name, capture: { caption: item.caption } }));
    }
    assert.deepEqual((await service.finish(CALL)).problems, []);
    assert.deepEqual(gallery.files('albums/trip'), [...names, 'album.json', 'index.html'].toSorted());
  });
}
