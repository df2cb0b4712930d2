import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Habits } from '../../emulators/photos/limits.ts';
import { makePhoto } from '../../harness/photos.ts';
import { startPhotos, type Caller } from './photosCalls.ts';

const INVALID = '400 INVALID_ARGUMENT: Request contains an invalid argument.';
const VIDEO = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex');

/** One photo of 2018, two of 2019, one without a date and a video. */
async function fill(anna: Caller, albumId?: string): Promise<void> {
  for (const [name, capturedAt, colour] of [
    ['may19', '2019-05-31T10:00:00', 'red'],
    ['june18', '2018-06-01T10:00:00', 'green'],
    ['june19', '2019-06-01T10:00:00', 'blue'],
  ] as const)
    await anna.create(await makePhoto({ capturedAt, colour }), name, albumId);
  await anna.create(await makePhoto({}), 'undated', albumId);
  await anna.create(VIDEO, 'video', albumId);
}

function dates(...list: readonly object[]) {
  return { filters: { dateFilter: { dates: list } } };
}

const YEAR = { dateFilter: { dates: [{ year: 2019 }] } };
const TWO = [{ year: 2018 }, { year: 2019 }];
const CREATION = 'MediaMetadata.creation_time';

const SEARCHES: readonly [what: string, body: object, answer: string][] = [
  ['nothing asked', {}, 'video undated june19 may19 june18'],
  ['a year', dates({ year: 2019 }), 'june19 may19'],
  ['a month of any year is none', dates({ month: 6 }), INVALID],
  ['a day of any year', dates({ month: 6, day: 1 }), 'june19 june18'],
  ['a day of a year without a month', dates({ year: 2019, day: 1 }), INVALID],
  ['no date', dates({}), INVALID],
  ['a date that there is not', dates({ year: 2019, month: 13 }), INVALID],
  ['six dates', dates(...Array<object>(6).fill({ year: 2019 })), INVALID],
  [
    'a range',
    { filters: { dateFilter: { ranges: [{ startDate: { year: 2018 }, endDate: { year: 2019, month: 5 } }] } } },
    'may19 june18',
  ],
  ['half a range', { filters: { dateFilter: { ranges: [{ startDate: { year: 2018 } }] } } }, INVALID],
  ['photos', { filters: { mediaTypeFilter: { mediaTypes: ['PHOTO'] } } }, 'undated june19 may19 june18'],
  ['videos', { filters: { mediaTypeFilter: { mediaTypes: ['VIDEO'] } } }, 'video'],
  ['two types', { filters: { mediaTypeFilter: { mediaTypes: ['VIDEO', 'PHOTO'] } } }, INVALID],
  ['no type', { filters: { mediaTypeFilter: {} } }, INVALID],
  [
    'an unknown type',
    { filters: { mediaTypeFilter: { mediaTypes: ['SOUND'] } } },
    `400 INVALID_ARGUMENT: Invalid value at 'filters.media_type_filter.media_types[0]' (TYPE_ENUM), "SOUND"`,
  ],
  ['favourites', { filters: { featureFilter: { includedFeatures: ['FAVORITES'] } } }, ''],
  ['a content', { filters: { contentFilter: { includedContentCategories: ['PETS'] } } }, ''],
  [
    'no content excluded that is there',
    { filters: { contentFilter: { excludedContentCategories: ['PETS'] } } },
    'video undated june19 may19 june18',
  ],
  ['eleven contents', { filters: { contentFilter: { includedContentCategories: Array(11).fill('PETS') } } }, INVALID],
  ['archived ones too', { filters: { includeArchivedMedia: true } }, 'video undated june19 may19 june18'],
  ['the oldest first', { filters: YEAR, orderBy: CREATION }, 'may19 june19'],
  ['the newest first', { filters: YEAR, orderBy: `${CREATION} desc` }, 'june19 may19'],
  ['an order that there is not', { filters: YEAR, orderBy: 'filename' }, INVALID],
  ['an order without a date', { orderBy: CREATION }, INVALID],
  [
    'an order beside another filter',
    { filters: { ...YEAR, mediaTypeFilter: { mediaTypes: ['PHOTO'] } }, orderBy: CREATION },
    INVALID,
  ],
  ['a page of 101', { pageSize: 101 }, INVALID],
  ['a page of less than nothing', { pageSize: -1 }, INVALID],
];

