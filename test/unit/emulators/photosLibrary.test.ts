import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { OAuth2Client } from 'google-auth-library';
import { HOUR_MS, runningClock } from '../../emulators/http/clock.ts';
import { startOAuthEmulator } from '../../emulators/oauth/startOAuthEmulator.ts';
import { startPhotosEmulator } from '../../emulators/photos/startPhotosEmulator.ts';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, APP, APPEND, EDIT, READ } from './photosCalls.ts';

const REDIRECT = 'http://127.0.0.1:9/';

/** Google's own sign-in and transport, which nobody here wrote, pointed at both emulators. */
async function signIn(t: TestContext, ticked: readonly string[]) {
  const clock = runningClock();
  const oauth = await startOAuthEmulator({
    clients: [{ id: APP, secret: 'GOCSPX-d', kind: 'installed', status: 'production' }],
    accounts: [{ email: ANNA }],
    clock,
  });
  const photos = await startPhotosEmulator({ clock, tokens: oauth.tokens });
  t.after(() => Promise.all([oauth.close(), photos.close()]));
  const client = new OAuth2Client({
    clientId: APP,
    clientSecret: 'GOCSPX-d',
    redirectUri: REDIRECT,
    endpoints: { oauth2AuthBaseUrl: `${oauth.url}/o/oauth2/v2/auth`, oauth2TokenUrl: `${oauth.url}/token` },
  });
  const address = client.generateAuthUrl({ access_type: 'offline', scope: [APPEND, READ, EDIT] });
  const back = new URL(oauth.approve(address, { account: ANNA, scopes: ticked }));
  const { tokens } = await client.getToken(back.searchParams.get('code') ?? '');
  client.setCredentials(tokens);
  return { clock, photos, client, tokens };
}

interface MediaItem {
  readonly id: string;
  readonly filename: string;
  readonly baseUrl?: string;
}

test("Google's client uploads in parts, makes an item in an album, and reads it back", async (t) => {
  const { photos, client } = await signIn(t, [APPEND, READ, EDIT]);
  const bytes = await makePhoto({ width: 2000, height: 1500 });
  const begun = await client.request<string>({
    url: `${photos.url}/v1/uploads`,
    method: 'POST',
    headers: {
      'X-Goog-Upload-Protocol': 'resumable',
      'X-Goog-Upload-Command': 'start',
      'X-Goog-Upload-Content-Type': 'image/jpeg',
      'X-Goog-Upload-Raw-Size': String(bytes.length),
    },
  });
  const { data: uploadToken } = await client.request<string>({
    url: begun.headers.get('x-goog-upload-url') ?? '',
    method: 'POST',
    headers: { 'X-Goog-Upload-Command': 'upload, finalize', 'X-Goog-Upload-Offset': '0' },
    data: bytes,
    responseType: 'text',
  });
  const { data: album } = await client.request<{ id: string }>({
    url: `${photos.url}/v1/albums`,
    method: 'POST',
    data: { album: { title: 'Trip' } },
  });
  await client.request({
    url: `${photos.url}/v1/mediaItems:batchCreate`,
    method: 'POST',
    data: { albumId: album.id, newMediaItems: [{ simpleMediaItem: { uploadToken, fileName: 'a.jpg' } }] },
  });
  const { data: found } = await client.request<{ mediaItems: readonly MediaItem[] }>({
    url: `${photos.url}/v1/mediaItems:search`,
    method: 'POST',
    data: { albumId: album.id },
  });
  const [item] = found.mediaItems;
  assert.equal(item?.filename, 'a.jpg');
  const { data: download } = await client.request<ArrayBuffer>({
    url: `${item.baseUrl ?? ''}=d`,
    responseType: 'arraybuffer',
  });
  assert.equal(Buffer.from(download).equals(bytes), true);
});

test("Google's client gets a new token when the old one is refused", async (t) => {
  const { clock, photos, client, tokens } = await signIn(t, [APPEND, READ, EDIT]);
  clock.advance(HOUR_MS);
  // The client has no idea of the emulator's time: it learns of the end of the token from the refusal.
  client.setCredentials({ access_token: tokens.access_token ?? '', refresh_token: tokens.refresh_token ?? '' });
  const { status } = await client.request({ url: `${photos.url}/v1/albums` });
  assert.equal(status, 200);
  assert.equal(photos.log.text(), 'GET /v1/albums 401\nGET /v1/albums 200');
});

test("Google's client is told which scope a person has unticked", async (t) => {
  const { photos, client, tokens } = await signIn(t, [APPEND]);
  assert.equal(tokens.scope, APPEND);
  await assert.rejects(client.request({ url: `${photos.url}/v1/albums` }), {
    status: 403,
    message: 'Request had insufficient authentication scopes.',
  });
});
