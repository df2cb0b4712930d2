import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { DAY_MS, MINUTE_MS, stoppedClock } from '../../emulators/http/clock.ts';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, APP, APPEND, caller, EDIT, READ, startPhotos } from './photosCalls.ts';

const MISSING = '403 PERMISSION_DENIED: Request had insufficient authentication scopes.';
const UNAUTHENTICATED =
  '401 UNAUTHENTICATED: Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
const CONCURRENT =
  "429 RESOURCE_EXHAUSTED: Quota exceeded for quota 'concurrent write request' of service 'photoslibrary.googleapis.com'.";

const CALLS: readonly [method: string, path: string, scopes: string][] = [
  ['POST', '/v1/uploads', 'append'],
  ['POST', '/v1/uploads/session?upload_id=x', 'append'],
  ['POST', '/v1/mediaItems:batchCreate', 'append'],
  ['GET', '/v1/mediaItems:batchGet?mediaItemIds=x', 'read'],
  ['GET', '/v1/mediaItems', 'read'],
  ['GET', '/v1/mediaItems/x', 'read'],
  ['POST', '/v1/mediaItems:search', 'read'],
  ['PATCH', '/v1/mediaItems/x?updateMask=description', 'edit'],
  ['POST', '/v1/albums', 'append'],
  ['GET', '/v1/albums', 'read'],
  ['GET', '/v1/albums/x', 'read'],
  ['PATCH', '/v1/albums/x?updateMask=title', 'edit'],
  ['POST', '/v1/albums/x:batchAddMediaItems', 'append edit'],
  ['POST', '/v1/albums/x:batchRemoveMediaItems', 'edit'],
  ['POST', '/v1/albums/x:addEnrichment', 'append edit'],
  ['POST', '/v1/albums/x:share', ''],
  ['POST', '/v1/albums/x:unshare', ''],
  ['GET', '/v1/sharedAlbums', ''],
  ['GET', '/v1/sharedAlbums/x', ''],
  ['POST', '/v1/sharedAlbums:join', ''],
  ['POST', '/v1/sharedAlbums:leave', ''],
];

const SCOPES = { append: APPEND, read: READ, edit: EDIT, full: 'https://www.googleapis.com/auth/photoslibrary' };

for (const [method, path, scopes] of CALLS) {
  test(`${method} ${path} needs ${scopes || 'what nobody has'}`, async (t) => {
    const { emulator } = await startPhotos(t);
    const accepted: string[] = [];
    for (const [name, scope] of Object.entries(SCOPES)) {
      const { text } = await caller(emulator, { scopes: [scope] }).call(method, path);
      if (text !== MISSING) accepted.push(name);
    }
    assert.equal(accepted.join(' '), scopes);
    assert.equal((await told401(`${emulator.url}${path}`, method)).text, UNAUTHENTICATED);
  });
}

async function told401(address: string, method: string): Promise<{ readonly text: string }> {
  const answer = await fetch(address, { method, headers: { Authorization: 'Bearer ya29.unknown' } });
  const { error } = (await answer.json()) as { error: { status: string; message: string } };
  return { text: `${String(answer.status)} ${error.status}: ${error.message}` };
}

test('a token ends after an hour, and with the access that was taken back', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  emulator.clock.advance(3_598_000);
  assert.equal((await anna.call('GET', '/v1/albums')).text, '200 {}');
  emulator.clock.advance(1000);
  assert.equal((await anna.call('GET', '/v1/albums')).text, UNAUTHENTICATED);
  const again = caller(emulator, {});
  emulator.tokens.revokeGrant(ANNA, APP);
  assert.equal((await again.call('GET', '/v1/albums')).text, UNAUTHENTICATED);
});

test('a project without the API, and an account without Google Photos', async (t) => {
  const { emulator, anna } = await startPhotos(t, { disabledClients: ['5-x'], withoutPhotos: ['bert@example.com'] });
  assert.equal((await anna.call('GET', '/v1/albums')).status, 200);
  const disabled = await caller(emulator, { clientId: '5-x' }).call('GET', '/v1/albums');
  assert.match(disabled.text, /^403 PERMISSION_DENIED: Photos Library API has not been used in project 5 before/);
  assert.equal(disabled.body['error']?.['errors']?.[0]?.['reason'], 'accessNotConfigured');
  const bert = await caller(emulator, { account: 'bert@example.com' }).call('GET', '/v1/albums');
  assert.equal(bert.text, '403 PERMISSION_DENIED: Google Photos is disabled for the user');
});

const DAILY =
  "429 RESOURCE_EXHAUSTED: Quota exceeded for quota metric 'All requests' and limit 'All requests per day' of service 'photoslibrary.googleapis.com' for consumer 'project_number:4711'.";

test('the requests of a day are those of the project, refused ones too, until midnight in California', async (t) => {
  const clock = stoppedClock('2026-11-02T07:59:00Z');
  const { emulator, anna } = await startPhotos(t, { clock, limits: { requestsPerDay: 3 } });
  const bert = caller(emulator, { account: 'bert@example.com', clientId: '4711-other' });
  await anna.upload(Buffer.from('x'));
  await bert.call('GET', '/v1/albums/unknown');
  assert.equal((await anna.call('GET', '/v1/albums')).text, '200 {}');
  const refused = await anna.call('GET', '/v1/albums');
  assert.equal(refused.text, DAILY);
  assert.equal((await bert.call('GET', '/v1/albums')).text, DAILY);
  assert.equal((await caller(emulator, { clientId: '4712-x' }).call('GET', '/v1/albums')).text, '200 {}');
  const metadata = refused.body['error']?.['details']?.[0]?.['metadata'];
  assert.equal(
    `${metadata?.['quota_limit'] ?? ''} ${metadata?.['quota_limit_value'] ?? ''} ${metadata?.['quota_metric'] ?? ''}`,
    'ApiCallsPerProjectPerDay 3 photoslibrary.googleapis.com/all_requests',
  );
  clock.advance(MINUTE_MS);
  assert.equal((await anna.call('GET', '/v1/albums')).text, '200 {}');
});

