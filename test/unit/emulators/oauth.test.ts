import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { DAY_MS, MINUTE_MS } from '../../emulators/http/clock.ts';
import type { OAuthClient } from '../../emulators/oauth/model.ts';
import { startOAuthEmulator, type OAuthEmulator } from '../../emulators/oauth/startOAuthEmulator.ts';

const DESKTOP: OAuthClient = { id: 'desktop', secret: 'GOCSPX-d', kind: 'installed', status: 'production' };
const TESTING: OAuthClient = { id: 'testing', secret: 'GOCSPX-t', kind: 'installed', status: 'testing' };
const WEB: OAuthClient = {
  id: 'web',
  secret: 'GOCSPX-w',
  kind: 'web',
  status: 'production',
  redirectUris: ['https://example.com/back'],
};
const ANNA = { email: 'anna@example.com', name: 'Anna Photo' };
const BERT = { email: 'bert@example.com' };
const PHOTOS = 'https://www.googleapis.com/auth/photoslibrary.appendonly';
const DRIVE = 'https://www.googleapis.com/auth/drive.file';
const VERIFIER = 'verifier-verifier-verifier-verifier-verifier';
const S256 = createHash('sha256').update(VERIFIER).digest('base64url');

const ASKED = {
  client_id: 'desktop',
  redirect_uri: 'http://127.0.0.1:4321/back',
  response_type: 'code',
  scope: `${PHOTOS} ${DRIVE}`,
  state: 's t',
  code_challenge: S256,
  code_challenge_method: 'S256',
};

type Changes = Readonly<Record<string, string | undefined>>;

function start(t: TestContext): Promise<OAuthEmulator> {
  const started = startOAuthEmulator({ clients: [DESKTOP, TESTING, WEB], accounts: [ANNA, BERT] });
  t.after(async () => (await started).close());
  return started;
}

