import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { auth, drive } from '@googleapis/drive';
import { serverTrouble } from '../../emulators/drive/troubles.ts';
import { startDriveEmulator } from '../../emulators/drive/startDriveEmulator.ts';
import { HOUR_MS, runningClock } from '../../emulators/http/clock.ts';
import { startOAuthEmulator } from '../../emulators/oauth/startOAuthEmulator.ts';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, APP, FOLDER } from './driveCalls.ts';

const REDIRECT = 'http://127.0.0.1:9/';
const SCOPE = 'https://www.googleapis.com/auth/drive.file';

/** Google's own client, which nobody here wrote, signed in and pointed at both emulators. */
async function signIn(t: TestContext) {
  const clock = runningClock();
  const oauth = await startOAuthEmulator({
    clients: [{ id: APP, secret: 'GOCSPX-d', kind: 'installed', status: 'production' }],
    accounts: [{ email: ANNA }],
    clock,
  });
  const emulator = await startDriveEmulator({ clock, tokens: oauth.tokens });
  t.after(() => Promise.all([oauth.close(), emulator.close()]));
  const client = new auth.OAuth2({
    clientId: APP,
    clientSecret: 'GOCSPX-d',
    redirectUri: REDIRECT,
    endpoints: { oauth2AuthBaseUrl: `${oauth.url}/o/oauth2/v2/auth`, oauth2TokenUrl: `${oauth.url}/token` },
  });
  const address = client.generateAuthUrl({ access_type: 'offline', scope: [SCOPE] });
  const back = new URL(oauth.approve(address, { account: ANNA }));
  const { tokens } = await client.getToken(back.searchParams.get('code') ?? '');
  client.setCredentials(tokens);
  // Uploads go to the real Google unless each call says where.
  const here = { rootUrl: `${emulator.url}/` };
  return { clock, emulator, tokens, client, here, google: drive({ version: 'v3', auth: client, ...here }) };
}

test("Google's client makes a folder, uploads into it, lists it, and reads the file back", async (t) => {
  const { here, google } = await signIn(t);
  const bytes = await makePhoto({});
  const { data: ids } = await google.files.generateIds({ count: 2 });
  const [folderId = '', id = ''] = ids.ids ?? [];
  await google.files.create({ requestBody: { id: folderId, name: "Anna's trip", mimeType: FOLDER } });
  const { data: made } = await google.files.create(
    {
      fields: 'id,size,md5Checksum,parents,modifiedTime',
      requestBody: { id, name: 'a.jpg', parents: [folderId], modifiedTime: '2019-06-01T10:00:00.123Z' },
      media: { mimeType: 'image/jpeg', body: Readable.from([bytes]) },
    },
    here,
  );
  assert.deepEqual(
    [made.id, made.size, made.parents, made.modifiedTime],
    [id, String(bytes.length), [folderId], '2019-06-01T10:00:00.123Z'],
  );
  const q = `'${folderId}' in parents and name = 'A.JPG' and trashed = false`;
  const { data: list } = await google.files.list({ q, fields: 'files(id,mimeType)' });
  assert.deepEqual(list.files, [{ id, mimeType: 'image/jpeg' }]);
  const { data: whole } = await google.files.get({ fileId: id, alt: 'media' }, { responseType: 'stream' });
  assert.equal((await buffer(whole)).equals(bytes), true);
  const { data: part, status } = await google.files.get(
    { fileId: id, alt: 'media' },
    { responseType: 'stream', headers: { Range: 'bytes=3-5' } },
  );
  assert.equal(status, 206);
  assert.equal((await buffer(part)).equals(bytes.subarray(3, 6)), true);
});

test("Google's client changes, moves, trashes and deletes a file, and follows the changes", async (t) => {
  const { emulator, here, google } = await signIn(t);
  const { data: start } = await google.changes.getStartPageToken();
  const folder = async (name: string) =>
    String((await google.files.create({ requestBody: { name, mimeType: FOLDER } })).data.id);
  const [trip, rome] = [await folder('Trip'), await folder('Rome')];
  const body = () => Readable.from(['abc']);
  const { data: made } = await google.files.create(
    { requestBody: { name: 'a.jpg', parents: [trip] }, media: { mimeType: 'image/jpeg', body: body() } },
    here,
  );
  const fileId = String(made.id);
  await google.files.update({ fileId, addParents: rome, removeParents: trip, requestBody: { name: 'b.jpg' } });
  await google.files.update({ fileId, media: { mimeType: 'image/jpeg', body: body() } }, here);
  const { data: revisions } = await google.revisions.list({ fileId });
  assert.equal(revisions.revisions?.length, 2);
  assert.equal(emulator.person(ANNA).treeText(), 'Rome/\n  b.jpg\nTrip/');
  await google.permissions.create({ fileId: rome, requestBody: { type: 'anyone', role: 'reader' } });
  await google.files.update({ fileId, requestBody: { trashed: true } });
  await google.files.delete({ fileId: trip });
  const { data: feed } = await google.changes.list({ pageToken: start.startPageToken ?? '' });
  assert.deepEqual(
    feed.changes?.map(({ removed, file }) => [removed, file?.name]),
    [
      [false, 'Rome'],
      [false, 'b.jpg'],
      [true, undefined],
    ],
  );
  assert.match(feed.newStartPageToken ?? '', /^\d+$/);
});

test("Google's client gets a new token when the old one is refused", async (t) => {
  const { clock, emulator, client, tokens, google } = await signIn(t);
  clock.advance(HOUR_MS);
  // The client has no idea of the emulator's time: it learns of the end of the token from the refusal.
  client.setCredentials({ access_token: tokens.access_token ?? '', refresh_token: tokens.refresh_token ?? '' });
  const { data } = await google.about.get({ fields: 'user/emailAddress' });
  assert.equal(data.user?.emailAddress, ANNA);
  assert.equal(
    emulator.log.text(),
    'GET /drive/v3/about?fields=user%2FemailAddress 401\nGET /drive/v3/about?fields=user%2FemailAddress 200',
  );
});

test("Google's client tries a list again after 503, and tells the reason of an error", async (t) => {
  const { emulator, google } = await signIn(t);
  emulator.faults.order({ route: 'files.list', fault: serverTrouble(503) });
  assert.equal((await google.files.list()).status, 200);
  const refused = google.files.get({ fileId: 'id/../1' });
  await assert.rejects(refused, { status: 404, message: 'File not found: id/../1.' });
  await refused.catch((error: unknown) => {
    const { response } = error as { response: { data: { error: { errors: { reason: string }[] } } } };
    assert.equal(response.data.error.errors[0]?.reason, 'notFound');
  });
});