test('a person has so many writes a minute, with whatever app, and reads as many as there are', async (t) => {
  const { emulator, anna } = await startPhotos(t, { limits: { writesPerMinute: 2 } });
  const other = caller(emulator, { clientId: '4712-other' });
  const texts: string[] = [];
  const write = async (who: typeof anna) => {
    const { text } = await who.call('POST', '/v1/albums', { album: { title: 'Trip' } });
    texts.push(text.replace(/^200 .*/, '200').replace(/ of service.*/, ''));
  };
  await write(anna);
  emulator.clock.advance(MINUTE_MS - 1);
  await write(other);
  await write(anna);
  assert.equal((await anna.call('GET', '/v1/albums')).status, 200);
  await write(caller(emulator, { account: 'bert@example.com' }));
  emulator.clock.advance(1);
  await write(anna);
  const minute =
    "429 RESOURCE_EXHAUSTED: Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user'";
  assert.deepEqual(texts, ['200', '200', minute, '200', '200']);
});

test('a second write of a person while one is under way is refused, and reads and other people go on', async (t) => {
  const meanwhile: string[] = [];
  let isFirst = true;
  const { emulator, anna } = await startPhotos(t, {
    habits: {
      duringWrite: async () => {
        if (!isFirst) return;
        isFirst = false;
        const title = { album: { title: 'Other' } };
        meanwhile.push((await anna.call('POST', '/v1/albums', title)).text);
        meanwhile.push((await anna.call('GET', '/v1/albums')).text);
        const bert = caller(emulator, { account: 'bert@example.com' });
        meanwhile.push(String((await bert.call('POST', '/v1/albums', title)).status));
      },
    },
  });
  await anna.createAlbum('Trip');
  assert.deepEqual(meanwhile, [CONCURRENT, '200 {}', '200']);
  assert.equal((await anna.call('POST', '/v1/albums', { album: { title: 'Next' } })).status, 200);
  assert.equal(emulator.person(ANNA).albumsText(), 'Trip\nNext');
});

test('a write holds its person from the first byte, and lets go when the connection breaks', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const headers = { Authorization: `Bearer ${anna.token}`, 'Content-Length': '100' };
  const slow = request(`${emulator.url}/v1/albums`, { method: 'POST', headers });
  const broken = new Promise((resolve) => slow.once('error', resolve));
  slow.write('{');
  const next = async () => (await anna.call('POST', '/v1/albums', { album: { title: 'Trip' } })).text;
  while (emulator.log.entries.length === 0) await new Promise(setImmediate);
  assert.equal(await next(), CONCURRENT);
  slow.destroy();
  await broken;
  let text = CONCURRENT;
  while (text === CONCURRENT) text = await next();
  assert.match(text, /^200/);
  assert.equal(emulator.person(ANNA).albumsText(), 'Trip');
});

const QUERIES: readonly [query: string, answer: string][] = [
  ['pageSize=0', '200 {}'],
  ['pageSize=51', '400 INVALID_ARGUMENT: Request contains an invalid argument.'],
  ['pageSize=-1', '400 INVALID_ARGUMENT: Request contains an invalid argument.'],
  ['pageSize=many', `400 INVALID_ARGUMENT: Invalid value at 'page_size' (TYPE_INT32), "many"`],
  ['page_size=5', '200 {}'],
  ['pageToken=x', '400 INVALID_ARGUMENT: Request contains an invalid argument.'],
  ['excludeNonAppCreatedData=true&alt=json&prettyPrint=false&quotaUser=x', '200 {}'],
  ['fields=albums(id),nextPageToken', '200 {}'],
  ['fields=pictures', '400 INVALID_ARGUMENT: Request contains an invalid argument.'],
  ['fields=albums(', '400 INVALID_ARGUMENT: Request contains an invalid argument.'],
  [
    'orderBy=title',
    `400 INVALID_ARGUMENT: Invalid JSON payload received. Unknown name "orderBy": Cannot bind query parameter. Field 'orderBy' could not be found in request message.`,
  ],
];

for (const [query, answer] of QUERIES) {
  test(`the query of a list: ${query}`, async (t) => {
    const { anna } = await startPhotos(t);
    assert.equal((await anna.call('GET', `/v1/albums?${query}`)).text, answer);
  });
}

test('a token may stand in the query, and never in the log', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const answer = await fetch(`${emulator.url}/v1/albums?access_token=${anna.token}`);
  assert.equal(answer.status, 200);
  assert.equal(emulator.log.text(), 'GET /v1/albums?access_token=*** 200');
  assert.equal(emulator.log.entries[0]?.account, ANNA);
});

test('a whole day of uploads is so many requests', async (t) => {
  const { emulator, anna } = await startPhotos(t, { limits: { requestsPerDay: 2 } });
  const bytes = await makePhoto({});
  assert.match(await anna.upload(bytes), /^CAIS/);
  assert.match(await anna.upload(bytes), /^CAIS/);
  assert.match(await anna.upload(bytes), /All requests per day/);
  emulator.clock.advance(DAY_MS);
  assert.match(await caller(emulator, {}).upload(bytes), /^CAIS/);
});
