import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, caller, named, startPhotos, type Caller } from './photosCalls.ts';

const INVALID = '400 INVALID_ARGUMENT: Request contains an invalid argument.';
const NOT_FOUND = '404 NOT_FOUND: Requested entity was not found.';
const INVALID_ID = '400 INVALID_ARGUMENT: Request contains an invalid media item id.';
const NO_PERMISSION = '400 INVALID_ARGUMENT: No permission to add media items to this album';

/** The names in an album, as a search for the album lists them. */
async function listed(anna: Caller, albumId: string): Promise<string> {
  const { body } = await anna.call('POST', '/v1/mediaItems:search?fields=mediaItems(filename)', { albumId });
  return (body['mediaItems'] ?? []).map((item) => item['filename'] ?? '').join(' ');
}

async function createItems(anna: Caller, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await anna.create(await makePhoto({ colour: `rgb(${String(index * 20)} 0 0)` }), `${String(index)}.jpg`));
  return ids;
}

test('an album as it is created, and as it is read with photos in it', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const created = await anna.call('POST', '/v1/albums', { album: { title: 'Trip' } });
  const id = String(created.body['id']);
  const album = `"id":"ID","title":"Trip","productUrl":"${emulator.url}/lr/album/ID","isWriteable":true`;
  assert.equal(named(created.text, { [id]: 'ID' }), `200 {${album}}`);
  const item = await anna.create(await makePhoto({}), 'a.jpg', id);
  const read = await anna.call('GET', `/v1/albums/${id}`);
  assert.equal(
    named(read.text, { [id]: 'ID', [item]: 'ITEM' }).replace(/\/lh3\/[\w-]+/, '/lh3/PICTURE'),
    `200 {${album},"mediaItemsCount":"1","coverPhotoBaseUrl":"${emulator.url}/lh3/PICTURE","coverPhotoMediaItemId":"ITEM"}`,
  );
});

test('titles are not unique, and an empty list is empty', async (t) => {
  const { anna } = await startPhotos(t);
  const list = async () => (await anna.call('GET', '/v1/albums?fields=albums(title)')).text;
  assert.equal(await list(), '200 {}');
  assert.notEqual(await anna.createAlbum('Trip'), await anna.createAlbum('Trip'));
  assert.equal(await list(), '200 {"albums":[{"title":"Trip"},{"title":"Trip"}]}');
});

const TITLES: readonly [what: string, body: unknown, answer: string][] = [
  ['500 characters', { album: { title: 'x'.repeat(500) } }, '200'],
  ['501 characters', { album: { title: 'x'.repeat(501) } }, INVALID],
  ['no title', { album: {} }, INVALID],
  ['no album', {}, INVALID],
  [
    'no field of an album',
    { title: 'Trip' },
    '400 INVALID_ARGUMENT: Invalid JSON payload received. Unknown name "title": Cannot find field.',
  ],
];

for (const [what, body, answer] of TITLES) {
  test(`an album with ${what}`, async (t) => {
    const { anna } = await startPhotos(t);
    assert.equal((await anna.call('POST', '/v1/albums', body)).text.replace(/^200 .*$/, '200'), answer);
  });
}

type Ids = readonly string[];

const CHANGES: readonly [
  what: string,
  method: 'Add' | 'Remove',
  ids: (items: Ids, foreign: string) => Ids,
  answer: string,
  left: string,
][] = [
  ['adds two at the end', 'Add', ([, , c = '', d = '']) => [d, c], '200 {}', '0.jpg 1.jpg 3.jpg 2.jpg'],
  ['adds one that is there', 'Add', ([, b = '']) => [b], '200 {}', '0.jpg 1.jpg'],
  ['adds none', 'Add', () => [], INVALID, '0.jpg 1.jpg'],
  [
    'adds one twice',
    'Add',
    ([, , c = '']) => [c, c],
    '400 INVALID_ARGUMENT: Request must not contain duplicated ids',
    '0.jpg 1.jpg',
  ],
  [
    'adds 51',
    'Add',
    () => Array.from({ length: 51 }, (_, index) => `ACRh${String(index)}`),
    '400 INVALID_ARGUMENT: Request must have less than 50 items',
    '0.jpg 1.jpg',
  ],
  ['adds all or nothing', 'Add', ([, , c = ''], foreign) => [c, foreign], INVALID_ID, '0.jpg 1.jpg'],
  ['removes one', 'Remove', ([a = '']) => [a], '200 {}', '1.jpg'],
  ['removes all or nothing', 'Remove', ([a = '', , c = '']) => [a, c], INVALID_ID, '0.jpg 1.jpg'],
  ['removes none', 'Remove', () => [], INVALID, '0.jpg 1.jpg'],
];

