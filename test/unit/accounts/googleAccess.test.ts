import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { googleAccounts } from '../../../src/accounts/googleAccess.ts';
import type { GoogleAccess } from '../../../src/services/google/access.ts';
import type { Result } from '../../../src/engine/result.ts';
import type { Fault } from '../../emulators/http/faults.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../emulators/http/clock.ts';
import { ANNA, APP, signedIn, type SignedIn } from '../../harness/signedIn.ts';

const signal = new AbortController().signal;

async function open(t: TestContext, options: Parameters<typeof signedIn>[1] = {}) {
  const there = await signedIn(t, options);
  const access = await there.accounts('googlePhotos', { signal });
  assert.ok(access.ok);
  return { ...there, access: access.value };
}

function said(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.problem.code;
}

async function tokenOf(access: GoogleAccess, refused?: string): Promise<string> {
  const token = await access.token({ signal, refused });
  return token.ok ? token.value : assert.fail(token.problem.message);
}

function requests({ oauth }: SignedIn): number {
  return oauth.log.text().split('\n').filter(Boolean).length;
}

test('the account says who is signed in, by which client, and for what', async (t) => {
  const { access } = await open(t);
  const { id, email, clientId, scopes } = access.account;
  assert.deepEqual([id.length, email, clientId], [21, ANNA.email, APP.id]);
  assert.deepEqual(scopes.map((scope) => scope.split('/').at(-1)).sort(), [
    'openid',
    'photoslibrary.appendonly',
    'photoslibrary.edit.appcreateddata',
    'photoslibrary.readonly.appcreateddata',
    'userinfo.email',
  ]);
});

test('a token is fetched once and used again, also by another run', async (t) => {
  const there = await open(t);
  const first = await tokenOf(there.access);
  const again = await there.accounts('googlePhotos', { signal });
  assert.ok(again.ok);
  assert.equal(await tokenOf(again.value), first);
  assert.equal(requests(there), 1);
  assert.equal(there.oauth.tokens.find(first)?.account, ANNA.email);
});

test('requests at the same time share one refresh', async (t) => {
  const there = await open(t);
  const tokens = await Promise.all([1, 2, 3].map(() => tokenOf(there.access)));
  assert.equal(new Set(tokens).size, 1);
  assert.equal(requests(there), 1);
});

test('who gives up waiting does not spoil it for the others', async (t) => {
  const there = await open(t);
  const impatient = new AbortController();
  const waits = [there.access.token({ signal: impatient.signal }), there.access.token({ signal })];
  impatient.abort();
  assert.deepEqual((await Promise.all(waits)).map(said), ['E_CANCELLED', 'ok']);
  assert.equal(requests(there), 1);
  assert.equal(said(await there.access.token({ signal: impatient.signal })), 'E_CANCELLED');
});

test('a token that the service refuses, that is old, or that a jump of the clock makes doubtful, is fetched anew', async (t) => {
  const there = await open(t);
  const first = await tokenOf(there.access);
  const second = await tokenOf(there.access, first);
  assert.notEqual(second, first);
  // Somebody else was refused the first one; the second is as good as it was.
  assert.equal(await tokenOf(there.access, first), second);
  there.clock.advance(HOUR_MS - 6 * MINUTE_MS);
  assert.equal(await tokenOf(there.access), second);
  there.clock.advance(2 * MINUTE_MS);
  const third = await tokenOf(there.access);
  assert.notEqual(third, second);
  there.skewMs.value = -DAY_MS;
  assert.notEqual(await tokenOf(there.access), third);
});

test('a clock that is off by days makes no difference', async (t) => {
  for (const days of [-400, 400]) {
    const there = await open(t, { skewMs: days * DAY_MS });
    const token = await tokenOf(there.access);
    assert.equal(await tokenOf(there.access), token);
    assert.ok(there.oauth.tokens.find(token));
  }
});

const ANSWERS: readonly [what: string, fault: Fault, code: string][] = [
  ['a page instead of JSON', page(200), 'E_SERVICE_ANSWER'],
  ['a page that forbids it', page(403), 'E_SERVICE_ANSWER'],
  ['JSON without a token', json({ token_type: 'Bearer' }), 'E_SERVICE_ANSWER'],
  ['a token that is no text', json({ access_token: 7, expires_in: 3599 }), 'E_SERVICE_ANSWER'],
  ['a token that would break a header', json({ access_token: 'a\nb', expires_in: 3599 }), 'E_SERVICE_ANSWER'],
  ['half of the answer', { kind: 'truncated', toBytes: 20 }, 'E_SERVICE_ANSWER'],
  [
    'the way to another address',
    { kind: 'answer', answer: { status: 307, headers: { location: 'https://example.com/' } } },
    'E_SERVICE_ANSWER',
  ],
  ['that it is busy', json({ error: 'rate_limit_exceeded' }, 429), 'E_UNREACHABLE'],
  ['that it is broken', page(503), 'E_UNREACHABLE'],
  ['nothing', { kind: 'answerLost' }, 'E_UNREACHABLE'],
  ['that the grant is gone', json({ error: 'invalid_grant', error_description: 'Bad Request' }, 400), 'E_SIGN_IN'],
  ['that the client is gone', json({ error: 'deleted_client' }, 401), 'E_SIGN_IN'],
  ['an error that nobody knows', json({ error: 'Some <b>thing</b>' }, 400), 'E_SERVICE_ANSWER'],
];

for (const [what, fault, code] of ANSWERS) {
  test(`the token endpoint answers with ${what}`, async (t) => {
    const there = await open(t);
    there.oauth.faults.order({ route: 'oauth.token', fault, times: Infinity });
    const token = await there.access.token({ signal });
    assert.equal(said(token), code);
    assert.equal(there.secretsIn(JSON.stringify(token)), '');
    there.oauth.faults.clear();
    assert.equal(said(await there.access.token({ signal })), 'ok');
  });
}

test('a sign-in of an app in testing ends after a week, and the record of it stays', async (t) => {
  const there = await open(t, { status: 'testing' });
  assert.equal(there.access.account.endsMs, there.clock.now() + 604_799_000);
  there.clock.advance(7 * DAY_MS);
  assert.equal(said(await there.access.token({ signal })), 'E_SIGN_IN');
  assert.equal(said(await there.accounts('googlePhotos', { signal })), 'ok');
});

test('who is not signed in, or has an address of another computer in the environment, gets no access', async (t) => {
  const there = await open(t);
  assert.equal(said(await there.accounts('googleDrive', { signal })), 'E_SIGN_IN');
  const env = { ALBUM_SYNC_GOOGLE_OAUTH_URL: 'http://192.0.2.1:80' };
  const elsewhere = googleAccounts({ secrets: there.secrets, env, now: there.now });
  assert.equal(said(await elsewhere('googlePhotos', { signal })), 'E_ENDPOINT');
  assert.equal(said(await there.accounts('googlePhotos', { signal: AbortSignal.abort() })), 'E_CANCELLED');
});

function page(status: number): Fault {
  const body = '<!DOCTYPE html><title>Welcome to the hotel</title>';
  return { kind: 'answer', answer: { status, headers: { 'content-type': 'text/html' }, body } };
}

function json(value: unknown, status = 200): Fault {
  const headers = { 'content-type': 'application/json' };
  return { kind: 'answer', answer: { status, headers, body: JSON.stringify(value) } };
}
