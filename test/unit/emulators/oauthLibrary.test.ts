import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import { HOUR_MS, runningClock } from '../../emulators/http/clock.ts';
import { subjectOf } from '../../emulators/oauth/model.ts';
import { startOAuthEmulator } from '../../emulators/oauth/startOAuthEmulator.ts';

const ANNA = { email: 'anna@example.com', name: 'Anna Photo' };
const PHOTOS = 'https://www.googleapis.com/auth/photoslibrary.appendonly';
const REDIRECT = 'http://127.0.0.1:9/';

/** Google's own client, which nobody here wrote, pointed at the emulator; it has the real time and so has Google. */
async function start(t: TestContext) {
  const emulator = await startOAuthEmulator({
    clients: [{ id: 'desktop', secret: 'GOCSPX-d', kind: 'installed', status: 'production' }],
    accounts: [ANNA],
    clock: runningClock(),
  });
  t.after(() => emulator.close());
  const { url } = emulator;
  const client = new OAuth2Client({
    clientId: 'desktop',
    clientSecret: 'GOCSPX-d',
    redirectUri: REDIRECT,
    endpoints: {
      oauth2AuthBaseUrl: `${url}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${url}/token`,
      oauth2RevokeUrl: `${url}/revoke`,
      tokenInfoUrl: `${url}/tokeninfo`,
      oauth2FederatedSignonPemCertsUrl: `${url}/oauth2/v1/certs`,
      oauth2FederatedSignonJwkCertsUrl: `${url}/oauth2/v3/certs`,
    },
  });
  return { emulator, client };
}

async function signIn({ emulator, client }: Awaited<ReturnType<typeof start>>) {
  const { codeVerifier, codeChallenge = '' } = await client.generateCodeVerifierAsync();
  const address = client.generateAuthUrl({
    access_type: 'offline',
    prompt: 'consent',
    scope: ['email', 'profile', PHOTOS],
    state: 'state',
    code_challenge_method: CodeChallengeMethod.S256,
    code_challenge: codeChallenge,
  });
  const back = new URL(emulator.approve(address, { account: ANNA.email }));
  assert.equal(back.searchParams.get('state'), 'state');
  const { tokens } = await client.getToken({ code: back.searchParams.get('code') ?? '', codeVerifier });
  client.setCredentials(tokens);
  return tokens;
}

test("Google's client signs in, and knows whose account it is", async (t) => {
  const started = await start(t);
  const tokens = await signIn(started);
  assert.equal(
    tokens.scope,
    `https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/userinfo.profile ${PHOTOS} openid`,
  );
  const ticket = await started.client.verifyIdToken({ idToken: tokens.id_token ?? '', audience: 'desktop' });
  const { sub, email, name } = ticket.getPayload() ?? {};
  assert.deepEqual({ sub, email, name }, { sub: subjectOf(ANNA.email), ...ANNA });
  const info = await started.client.getTokenInfo(tokens.access_token ?? '');
  assert.equal(`${info.aud} ${info.sub ?? ''} ${info.email ?? ''}`, `desktop ${subjectOf(ANNA.email)} ${ANNA.email}`);
  const { data } = await started.client.request<{ email: string }>({
    url: `${started.emulator.url}/oauth2/v3/userinfo`,
  });
  assert.equal(data.email, ANNA.email);
});

test("Google's client refreshes a token that has expired, and revokes", async (t) => {
  const started = await start(t);
  const first = await signIn(started);
  started.emulator.clock.advance(HOUR_MS);
  started.client.setCredentials({ ...first, expiry_date: Date.now() - 1 });
  const { token } = await started.client.getAccessToken();
  assert.notEqual(token, first.access_token);
  assert.ok(started.emulator.tokens.find(token ?? ''));
  await started.client.revokeToken(first.refresh_token ?? '');
  assert.equal(started.emulator.tokens.find(token ?? ''), undefined);
  await assert.rejects(started.client.refreshAccessToken(), { message: 'invalid_grant' });
});

test('the id token is signed with the published key', async (t) => {
  const started = await start(t);
  const { id_token: idToken = '', access_token: accessToken = '' } = await signIn(started);
  const [head = '', body = '', signature = ''] = (idToken ?? '').split('.');
  const { keys } = (await (await fetch(`${started.emulator.url}/oauth2/v3/certs`)).json()) as { keys: JsonWebKey[] };
  const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
  assert.equal(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')), true);
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { at_hash: string };
  const hash = createHash('sha256')
    .update(accessToken ?? '')
    .digest();
  assert.equal(claims.at_hash, hash.subarray(0, 16).toString('base64url'));
  const told = async (token: string) =>
    (await (await fetch(`${started.emulator.url}/tokeninfo?id_token=${token}`)).json()) as Record<string, string>;
  assert.equal((await told(idToken ?? ''))['email'], ANNA.email);
  assert.equal((await told(`${head}.${body}.AAAA`))['error'], 'invalid_token');
});