for (const [what, method, ids, answer, left] of CHANGES) {
  test(`an album: ${what}`, async (t) => {
    const { emulator, anna } = await startPhotos(t);
    const [album, items] = [await anna.createAlbum('Trip'), await createItems(anna, 4)];
    const own = await emulator.person(ANNA).addPhoto(await makePhoto({ colour: 'blue' }), 'own.jpg');
    await anna.call('POST', `/v1/albums/${album}:batchAddMediaItems`, { mediaItemIds: items.slice(0, 2) });
    const path = `/v1/albums/${album}:batch${method}MediaItems`;
    assert.equal((await anna.call('POST', path, { mediaItemIds: ids(items, own.id) })).text, answer);
    assert.equal(await listed(anna, album), left);
  });
}

test('what is removed from an album stays in the library', async (t) => {
  const { anna } = await startPhotos(t);
  const album = await anna.createAlbum('Trip');
  const mediaItemIds = [await anna.create(await makePhoto({}), 'a.jpg', album)];
  await anna.call('POST', `/v1/albums/${album}:batchRemoveMediaItems`, { mediaItemIds });
  assert.equal(
    (await anna.call('GET', `/v1/mediaItems/${mediaItemIds[0] ?? ''}?fields=filename`)).text,
    '200 {"filename":"a.jpg"}',
  );
});

test('an album holds so many items and no more, whichever way they come', async (t) => {
  const { anna } = await startPhotos(t, { limits: { albumItems: 2 } });
  const [album, items] = [await anna.createAlbum('Trip'), await createItems(anna, 3)];
  const add = (mediaItemIds: Ids) => anna.call('POST', `/v1/albums/${album}:batchAddMediaItems`, { mediaItemIds });
  assert.equal((await add(items)).text, INVALID);
  assert.equal((await add(items.slice(0, 2))).text, '200 {}');
  const simpleMediaItem = { uploadToken: await anna.upload(await makePhoto({ colour: 'blue' })) };
  const body = { albumId: album, newMediaItems: [{ simpleMediaItem }] };
  assert.equal((await anna.call('POST', '/v1/mediaItems:batchCreate', body)).text, INVALID);
});

const PATCHES: readonly [what: string, mask: string, body: object, answer: string][] = [
  ['the title', 'title', { title: 'New' }, '200 New, cover 0'],
  ['the cover', 'coverPhotoMediaItemId', { coverPhotoMediaItemId: '#1' }, '200 Trip, cover 1'],
  ['the cover, in snake case', 'cover_photo_media_item_id', { cover_photo_media_item_id: '#1' }, '200 Trip, cover 1'],
  ['both', 'title,coverPhotoMediaItemId', { title: 'New', coverPhotoMediaItemId: '#1' }, '200 New, cover 1'],
  ['only what the mask says', 'title', { title: 'New', coverPhotoMediaItemId: '#1' }, '200 New, cover 0'],
  [
    'a cover that is not in the album',
    'coverPhotoMediaItemId',
    { coverPhotoMediaItemId: '#2' },
    `${INVALID_ID} Trip, cover 0`,
  ],
  ['no title', 'title', {}, `${INVALID} Trip, cover 0`],
  ['no mask', '', { title: 'New' }, `${INVALID} Trip, cover 0`],
  ['a mask of something else', 'shareInfo', { title: 'New' }, `${INVALID} Trip, cover 0`],
];

for (const [what, mask, body, answer] of PATCHES) {
  test(`a patch of an album: ${what}`, async (t) => {
    const { anna } = await startPhotos(t);
    const [album, items] = [await anna.createAlbum('Trip'), await createItems(anna, 3)];
    await anna.call('POST', `/v1/albums/${album}:batchAddMediaItems`, { mediaItemIds: items.slice(0, 2) });
    const sent = JSON.parse(
      JSON.stringify(body).replaceAll(/#(\d)/g, (_, index) => items[Number(index)] ?? ''),
    ) as object;
    const patched = await anna.call('PATCH', `/v1/albums/${album}?updateMask=${mask}`, sent);
    const { title, coverPhotoMediaItemId: cover } = (await anna.call('GET', `/v1/albums/${album}`)).body;
    const said = patched.status === 200 ? '200' : patched.text;
    assert.equal(`${said} ${title ?? ''}, cover ${String(items.indexOf(cover ?? ''))}`, answer);
  });
}

test('an album whose cover is deleted or taken out shows its first item', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const [album, items] = [await anna.createAlbum('Trip'), await createItems(anna, 3)];
  const [first = '', second = '', third = ''] = items;
  await anna.call('POST', `/v1/albums/${album}:batchAddMediaItems`, { mediaItemIds: items });
  const covers: number[] = [];
  const choose = async (coverPhotoMediaItemId: string) => {
    await anna.call('PATCH', `/v1/albums/${album}?updateMask=coverPhotoMediaItemId`, { coverPhotoMediaItemId });
    await note();
  };
  const note = async () => {
    const { body } = await anna.call('GET', `/v1/albums/${album}`);
    covers.push(items.indexOf(body['coverPhotoMediaItemId'] ?? ''));
  };
  await choose(second);
  emulator.person(ANNA).deleteItem(second);
  await note();
  await choose(third);
  await anna.call('POST', `/v1/albums/${album}:batchRemoveMediaItems`, { mediaItemIds: [third] });
  await note();
  emulator.person(ANNA).removeFromAlbum(album, first);
  await note();
  assert.deepEqual(covers, [1, 0, 2, 0, -1]);
});

