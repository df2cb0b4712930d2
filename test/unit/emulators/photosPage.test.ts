import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, startPhotos } from './photosCalls.ts';

test('the page shows each account with its albums and pictures, and no markup of others', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const album = await anna.createAlbum('Trip <script>');
  const id = await anna.create(await makePhoto({}), '"a" & <b>.jpg', album);
  await emulator.person(ANNA).addPhoto(await makePhoto({ colour: 'peru' }), 'own.jpg');
  emulator.person(ANNA).describe(id, '<img src=x>');
  const page = await (await fetch(emulator.url)).text();
  assert.equal(
    seen(page),
    'anna@example.com | Trip &lt;script&gt; | &quot;a&quot; &amp; &lt;b&gt;.jpg | &lt;img src=x&gt; | In no album | own.jpg',
  );
  for (const [, picture = ''] of page.matchAll(/<img src="([^"]+)"/g)) {
    const answer = await fetch(`${emulator.url}${picture}`);
    assert.equal(`${String(answer.status)} ${answer.headers.get('content-type') ?? ''}`, '200 image/jpeg');
  }
});

test('the address of an album or photo leads to its page', async (t) => {
  const { anna } = await startPhotos(t);
  const album = await anna.createAlbum('Trip');
  const id = await anna.create(await makePhoto({}), 'a.jpg', album);
  for (const [path, expected] of [
    [`/v1/albums/${album}`, 'Trip | a.jpg'],
    [`/v1/mediaItems/${id}`, 'a.jpg'],
  ] as const) {
    const { body } = await anna.call('GET', path);
    assert.equal(seen(await (await fetch(String(body['productUrl']))).text()), expected);
  }
});

const EMPTY: readonly [accounts: readonly string[], words: string][] = [
  [[], 'No photos yet.'],
  [[ANNA, '<b>'], 'anna@example.com | No photos yet. | &lt;b&gt; | No photos yet.'],
];

for (const [accounts, words] of EMPTY) {
  test(`a page of ${String(accounts.length)} accounts without photos says so`, async (t) => {
    const { emulator } = await startPhotos(t, { accounts });
    assert.equal(seen(await (await fetch(emulator.url)).text()), words);
  });
}

/** The words of the page's body. */
function seen(page: string): string {
  const body = page.slice(page.indexOf('<body>') + 6, page.indexOf('</body>'));
  return body
    .split(/<[^>]*>/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .join(' | ');
}
