import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '../../emulators/http/faults.ts';
import { pageWithoutError, redirected, wrongTypes } from '../../emulators/http/troubles.ts';
import { htmlPage, pictureForbidden, serverTrouble, slowDown, tokenRefused } from '../../emulators/photos/troubles.ts';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, startPhotos } from './photosCalls.ts';

const TROUBLES: readonly [what: string, fault: Fault, answer: string][] = [
  ['an internal error', serverTrouble(500), '500 application/json Internal error'],
  ['no service', serverTrouble(503, 7), '503 application/json Retry-After 7 The service is currently unavailable.'],
  ['too much', slowDown(), '429 application/json Resource has been exhausted (e.g. check quota).'],
  [
    'too much, with a time',
    slowDown(30),
    '429 application/json Retry-After 30 Resource has been exhausted (e.g. check quota).',
  ],
  ['a page of an error', htmlPage(), '502 text/html'],
  ['a page without an error', pageWithoutError(), '200 text/html'],
  ['another place', redirected('http://127.0.0.1:9/'), '302 to http://127.0.0.1:9/'],
  ['a token that is refused', tokenRefused(), '401 application/json Request had invalid authentication credentials.'],
  [
    'numbers for texts',
    wrongTypes('texts'),
    '200 application/json {"albums":[{"id":42,"title":42,"productUrl":42,"isWriteable":true}]}',
  ],
  ['a text for a list', wrongTypes('lists'), '200 application/json {"albums":"list"}'],
];

for (const [what, fault, expected] of TROUBLES) {
  test(`trouble: ${what}`, async (t) => {
    const { emulator, anna } = await startPhotos(t);
    await anna.createAlbum('Trip');
    emulator.faults.order({ route: 'albums.list', fault });
    const headers = { Authorization: `Bearer ${anna.token}` };
    const answer = await fetch(`${emulator.url}/v1/albums`, { headers, redirect: 'manual' });
    const said = await answer.text();
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const body = type === 'application/json' ? (JSON.parse(said) as { error?: { message: string } }) : undefined;
    const words = [
      String(answer.status),
      type,
      answer.headers.get('retry-after')?.replace(/^/, 'Retry-After '),
      answer.headers.get('location')?.replace(/^/, 'to '),
      body?.error ? body.error.message.replace(/ Expected.*/, '') : body && JSON.stringify(body),
    ];
    assert.equal(words.filter((word) => word !== undefined && word !== '').join(' '), expected);
    assert.equal((await anna.call('GET', '/v1/albums')).status, 200, 'it strikes once');
  });
}

const LOST: readonly [what: string, fault: Fault, albums: string][] = [
  ['before the effect', { kind: 'requestCut', afterBytes: 5 }, ''],
  ['after the effect', { kind: 'answerLost' }, 'Trip'],
  ['in the middle of the answer', { kind: 'answerCut', afterBytes: 10 }, 'Trip'],
];

for (const [what, fault, albums] of LOST) {
  test(`a connection that breaks ${what}`, async (t) => {
    const { emulator, anna } = await startPhotos(t);
    emulator.faults.order({ route: 'albums.create', fault });
    await assert.rejects(anna.createAlbum('Trip'));
    assert.equal(emulator.person(ANNA).albumsText(), albums);
  });
}

test('an item that was made although nobody heard of it is the one that the next attempt gets', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const bytes = await makePhoto({});
  emulator.faults.order({ route: 'mediaItems.batchCreate', fault: { kind: 'answerLost' } });
  await assert.rejects(anna.create(bytes, 'a.jpg'));
  const [made] = emulator.person(ANNA).items();
  assert.equal(await anna.create(bytes, 'a.jpg'), made?.id);
  assert.equal(emulator.person(ANNA).items().length, 1);
});

test('the address of a picture can be refused before its time', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const id = await anna.create(await makePhoto({}), 'a.jpg');
  const address = `${(await anna.call('GET', `/v1/mediaItems/${id}`)).body['baseUrl'] ?? ''}=d`;
  emulator.faults.order({ route: 'pictures', fault: pictureForbidden() });
  assert.deepEqual([(await fetch(address)).status, (await fetch(address)).status], [403, 200]);
});