test('another app sees no album, and may not write to it', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const album = await anna.createAlbum('Trip');
  const other = caller(emulator, { clientId: 'other-app' });
  const mediaItemIds = [await other.create(await makePhoto({}), 'a.jpg')];
  const newMediaItems = [{ simpleMediaItem: { uploadToken: await other.upload(await makePhoto({})) } }];
  const told: string[] = [];
  for (const [method, path, body] of [
    ['GET', '/v1/albums'],
    ['GET', `/v1/albums/${album}`],
    ['PATCH', `/v1/albums/${album}?updateMask=title`, { title: 'Mine' }],
    ['POST', '/v1/mediaItems:search', { albumId: album }],
    ['POST', `/v1/albums/${album}:batchAddMediaItems`, { mediaItemIds }],
    ['POST', '/v1/mediaItems:batchCreate', { albumId: album, newMediaItems }],
  ] as const)
    told.push((await other.call(method, path, body)).text);
  assert.deepEqual(told, ['200 {}', NOT_FOUND, NOT_FOUND, NOT_FOUND, NO_PERMISSION, NO_PERMISSION]);
});

const POSITIONS: readonly [position: string, names: string][] = [
  ['FIRST_IN_ALBUM', 'new 0.jpg 1.jpg'],
  ['LAST_IN_ALBUM', '0.jpg 1.jpg new'],
  ['AFTER_MEDIA_ITEM', '0.jpg new 1.jpg'],
  ['AFTER_ENRICHMENT_ITEM', 'new 0.jpg 1.jpg'],
];

for (const [position, names] of POSITIONS) {
  test(`a new item at the position ${position}`, async (t) => {
    const { anna } = await startPhotos(t);
    const [album, items] = [await anna.createAlbum('Trip'), await createItems(anna, 2)];
    await anna.call('POST', `/v1/albums/${album}:batchAddMediaItems`, { mediaItemIds: items });
    const { body } = await anna.call('POST', `/v1/albums/${album}:addEnrichment`, {
      newEnrichmentItem: { textEnrichment: { text: 'Day one' } },
      albumPosition: { position: 'FIRST_IN_ALBUM' },
    });
    const relative = {
      AFTER_MEDIA_ITEM: { relativeMediaItemId: items[0] },
      AFTER_ENRICHMENT_ITEM: { relativeEnrichmentItemId: body['enrichmentItem']?.['id'] },
    };
    const simpleMediaItem = { uploadToken: await anna.upload(await makePhoto({ colour: 'blue' })), fileName: 'new' };
    await anna.call('POST', '/v1/mediaItems:batchCreate', {
      albumId: album,
      albumPosition: { position, ...(relative as Record<string, object>)[position] },
      newMediaItems: [{ simpleMediaItem }],
    });
    assert.equal(await listed(anna, album), names);
  });
}

const PLACE = { location: { locationName: 'Rome', latlng: { latitude: 41.9, longitude: 12.5 } } };
const ENRICHMENTS: readonly [what: string, item: object, answer: string][] = [
  ['a text', { textEnrichment: { text: 'Day one' } }, '200'],
  ['a place', { locationEnrichment: PLACE }, '200'],
  ['a map', { mapEnrichment: { origin: PLACE.location, destination: PLACE.location } }, '200'],
  ['half a map', { mapEnrichment: { origin: PLACE.location } }, INVALID],
  ['two at once', { textEnrichment: { text: 'x' }, locationEnrichment: PLACE }, INVALID],
  ['nothing', {}, INVALID],
];

for (const [what, newEnrichmentItem, answer] of ENRICHMENTS) {
  test(`an enrichment: ${what}`, async (t) => {
    const { anna } = await startPhotos(t);
    const album = await anna.createAlbum('Trip');
    const { text } = await anna.call('POST', `/v1/albums/${album}:addEnrichment`, { newEnrichmentItem });
    assert.equal(text.replace(/^200 \{"enrichmentItem":\{"id":"[\w-]+"\}\}$/, '200'), answer);
    assert.equal(await listed(anna, album), '');
  });
}
