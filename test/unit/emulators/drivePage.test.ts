import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, FILES, startDrive } from './driveCalls.ts';

test('the page shows each account with its folders and pictures, and no markup of others', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const trip = await anna.makeFolder('Trip <script>');
  const rome = await anna.makeFolder('Rome', trip);
  const metadata = { name: '"a" & <b>.jpg', parents: [rome], description: '<img src=x>' };
  const id = String((await anna.upload(metadata, await makePhoto({}))).body['id']);
  await emulator.person(ANNA).addFile('own.txt', Buffer.from('x'), 'text/plain');
  const trashed = await anna.make({ name: 'trashed.jpg' });
  await anna.call('PATCH', `${FILES}/${trashed}`, { trashed: true });
  const page = await (await fetch(emulator.url)).text();
  assert.equal(
    seen(page),
    'anna@example.com | ▢ | own.txt | Trip &lt;script&gt; | Trip &lt;script&gt; › Rome | &quot;a&quot; &amp; &lt;b&gt;.jpg | &lt;img src=x&gt;',
  );
  const [, picture = ''] = /<img src="([^"]+)"/.exec(page) ?? [];
  assert.equal((await fetch(`${emulator.url}${picture}`)).headers.get('content-type'), 'image/jpeg');
  const download = await fetch(`${emulator.url}/uc?id=${id}`);
  assert.equal(
    `${download.headers.get('content-type') ?? ''} ${download.headers.get('content-disposition') ?? ''}`,
    "application/octet-stream attachment; filename*=UTF-8''%22a%22%20%26%20%3Cb%3E.jpg",
  );
});

test('the address of a folder or file leads to its page', async (t) => {
  const { anna } = await startDrive(t);
  const trip = await anna.makeFolder('Trip');
  const photo = await anna.make({ name: 'a.jpg', parents: [trip] });
  for (const [id, expected] of [
    [trip, 'Trip | ▢ | a.jpg'],
    [photo, '▢ | a.jpg'],
  ] as const) {
    const { body } = await anna.call('GET', `${FILES}/${id}?fields=webViewLink`);
    assert.equal(seen(await (await fetch(String(body['webViewLink']))).text()), expected);
  }
});

const EMPTY: readonly [accounts: readonly string[], words: string][] = [
  [[], 'No files yet.'],
  [[ANNA, '<b>'], 'anna@example.com | No files yet. | &lt;b&gt; | No files yet.'],
];

for (const [accounts, words] of EMPTY) {
  test(`a page of ${String(accounts.length)} accounts without files says so`, async (t) => {
    const { emulator } = await startDrive(t, { accounts });
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
