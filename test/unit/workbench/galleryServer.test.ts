import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { request, type RequestOptions } from 'node:http';
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

  const ranges: readonly [range: string, status: number, body: string][] = [
    ['bytes=0-1', 206, 'a '],
    ['bytes=2-', 206, 'photo'],
    ['bytes=2-999', 206, 'photo'],
    ['bytes=-3', 206, 'oto'],
    ['bytes=7-', 416, ''],
    ['bytes=0-1,3-4', 200, 'a photo'],
    ['lines=1-2', 200, 'a photo'],
  ];
  for (const [range, status, body] of ranges) {
    it(`answers the wish for ${range} with ${String(status)}`, async () => {
      const photo = 'albums/rome%20%26%20co/f%C3%BCr%20dich.jpg';
      assert.deepEqual(await get(address, photo, { headers: { range } }), { status, body });
    });
  }

  it('shows nothing to somebody who does not know the address', async () => {
    const { origin } = new URL(address);
    assert.deepEqual(await get(`${origin}/`, 'index.html'), { status: 404, body: '' });
    assert.deepEqual(await get(`${origin}/guess/`, 'index.html'), { status: 404, body: '' });
  });

  it('only reads', async () => {
    assert.equal((await get(address, 'index.html', { method: 'DELETE' })).status, 405);
    assert.equal((await get(address, 'index.html', { method: 'PUT' })).status, 405);
  });

  it('listens on the loopback interface only, and gives one folder one address', async () => {
    assert.equal(new URL(address).hostname, '127.0.0.1');
    assert.equal(await server.addressOf(join(scratch, 'gallery')), address);
  });
});

/** Asks for a path exactly as it is written; `fetch` would tidy up the dots. */
function get(address: string, path: string, how: RequestOptions = {}): Promise<{ status: number; body: string }> {
  const { hostname, port, pathname } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ ...how, hostname, port, path: pathname + path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}
