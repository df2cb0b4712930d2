import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { galleryServer, type GalleryServer } from '../../../src/workbench/gallery/galleryServer.ts';
import { writeTree } from '../../harness/tree.ts';

describe('the gallery server', () => {
  let scratch = '';
  let address = '';
  let server: GalleryServer;

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'album-sync-gallery-'));
    await writeTree(scratch, {
      'secret.txt': 'not yours',
      'gallery/index.html': '<h1>Albums</h1>',
      'gallery/albums/rome & co/index.html': '<h1>Rome</h1>',
      'gallery/albums/rome & co/für dich.jpg': 'a photo',
      'gallery/empty.jpg': '',
      'gallery/.trash/old.jpg': 'deleted',
    });
    await symlink(join(scratch, 'secret.txt'), join(scratch, 'gallery', 'link.txt'));
    server = galleryServer();
    address = await server.addressOf(join(scratch, 'gallery'));
  });
  after(async () => {
    server.close();
    await rm(scratch, { recursive: true, force: true });
  });

  const cases: readonly [path: string, status: number, body: string][] = [
    ['', 200, '<h1>Albums</h1>'],
    ['index.html', 200, '<h1>Albums</h1>'],
    ['index.html?v=2', 200, '<h1>Albums</h1>'],
    ['albums/rome%20%26%20co/', 200, '<h1>Rome</h1>'],
    ['albums/rome%20%26%20co/f%C3%BCr%20dich.jpg', 200, 'a photo'],
    ['empty.jpg', 200, ''],
    ['albums', 404, ''],
    ['missing.jpg', 404, ''],
    ['../secret.txt', 404, ''],
    ['%2e%2e/secret.txt', 404, ''],
    ['..%2fsecret.txt', 404, ''],
    ['albums/../../secret.txt', 404, ''],
    ['link.txt', 404, ''],
    ['.trash/old.jpg', 404, ''],
    ['%00', 404, ''],
    ['%zz', 404, ''],
  ];
  for (const [path, status, body] of cases) {
    it(`answers ${path === '' ? 'its own address' : path} with ${String(status)}`, async () => {
      assert.deepEqual(await get(address, path), { status, body });
    });
  }

  it('shows nothing to somebody who does not know the address', async () => {
    const { origin } = new URL(address);
    assert.deepEqual(await get(`${origin}/`, 'index.html'), { status: 404, body: '' });
    assert.deepEqual(await get(`${origin}/guess/`, 'index.html'), { status: 404, body: '' });
  });

  it('only reads', async () => {
    assert.equal((await get(address, 'index.html', 'DELETE')).status, 405);
    assert.equal((await get(address, 'index.html', 'PUT')).status, 405);
  });

  it('listens on the loopback interface only, and gives one folder one address', async () => {
    assert.equal(new URL(address).hostname, '127.0.0.1');
    assert.equal(await server.addressOf(join(scratch, 'gallery')), address);
  });
});

/** Asks for a path exactly as it is written; `fetch` would tidy up the dots. */
function get(address: string, path: string, method = 'GET'): Promise<{ status: number; body: string }> {
  const { hostname, port, pathname } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, method, path: pathname + path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}