function form(values: Changes): URLSearchParams {
  return new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function address(emulator: OAuthEmulator, changes: Changes = {}): string {
  return `${emulator.url}/o/oauth2/v2/auth?${form({ ...ASKED, ...changes }).toString()}`;
}

/** Allows everything as Anna, and redeems the code for the answer of the token endpoint. */
async function signIn(emulator: OAuthEmulator, changes: Changes = {}, redeem: Changes = {}) {
  const back = new URL(emulator.approve(address(emulator, changes), { account: ANNA.email }));
  const client = [DESKTOP, TESTING, WEB].find(({ id }) => id === (changes['client_id'] ?? 'desktop'));
  return ask(emulator, {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    client_id: client?.id,
    client_secret: client?.secret,
    redirect_uri: changes['redirect_uri'] ?? ASKED.redirect_uri,
    code_verifier: VERIFIER,
    ...redeem,
  });
}

async function ask(emulator: OAuthEmulator, values: Changes, path = '/token'): Promise<Told> {
  return told(await fetch(`${emulator.url}${path}`, { method: 'POST', body: form(values) }));
}

interface Told {
  readonly text: string;
  readonly body: Readonly<Record<string, string>>;
}

/** The status, and the error with its description or the names of what was answered. */
async function told(answer: Response): Promise<Told> {
  const body = (await answer.json()) as Record<string, string>;
  const { error, error_description: why } = body;
  const said = error === undefined ? Object.keys(body).join(' ') : `${error}: ${why ?? ''}`;
  return { text: `${String(answer.status)} ${said}`, body };
}

const REFUSED: readonly [what: string, changes: Changes, page: string][] = [
  ['no client', { client_id: undefined }, '400 invalid_request Missing required parameter: client_id'],
  ['an unknown client', { client_id: 'x' }, '401 invalid_client The OAuth client was not found.'],
  ['no response type', { response_type: undefined }, '400 invalid_request Missing required parameter: response_type'],
  ['the implicit flow', { response_type: 'token' }, '400 unsupported_response_type Invalid response_type: token'],
  [
    'no address to return to',
    { redirect_uri: undefined },
    '400 invalid_request Missing required parameter: redirect_uri',
  ],
  [
    'out of band',
    { redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' },
    '400 invalid_request The out-of-band (OOB) flow has been blocked in order to keep users secure.',
  ],
  [
    'another computer',
    { redirect_uri: 'http://10.0.0.1/' },
    '400 redirect_uri_mismatch The redirect URI in the request, http://10.0.0.1/, does not match the ones authorized for the OAuth client.',
  ],
  [
    'an address that a web client has not',
    { client_id: 'web' },
    '400 redirect_uri_mismatch The redirect URI in the request, http://127.0.0.1:4321/back, does not match the ones authorized for the OAuth client.',
  ],
  ['no scope', { scope: undefined }, '400 invalid_request Missing required parameter: scope'],
  [
    'an unknown scope',
    { scope: `${DRIVE} photos` },
    `400 invalid_scope Some requested scopes were invalid. {valid=[${DRIVE}], invalid=[photos]}`,
  ],
  ['an unknown proof', { code_challenge_method: 'S512' }, '400 invalid_request Invalid code_challenge_method: S512'],
  [
    'a proof of the wrong length',
    { code_challenge: 'short' },
    '400 invalid_request Invalid code_challenge: code_challenge is malformed.',
  ],
];

for (const [what, changes, page] of REFUSED) {
  test(`the person, not the app, is told of ${what}`, async (t) => {
    const emulator = await start(t);
    const answer = await fetch(address(emulator, changes), { redirect: 'manual' });
    const body = await answer.text();
    const sentence = /<\/h1>\s*<p>(.*)<\/p>/.exec(body)?.[1] ?? '';
    const code = /<p>Error \d+: (.*)<\/p>/.exec(body)?.[1] ?? '';
    assert.equal(`${String(answer.status)} ${code} ${sentence}`, page);
  });
}

for (const redirectUri of [
  'http://127.0.0.1:1/',
  'http://[::1]:65535/x',
  'http://localhost:8080',
  'http://127.0.0.1',
]) {
  test(`a desktop app may return to ${redirectUri}`, async (t) => {
    const emulator = await start(t);
    const back = emulator.approve(address(emulator, { redirect_uri: redirectUri }), { account: ANNA.email });
    assert.equal(back.split('?')[0], new URL(redirectUri).href);
  });
}

const DECISIONS: readonly [what: string, sent: readonly [string, string][], back: string][] = [
  [
    'Allow',
    [
      ['decision', 'allow'],
      ['scope', PHOTOS],
      ['scope', DRIVE],
    ],
    `scope=${PHOTOS} ${DRIVE}`,
  ],
  [
    'Allow with one box unticked',
    [
      ['decision', 'allow'],
      ['scope', PHOTOS],
    ],
    `scope=${PHOTOS}`,
  ],
  ['Allow with no box ticked', [['decision', 'allow']], 'error=access_denied'],
  [
    'Allow with a scope that was not asked for',
    [
      ['decision', 'allow'],
      ['scope', `${DRIVE}.x`],
    ],
    'error=access_denied',
  ],
  [
    'Cancel',
    [
      ['decision', 'cancel'],
      ['scope', PHOTOS],
    ],
    'error=access_denied',
  ],
];

for (const [what, sent, expected] of DECISIONS) {
  test(`the form of the consent page: ${what}`, async (t) => {
    const emulator = await start(t);
    const page = await (await fetch(address(emulator))).text();
    const action = /<form method="post" action="([^"]+)">/.exec(page)?.[1] ?? '';
    const request = (/name="request" value="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
    const answer = await fetch(`${emulator.url}${action}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams([['request', request], ['account', BERT.email], ...sent]),
    });
    const back = new URL(answer.headers.get('location') ?? '');
    const found = ['scope', 'error'].flatMap((name) => back.searchParams.get(name)?.replace(/^/, `${name}=`) ?? []);
    assert.equal(`${String(answer.status)} ${found.join()}`, `302 ${expected}`);
    assert.equal(back.searchParams.get('state'), 's t');
  });
}

test('the consent page has a box for each scope, a button for each account, and no markup of others', async (t) => {
  const emulator = await start(t);
  const page = await (await fetch(address(emulator, { scope: `email ${PHOTOS}`, state: '"><script>' }))).text();
  assert.deepEqual(
    [...page.matchAll(/<input type="(radio|checkbox)"[^>]*value="([^"]*)"/g)].map(([, type, value]) => [type, value]),
    [
      ['radio', ANNA.email],
      ['radio', BERT.email],
      ['checkbox', PHOTOS],
    ],
  );
  assert.equal(page.includes('<script'), false);
});

const REDEEMED: readonly [what: string, changes: Changes, answer: string][] = [
  ['all that is asked', {}, '200 access_token expires_in scope token_type refresh_token'],
  ['another verifier', { code_verifier: VERIFIER.toUpperCase() }, '400 invalid_grant: Invalid code verifier.'],
  ['no verifier', { code_verifier: undefined }, '400 invalid_grant: Missing code verifier.'],
  ['another address', { redirect_uri: 'http://127.0.0.1:4322/back' }, '400 redirect_uri_mismatch: Bad Request'],
  ['no address', { redirect_uri: undefined }, '400 invalid_request: Missing required parameter: redirect_uri'],
  ['no secret', { client_secret: undefined }, '400 invalid_request: client_secret is missing.'],
  ['another secret', { client_secret: 'x' }, '401 invalid_client: The provided client secret is invalid.'],
  ['an unknown client', { client_id: 'x' }, '401 invalid_client: The OAuth client was not found.'],
  ['no client', { client_id: undefined }, '400 invalid_request: Could not determine client ID from request.'],
  ['another client', { client_id: 'testing', client_secret: 'GOCSPX-t' }, '400 invalid_grant: Bad Request'],
  ['no code', { code: undefined }, '400 invalid_request: Missing required parameter: code'],
  ['what is no code', { code: 'abc' }, '400 invalid_grant: Malformed auth code.'],
  ['a made-up code', { code: '4/0Aabc' }, '400 invalid_grant: Bad Request'],
  ['no grant type', { grant_type: undefined }, '400 invalid_request: Missing required parameter: grant_type'],
  ['another grant type', { grant_type: 'password' }, '400 unsupported_grant_type: Invalid grant_type: password'],
];

for (const [what, changes, answer] of REDEEMED) {
  test(`redeeming a code with ${what}`, async (t) => {
    const emulator = await start(t);
    const { text, body } = await signIn(emulator, {}, changes);
    assert.equal(text, answer);
    if (answer.startsWith('200'))
      assert.equal(`${String(body['expires_in'])} ${body['scope'] ?? ''}`, `3599 ${PHOTOS} ${DRIVE}`);
  });
}

test('a code is good once', async (t) => {
  const emulator = await start(t);
  const code = new URL(emulator.approve(address(emulator), { account: ANNA.email })).searchParams.get('code') ?? '';
  assert.match((await signIn(emulator, {}, { code })).text, /^200/);
  assert.equal((await signIn(emulator, {}, { code })).text, '400 invalid_grant: Bad Request');
});

test('a code is good for ten minutes', async (t) => {
  const emulator = await start(t);
  const code = new URL(emulator.approve(address(emulator), { account: ANNA.email })).searchParams.get('code') ?? '';
  emulator.clock.advance(10 * MINUTE_MS);
  assert.equal((await signIn(emulator, {}, { code })).text, '400 invalid_grant: Bad Request');
});

const IDENTITY = 'openid https://www.googleapis.com/auth/userinfo.email';

const LIVES: readonly [what: string, changes: Changes, days: number, answer: string][] = [
  ['of a published app after half a year of use', {}, 150, '200 access_token expires_in scope token_type'],
  [
    'of a published app after half a year without use',
    {},
    183,
    '400 invalid_grant: Token has been expired or revoked.',
  ],
  ['of an app in testing after six days', { client_id: 'testing' }, 6, '200 access_token expires_in scope token_type'],
  [
    'of an app in testing after a week',
    { client_id: 'testing' },
    7,
    '400 invalid_grant: Token has been expired or revoked.',
  ],
  [
    'of an app in testing that only asks who it is',
    { client_id: 'testing', scope: IDENTITY },
    7,
    '200 access_token expires_in scope token_type id_token',
  ],
];

for (const [what, changes, days, answer] of LIVES) {
  test(`a refresh token ${what}`, async (t) => {
    const emulator = await start(t);
    const { body } = await signIn(emulator, changes);
    emulator.clock.advance(days * DAY_MS);
    const client = changes['client_id'] === 'testing' ? TESTING : DESKTOP;
    assert.equal((await refresh(emulator, body['refresh_token'], client)).text, answer);
  });
}

function refresh(emulator: OAuthEmulator, token: string | undefined, client = DESKTOP, changes: Changes = {}) {
  const values = { grant_type: 'refresh_token', refresh_token: token, client_id: client.id };
  return ask(emulator, { ...values, client_secret: client.secret, ...changes });
}

test('what a refresh can be refused for', async (t) => {
  const emulator = await start(t);
  const { body } = await signIn(emulator);
  const token = body['refresh_token'];
  const table: readonly [Promise<Told>, string][] = [
    [refresh(emulator, undefined), '400 invalid_request: Missing required parameter: refresh_token'],
    [refresh(emulator, '1//0made-up'), '400 invalid_grant: Bad Request'],
    [refresh(emulator, token, TESTING), '401 unauthorized_client: Unauthorized'],
    [refresh(emulator, token, DESKTOP, { scope: 'openid' }), '400 invalid_scope: Bad Request'],
    [refresh(emulator, token, DESKTOP, { scope: PHOTOS }), '200 access_token expires_in scope token_type'],
  ];
  for (const [answer, expected] of table) assert.equal((await answer).text, expected);
});

test('an app in testing is told how long its refresh token lives', async (t) => {
  const emulator = await start(t);
  assert.equal((await signIn(emulator, { client_id: 'testing' })).body['refresh_token_expires_in'], 604_799);
});

test('the hundred and first refresh token kills the oldest', async (t) => {
  const emulator = await start(t);
  const tokens: (string | undefined)[] = [];
  for (let count = 0; count < 101; count += 1) tokens.push((await signIn(emulator)).body['refresh_token']);
  assert.match((await refresh(emulator, tokens[0])).text, /revoked/);
  assert.match((await refresh(emulator, tokens[1])).text, /^200/);
});

test('a web app gets a refresh token when it asks, at the first consent or a repeated one', async (t) => {
  const emulator = await start(t);
  const web = { client_id: 'web', redirect_uri: 'https://example.com/back' };
  const got: boolean[] = [];
  for (const changes of [{}, { access_type: 'offline' }, { access_type: 'offline', prompt: 'consent' }])
    got.push('refresh_token' in (await signIn(emulator, { ...web, ...changes })).body);
  assert.deepEqual(got, [false, false, true]);
});

test('without a page an app gets only what was allowed before', async (t) => {
  const emulator = await start(t);
  const silently = async (changes: Changes) => {
    const answer = await fetch(address(emulator, { prompt: 'none', ...changes }), { redirect: 'manual' });
    const { searchParams } = new URL(answer.headers.get('location') ?? '');
    return searchParams.get('error') ?? (searchParams.has('code') ? 'code' : 'nothing');
  };
  assert.equal(await silently({ login_hint: ANNA.email }), 'interaction_required');
  emulator.approve(address(emulator), { account: ANNA.email });
  assert.equal(await silently({ login_hint: ANNA.email }), 'code');
  assert.equal(await silently({ login_hint: 'nobody@example.com' }), 'login_required');
});

const REVOKED: readonly [what: string, revoke: (emulator: OAuthEmulator, body: Told['body']) => Promise<string>][] = [
  [
    'with the refresh token in the query',
    async (emulator, body) =>
      (await ask(emulator, {}, `/revoke?token=${encodeURIComponent(body['refresh_token'] ?? '')}`)).text,
  ],
  [
    'with the access token in the form',
    async (emulator, body) => (await ask(emulator, { token: body['access_token'] }, '/revoke')).text,
  ],
  [
    'by the person',
    async (emulator) => {
      emulator.revokeAccess(ANNA.email, DESKTOP.id);
      return '200 ';
    },
  ],
];

for (const [what, revoke] of REVOKED) {
  test(`revoked ${what}, access ends for all tokens of the app`, async (t) => {
    const emulator = await start(t);
    const { body } = await signIn(emulator);
    assert.equal(await revoke(emulator, body), '200 ');
    assert.match((await refresh(emulator, body['refresh_token'])).text, /Token has been expired or revoked/);
    assert.equal(emulator.tokens.find(body['access_token'] ?? ''), undefined);
    const again = await ask(emulator, { token: body['access_token'] }, '/revoke');
    assert.equal(again.text, '400 invalid_token: Token expired or revoked');
  });
}

test('secrets and codes are not in the log', async (t) => {
  const emulator = await start(t);
  const { body } = await signIn(emulator);
  await fetch(`${emulator.url}/tokeninfo?access_token=${body['access_token'] ?? ''}`);
  assert.equal(emulator.log.text(), 'POST /token 200\nGET /tokeninfo?access_token=*** 200');
});
