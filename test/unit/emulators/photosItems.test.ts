import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE_MS } from '../../emulators/http/clock.ts';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, caller, named, startPhotos, type Caller, type Json } from './photosCalls.ts';

const VIDEO = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex');
const FAILED = 'Failed: There was an error while trying to create this media item.';

/** One line a result, with the numbers of the items in the order in which they appeared. */
function results(body: Json, ids: string[]): string[] {
  return (body['newMediaItemResults'] ?? ([] as unknown as Json)).map((result) => {
    const { status, mediaItem } = result as unknown as Record<string, Json>;
    const id = mediaItem?.['id'];
    if (id !== undefined && !ids.includes(id)) ids.push(id);
    const item = id === undefined ? '' : ` #${String(ids.indexOf(id) + 1)} ${mediaItem?.['filename'] ?? ''}`;
    return `${status?.['code'] ?? ''} ${status?.['message'] ?? ''}${item}`.trim();
  });
}

function newItem(uploadToken: string, fileName?: string, description?: string) {
  return { simpleMediaItem: { uploadToken, fileName }, description };
}

function batchCreate(anna: Caller, newMediaItems: unknown, more: object = {}) {
  return anna.call('POST', '/v1/mediaItems:batchCreate', { newMediaItems, ...more });
}

const CONTENTS: readonly [what: string, bytes: () => Buffer | Promise<Buffer>, result: string][] = [
  ['a photo', () => makePhoto({}), 'Success #1 x'],
  ['a video', () => VIDEO, 'Success #1 x'],
  ['text', () => Buffer.from('text'), `3 ${FAILED}`],
  ['the beginning of a photo', () => Buffer.from('ffd8ffe000104a46', 'hex'), `3 ${FAILED}`],
];

for (const [what, bytes, result] of CONTENTS) {
  test(`what bytes are is found out when an item is made of them: ${what}`, async (t) => {
    const { anna } = await startPhotos(t);
    const { status, body } = await batchCreate(anna, [newItem(await anna.upload(await bytes()), 'x')]);
    assert.deepEqual([status, ...results(body, [])], [200, result]);
  });
}

const FILE_NAMES: readonly [what: string, header: string | undefined, field: string | undefined, name: string][] = [
  ['in the request', 'header.jpg', 'field.jpg', 'field.jpg'],
  ['with the upload', 'header.jpg', undefined, 'header.jpg'],
  ['nowhere', undefined, undefined, '2026-11-02'],
];

for (const [what, header, field, name] of FILE_NAMES) {
  test(`an item has the name that was given ${what}`, async (t) => {
    const { anna } = await startPhotos(t);
    const headers = header === undefined ? {} : { 'X-Goog-Upload-File-Name': header };
    const { body } = await batchCreate(anna, [newItem(await anna.upload(await makePhoto({}), headers), field)]);
    assert.deepEqual(results(body, []), [`Success #1 ${name}`]);
  });
}

test('equal bytes give the item that was there before, with its first name, and twice in one request an error', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const [one, two] = [await makePhoto({}), await makePhoto({ colour: 'peru' })];
  const ids: string[] = [];
  const create = async (who: Caller, ...files: readonly [Buffer, string][]) => {
    const items: unknown[] = [];
    for (const [bytes, name] of files) items.push(newItem(await who.upload(bytes), name));
    return results((await batchCreate(who, items)).body, ids);
  };
  assert.deepEqual(await create(anna, [one, 'a.jpg']), ['Success #1 a.jpg']);
  assert.deepEqual(await create(anna, [one, 'b.jpg'], [two, 'c.jpg']), ['Success #1 a.jpg', 'Success #2 c.jpg']);
  assert.deepEqual(await create(anna, [two, 'd.jpg'], [two, 'e.jpg']), ['Success #2 c.jpg', `6 ${FAILED}`]);
  assert.deepEqual(await create(anna, [VIDEO, 'v'], [VIDEO, 'v']), [
    'Success #3 v',
    '6 EXISTS: There was an error while trying to create this media item.',
  ]);
  const bert = caller(emulator, { account: 'bert@example.com' });
  assert.deepEqual(await create(bert, [one, 'mine.jpg']), ['Success #4 mine.jpg']);
  const otherApp = caller(emulator, { clientId: 'other-app' });
  assert.deepEqual(await create(otherApp, [one, 'other.jpg']), ['Success #5 other.jpg']);
});

test('bytes that differ by one in the middle are another item', async (t) => {
  const { anna } = await startPhotos(t);
  const long = Buffer.concat([await makePhoto({}), Buffer.alloc(500_000)]);
  const other = Buffer.from(long);
  other.writeUInt8(1, 250_000);
  const [first, second, again] = [
    await anna.create(long, 'a'),
    await anna.create(other, 'b'),
    await anna.create(long, 'c'),
  ];
  assert.notEqual(first, second);
  assert.equal(first, again);
});