for (const [what, body, answer] of SEARCHES) {
  test(`a search: ${what}`, async (t) => {
    const { anna } = await startPhotos(t);
    await fill(anna);
    const found = await anna.call('POST', '/v1/mediaItems:search', body);
    const names = (found.body['mediaItems'] ?? []).map((item) => item['filename'] ?? '').join(' ');
    assert.equal(found.status === 200 ? names : found.text, answer);
  });
}

test('an album and filters exclude each other', async (t) => {
  const { anna } = await startPhotos(t);
  const albumId = await anna.createAlbum('Trip');
  assert.equal((await anna.call('POST', '/v1/mediaItems:search', { albumId, ...dates(...TWO) })).text, INVALID);
  assert.equal((await anna.call('POST', '/v1/mediaItems:search', { albumId, orderBy: CREATION })).text, INVALID);
  assert.equal((await anna.call('POST', '/v1/mediaItems:search', { albumId: 'x' })).status, 404);
});

const PAGES: readonly [pages: Habits['pages'], got: readonly string[]][] = [
  ['full', ['may19 june18', 'june19 undated', 'video']],
  ['short', ['may19', 'june18', 'june19', 'undated', 'video']],
  ['empty', ['', 'may19 june18', '', 'june19 undated', '', 'video']],
  ['overlapping', ['may19 june18', 'june18 june19', 'june19 undated', 'undated video']],
];

for (const [pages, got] of PAGES) {
  test(`pages of an album that are ${pages}`, async (t) => {
    const { anna } = await startPhotos(t, { habits: { pages } });
    const albumId = await anna.createAlbum('Trip');
    await fill(anna, albumId);
    assert.deepEqual(await walk(anna, albumId), got);
  });
}

test('a shuffled list is whole, and in no order that was asked for', async (t) => {
  const { anna } = await startPhotos(t, { habits: { order: 'shuffled' } });
  const albumId = await anna.createAlbum('Trip');
  await fill(anna, albumId);
  const names = (await walk(anna, albumId)).join(' ').split(' ');
  assert.deepEqual([...names].sort(), ['june18', 'june19', 'may19', 'undated', 'video']);
  assert.notEqual(names.join(' '), 'may19 june18 june19 undated video');
});

test('a page token is good for the question that it answered, and for nobody else', async (t) => {
  const { anna } = await startPhotos(t);
  await fill(anna);
  const search = async (body: object) => (await anna.call('POST', '/v1/mediaItems:search', body)).body;
  const { nextPageToken: pageToken } = await search({ pageSize: 1 });
  const names = async (body: object) => (await search(body))['mediaItems']?.[0]?.['filename'] ?? 'refused';
  assert.equal(await names({ pageSize: 2, pageToken }), 'undated');
  assert.equal(await names({ pageToken, ...dates(...TWO) }), 'refused');
  assert.equal((await anna.call('GET', `/v1/mediaItems?pageToken=${pageToken ?? ''}`)).text, INVALID);
});

async function walk(anna: Caller, albumId: string): Promise<string[]> {
  const pages: string[] = [];
  let pageToken: string | undefined;
  do {
    const { body } = await anna.call('POST', '/v1/mediaItems:search', { albumId, pageSize: 2, pageToken });
    pages.push((body['mediaItems'] ?? []).map((item) => item['filename'] ?? '').join(' '));
    pageToken = body['nextPageToken'];
  } while (pageToken !== undefined);
  return pages;
}