test('bytes that the person uploaded without the app give an item that the app may not touch', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const bytes = await makePhoto({});
  const { id } = await emulator.person(ANNA).addPhoto(bytes, 'own.jpg');
  const album = await anna.createAlbum('Trip');
  assert.equal(await anna.create(bytes, 'app.jpg'), id);
  const added = await anna.call('POST', `/v1/albums/${album}:batchAddMediaItems`, { mediaItemIds: [id] });
  assert.equal(added.text, '400 INVALID_ARGUMENT: Request contains an invalid media item id.');
  assert.equal((await anna.call('GET', `/v1/mediaItems/${id}`)).status, 404);
  assert.equal(await anna.create(bytes, 'app.jpg', album), id);
  assert.equal(emulator.person(ANNA).albumsText(), 'Trip\n  own.jpg');
});

type Make = (good: string, album: string) => readonly [items: unknown, more?: object];

const REFUSED: readonly [what: string, request: Make, answer: string][] = [
  ['no items', () => [[]], 'Request contains an invalid argument.'],
  ['51 items', (good) => [Array(51).fill(newItem(good))], 'Request must have less than 50 items'],
  ['no token', (good) => [[newItem(good), newItem('')]], 'Request must contain a valid upload token.'],
  ['an unknown token', () => [[newItem('CAISx')]], 'Request must contain a valid upload token.'],
  ['a long name', (good) => [[newItem(good, 'n'.repeat(256))]], 'Request contains an invalid argument.'],
  ['a long description', (good) => [[newItem(good, 'n', 'd'.repeat(1000))]], 'Request contains an invalid argument.'],
  ['no album id', (good) => [[newItem(good)], { albumId: 'x' }], 'Invalid album ID.'],
  [
    'an album that is not there',
    (good, album) => [[newItem(good)], { albumId: `${album}x` }],
    'The provided ID does not match any albums',
  ],
  [
    'a position without an album',
    (good) => [[newItem(good)], { albumPosition: { position: 'FIRST_IN_ALBUM' } }],
    'Request contains an invalid argument.',
  ],
  [
    'a position behind nothing',
    (good, album) => [[newItem(good)], { albumId: album, albumPosition: { position: 'AFTER_MEDIA_ITEM' } }],
    'Request contains an invalid argument.',
  ],
  [
    'a position that there is not',
    (good, album) => [[newItem(good)], { albumId: album, albumPosition: { position: 'MIDDLE' } }],
    `Invalid value at 'album_position.position' (TYPE_ENUM), "MIDDLE"`,
  ],
  [
    'an unknown field',
    (good) => [[{ ...newItem(good), caption: 'x' }]],
    `Invalid JSON payload received. Unknown name "caption" at 'new_media_items[0]': Cannot find field.`,
  ],
  ['another type', () => ['all'], `Invalid value at 'new_media_items' (TYPE_LIST), "all"`],
];

for (const [what, request, answer] of REFUSED) {
  test(`batchCreate refuses ${what}`, async (t) => {
    const { emulator, anna } = await startPhotos(t);
    const album = await anna.createAlbum('Trip');
    const [items, more] = request(await anna.upload(await makePhoto({})), album);
    assert.equal((await batchCreate(anna, items, more)).text, `400 INVALID_ARGUMENT: ${answer}`);
    assert.deepEqual(emulator.person(ANNA).items(), []);
  });
}

test('one bad token fails alone, and so does what a test orders to fail', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const tokens: string[] = [];
  for (const colour of ['red', 'green', 'blue']) tokens.push(await anna.upload(await makePhoto({ colour })));
  const items = [...tokens, 'CAISx'].map((token, index) => newItem(token, `${String(index)}.jpg`));
  for (const [name, value] of [
    ['failItems', 0b001],
    ['refuseItems', 0b100],
  ] as const)
    emulator.faults.order({ route: 'mediaItems.batchCreate', fault: { kind: 'special', name, value } });
  assert.deepEqual(results((await batchCreate(anna, items)).body, []), [
    '13 Internal error',
    'Success #1 1.jpg',
    `3 ${FAILED}`,
    '3 Request must contain a valid upload token.',
  ]);
});

test('what does not fit in the storage is refused as a whole, and what is there already needs none', async (t) => {
  const bytes = await makePhoto({});
  const { emulator, anna } = await startPhotos(t, { limits: { storageBytes: bytes.length + 10 } });
  const id = await anna.create(bytes, 'a.jpg');
  const full = await batchCreate(anna, [newItem(await anna.upload(VIDEO), 'v.mp4')]);
  assert.equal(
    full.text,
    "400 INVALID_ARGUMENT: The remaining storage in the user's account is not enough to perform this operation.",
  );
  assert.equal(await anna.create(bytes, 'again.jpg'), id);
  emulator.limits.storageBytes = Infinity;
  assert.match((await batchCreate(anna, [newItem(await anna.upload(VIDEO), 'v.mp4')])).text, /Success/);
});

test('an item as it is created and as it is read', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const bytes = await makePhoto({ capturedAt: '2019-06-01T10:00:00', orientation: 6 });
  const { body } = await batchCreate(anna, [newItem(await anna.upload(bytes), 'a.jpg', 'Forum')]);
  const created = body['newMediaItemResults']?.[0]?.['mediaItem'];
  const id = String(created?.['id']);
  assert.match(id, /^[\w-]{55,}$/);
  const photo = {
    id,
    description: 'Forum',
    productUrl: `${emulator.url}/lr/photo/${id}`,
    mimeType: 'image/jpeg',
    mediaMetadata: { creationTime: '2019-06-01T10:00:00Z', width: '240', height: '320', photo: {} },
    filename: 'a.jpg',
  };
  assert.deepEqual(created, photo);
  const { baseUrl, ...read } = (await anna.call('GET', `/v1/mediaItems/${id}`)).body as unknown as typeof photo & {
    baseUrl: string;
  };
  assert.deepEqual(read, photo);
  assert.match(baseUrl, /^http:\/\/127\.0\.0\.1:\d+\/lh3\/[\w-]+$/);
});

test('a video is in work for a while', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const id = await anna.create(VIDEO, 'v.mp4');
  const metadata = async () => (await anna.call('GET', `/v1/mediaItems/${id}?fields=mediaMetadata`)).text;
  const fields = (status: string) =>
    `200 {"mediaMetadata":{"creationTime":"2026-11-02T09:00:00Z","video":{"status":"${status}"}}}`;
  assert.equal(await metadata(), fields('PROCESSING'));
  emulator.clock.advance(MINUTE_MS);
  assert.equal(await metadata(), fields('READY'));
});

const GETS: readonly [what: string, query: (a: string, b: string) => string, answer: string][] = [
  ['two', (a, b) => `mediaItemIds=${b}&mediaItemIds=${a}`, 'b a'],
  ['one that is not there', (a) => `mediaItemIds=${a}&mediaItemIds=ACRhx`, 'a {"code":5,"message":"NOT_FOUND"}'],
  ['none', () => '', '400 INVALID_ARGUMENT: Request contains an invalid argument.'],
  [
    'one twice',
    (a) => `mediaItemIds=${a}&mediaItemIds=${a}`,
    '400 INVALID_ARGUMENT: Request must not contain duplicated ids',
  ],
  [
    '51',
    () => Array.from({ length: 51 }, (_, index) => `mediaItemIds=${String(index)}`).join('&'),
    '400 INVALID_ARGUMENT: Request must have less than 50 items',
  ],
];

for (const [what, query, answer] of GETS) {
  test(`batchGet of ${what}`, async (t) => {
    const { anna } = await startPhotos(t);
    const a = await anna.create(await makePhoto({ colour: 'red' }), 'a');
    const b = await anna.create(await makePhoto({ colour: 'blue' }), 'b');
    const path = `/v1/mediaItems:batchGet?${query(a, b)}`;
    const { status, body, text } = await anna.call('GET', path);
    const found = (body['mediaItemResults'] ?? ([] as unknown as Json)).map((result) => {
      const { mediaItem, status: problem } = result as unknown as Record<string, Json>;
      return mediaItem?.['filename'] ?? JSON.stringify(problem);
    });
    assert.equal(status === 200 ? found.join(' ') : text, answer);
  });
}

const PATCHES: readonly [what: string, query: string, body: object, answer: string][] = [
  ['another description', '?updateMask=description', { description: 'new' }, '200 new'],
  ['an empty description', '?updateMask=description', {}, '200 none'],
  ['no mask', '', { description: 'new' }, '400 old'],
  ['a mask of more', '?updateMask=description,filename', { description: 'new' }, '400 old'],
  ['the name', '?updateMask=description', { filename: 'b.jpg' }, '400 old'],
  ['too long a description', '?updateMask=description', { description: 'x'.repeat(1000) }, '400 old'],
];

for (const [what, query, body, answer] of PATCHES) {
  test(`a patch of an item: ${what}`, async (t) => {
    const { anna } = await startPhotos(t);
    const id = await anna.create(await makePhoto({}), 'a.jpg');
    const mask = 'updateMask=description';
    await anna.call('PATCH', `/v1/mediaItems/${id}?${mask}`, { description: 'old' });
    const { status } = await anna.call('PATCH', `/v1/mediaItems/${id}${query}`, body);
    const read = (await anna.call('GET', `/v1/mediaItems/${id}`)).body['description'] ?? 'none';
    assert.equal(`${String(status)} ${read}`, answer);
  });
}

test('another app, and another person, do not see an item', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const id = await anna.create(await makePhoto({}), 'a.jpg');
  const told: string[] = [];
  for (const who of [{}, { clientId: 'other-app' }, { account: 'bert@example.com' }]) {
    const asked = caller(emulator, who);
    const { body } = await asked.call('GET', '/v1/mediaItems?fields=mediaItems(filename)');
    const get = await asked.call('GET', `/v1/mediaItems/${id}?fields=id`);
    told.push(named(`${JSON.stringify(body)} ${get.text}`, { [id]: 'id' }));
  }
  assert.deepEqual(told, [
    '{"mediaItems":[{"filename":"a.jpg"}]} 200 {"id":"id"}',
    '{} 404 NOT_FOUND: Requested entity was not found.',
    '{} 404 NOT_FOUND: Requested entity was not found.',
  ]);
});
