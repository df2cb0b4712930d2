import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { knownClient, orphanedClient } from '../../../src/accounts/clientChoice.ts';
import { signIn } from '../../../src/accounts/signIn.ts';
import type { Guide } from '../../../src/accounts/signIn.ts';
import { signOut } from '../../../src/accounts/signOut.ts';
import { readSignIn } from '../../../src/accounts/signIns.ts';
import { wantedScopes } from '../../../src/services/google/scopes.ts';
import type { Fault } from '../../emulators/http/faults.ts';
import { DAY_MS } from '../../emulators/http/clock.ts';
import { subjectOf } from '../../emulators/oauth/model.ts';
import { ANNA, APP, signedIn } from '../../harness/signedIn.ts';
import type { SignedIn } from '../../harness/signedIn.ts';

const signal = new AbortController().signal;
const nobody = (t: TestContext) => signedIn(t, { services: [] });

/** A person who does this at the page, and whose browser follows. */
function person(visit: (address: string, take: (pasted: string) => boolean) => unknown): Guide {
  return {
    reach: async (loopback) => loopback,
    visit: async ({ address, take, signal: over }) => {
      await visit(address, take);
      await new Promise<void>((resolve) => {
        if (over.aborted) resolve();
        else over.addEventListener('abort', () => resolve(), { once: true });
      });
    },
  };
}

function signInWith(there: SignedIn, guide: Guide, changes: Partial<Parameters<typeof signIn>[0]> = {}) {
  const request = { service: 'googlePhotos', client: APP, scopes: wantedScopes('googlePhotos'), ...changes } as const;
  return signIn(request, there, guide, signal);
}

const approve = (there: SignedIn) => person((address) => fetch(there.oauth.approve(address, { account: ANNA.email })));

test('a sign-in asks for what the service needs, with a proof, and keeps the account', async (t) => {
  const there = await nobody(t);
  let asked = new URLSearchParams();
  let page = '';
  const account = await signInWith(
    there,
    person(async (address) => {
      asked = new URL(address).searchParams;
      page = await (await fetch(there.oauth.approve(address, { account: ANNA.email }))).text();
    }),
  );
  assert.deepEqual(account, {
    ok: true,
    value: {
      id: subjectOf(ANNA.email),
      email: ANNA.email,
      clientId: APP.id,
      scopes: account.ok ? account.value.scopes : [],
    },
  });
  assert.match(asked.get('redirect_uri') ?? '', /^http:\/\/127\.0\.0\.1:\d+\/$/);
  assert.equal(asked.get('code_challenge_method'), 'S256');
  assert.deepEqual([asked.get('access_type'), asked.get('prompt')], ['offline', 'consent']);
  assert.match(page, /You can close this page/);
  const known = await readSignIn(there.secrets, 'googlePhotos');
  assert.deepEqual(known.ok && known.value.signIn?.client, APP);
  assert.equal(there.secretsIn(JSON.stringify(account) + page), '');
});

test('the browser that comes back is told in the language of whoever leads it', async (t) => {
  const there = await nobody(t);
  const pages: string[] = [];
  const guide = person(async (address) => {
    const door = new URL(address).searchParams.get('redirect_uri') ?? '';
    for (const page of [door, there.oauth.approve(address, { account: ANNA.email })])
      pages.push(await (await fetch(page)).text());
  });
  const words = {
    language: 'de',
    taken: { title: 'Fertig', sentence: 'Sie können die Seite schließen.' },
    foreign: { title: 'Nichts', sentence: 'Hier ist nichts.' },
  };
  await signInWith(there, { ...guide, words });
  const shown = pages.map((page) =>
    [/lang="(\w+)"/, /<h1>(.*)<\/h1>/, /<p>(.*)<\/p>/].map((each) => each.exec(page)?.[1]),
  );
  assert.deepEqual(shown, [
    ['de', 'Nichts', 'Hier ist nichts.'],
    ['de', 'Fertig', 'Sie können die Seite schließen.'],
  ]);
});

test('the page of a sign-in in testing is told until when it is good', async (t) => {
  const there = await signedIn(t, { services: [], status: 'testing', skewMs: 400 * DAY_MS });
  const account = await signInWith(there, approve(there));
  assert.equal(account.ok && account.value.endsMs, there.now() + 604_799_000);
});

const ENDS: readonly [what: string, visit: (there: SignedIn) => Parameters<typeof person>[0], problem: RegExp][] = [
  [
    'Cancel on the page of Google',
    ({ oauth }) =>
      (address) =>
        fetch(oauth.deny(address)),
    /^E_SIGN_IN_FAILED The access was not allowed on the page of Google/,
  ],
  [
    'a box that was unticked',
    ({ oauth }) =>
      (address) => {
        const scopes = wantedScopes('googlePhotos').filter((scope) => !scope.endsWith('.appendonly'));
        return fetch(oauth.approve(address, { account: ANNA.email, scopes }));
      },
    /^E_SCOPE_MISSING Not allowed: photoslibrary\.appendonly\. /,
  ],
  [
    'two boxes that were unticked',
    ({ oauth }) =>
      (address) => {
        const scopes = wantedScopes('googlePhotos').filter((scope) => !scope.includes('.appcreateddata'));
        return fetch(oauth.approve(address, { account: ANNA.email, scopes }));
      },
    /^E_SCOPE_MISSING Not allowed: photoslibrary\.readonly\.appcreateddata, photoslibrary\.edit\.appcreateddata\. /,
  ],
  [
    'an error that nobody knows',
    () => (address, take) => take(back(address, { error: 'server_error' })),
    /^E_SIGN_IN_FAILED Google answered: server_error\. /,
  ],
  [
    'an error that is markup',
    () => (address, take) => take(back(address, { error: '<script>' })),
    /^E_SIGN_IN_FAILED Google answered: no code\. /,
  ],
  [
    'a code that Google did not give',
    () => (address, take) => take(back(address, { code: '4/0Amade-up' })),
    /^E_SIGN_IN_FAILED Google does not take the code/,
  ],
];

for (const [what, visit, expected] of ENDS)
  test(`a sign-in ends with ${what}, and nothing is kept`, async (t) => {
    const there = await nobody(t);
    const account = await signInWith(there, person(visit(there)));
    assert.ok(!account.ok);
    assert.match(`${account.problem.code} ${account.problem.message}`, expected);
    assert.equal(there.kept.size, 0);
    assert.equal(there.secretsIn(account.problem.message), '');
  });

const REDEEMED: readonly [what: string, fault: Fault, code: string][] = [
  [
    'a page',
    { kind: 'answer', answer: { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' } },
    'E_SERVICE_ANSWER',
  ],
  ['no refresh token', changed((body) => ({ ...body, refresh_token: undefined })), 'E_SIGN_IN_FAILED'],
  ["nobody's name", changed((body) => ({ ...body, id_token: 'a.b.c' })), 'E_SERVICE_ANSWER'],
  [
    'a name of another client',
    changed((body) => ({
      ...body,
      id_token: `a.${Buffer.from('{"sub":"1","email":"x","aud":"y"}').toString('base64url')}.c`,
    })),
    'E_SERVICE_ANSWER',
  ],
  ['less than was asked for', changed((body) => ({ ...body, scope: 'openid' })), 'E_SCOPE_MISSING'],
  ['no scopes at all', changed((body) => ({ ...body, scope: undefined })), 'E_SCOPE_MISSING'],
];

for (const [what, fault, code] of REDEEMED)
  test(`the code is redeemed for ${what}`, async (t) => {
    const there = await nobody(t);
    there.oauth.faults.order({ route: 'oauth.token', fault });
    const account = await signInWith(there, approve(there));
    assert.equal(account.ok || account.problem.code, code);
    assert.equal(there.kept.size, 0);
  });

test('another secret of the client is said', async (t) => {
  const there = await nobody(t);
  const account = await signInWith(there, approve(there), { client: { ...APP, secret: 'GOCSPX-other' } });
  assert.ok(!account.ok);
  assert.equal(account.problem.code, 'E_CLIENT_FILE');
  assert.equal(there.secretsIn(account.problem.message), '');
});

test('an answer with another state, or none, ends nothing', async (t) => {
  const there = await nobody(t);
  const statuses: number[] = [];
  const taken: boolean[] = [];
  const account = await signInWith(
    there,
    person(async (address, take) => {
      const redirect = new URL(address).searchParams.get('redirect_uri') ?? '';
      for (const query of ['?code=4/0A1&state=other', '?code=4/0A1', '?error=access_denied', 'favicon.ico', ''])
        statuses.push((await fetch(redirect + query)).status);
      statuses.push((await fetch(redirect, { method: 'POST', body: 'code=4/0A1' })).status);
      taken.push(take(back(address, { code: '4/0A1', state: 'other' })), take('not an address'), take(''));
      await fetch(there.oauth.approve(address, { account: ANNA.email }));
    }),
  );
  assert.deepEqual(statuses, [404, 404, 404, 404, 404, 404]);
  assert.deepEqual(taken, [false, false, false]);
  assert.equal(account.ok, true);
});

test('the address of a page that did not load can be pasted', async (t) => {
  const there = await nobody(t);
  const account = await signInWith(
    there,
    person((address, take) => take(` ${there.oauth.approve(address, { account: ANNA.email })}\n`)),
  );
  assert.equal(account.ok && account.value.email, ANNA.email);
});

test('a browser that reaches this computer by another port comes back there', async (t) => {
  for (const [reached, expected] of [
    ['http://localhost:7/', 'http://localhost:7/'],
    // Google takes no address but a loopback one, so this one has to be pasted.
    ['https://host.example/proxy/7/', 'http://127.0.0.1:7/'],
  ] as const) {
    const there = await nobody(t);
    let redirect = '';
    const { visit } = person((address, take) => {
      redirect = new URL(address).searchParams.get('redirect_uri') ?? '';
      take(there.oauth.approve(address, { account: ANNA.email }));
    });
    const account = await signInWith(there, { reach: async () => reached, visit });
    assert.equal(account.ok, true);
    assert.equal(redirect.replace(/1:\d+/, '1:7'), expected);
  }
});

test('who gives up, or interrupts, is not signed in, and the door is closed', async (t) => {
  const there = await nobody(t);
  let redirect = '';
  const interrupted = new AbortController();
  const request = { service: 'googlePhotos', client: APP, scopes: wantedScopes('googlePhotos') } as const;
  const gaveUp = await signInWith(there, {
    reach: async (loopback) => (redirect = loopback),
    visit: async () => undefined,
  });
  const abort = person(() => interrupted.abort());
  const stopped = await signIn(request, there, abort, interrupted.signal);
  assert.deepEqual(
    [gaveUp, stopped].map((end) => end.ok || end.problem.code),
    ['E_CANCELLED', 'E_CANCELLED'],
  );
  await assert.rejects(fetch(redirect));
});

test('an address of another computer in the environment is refused before anything is sent', async (t) => {
  const there = await nobody(t);
  const env = { ALBUM_SYNC_GOOGLE_OAUTH_URL: 'https://accounts.example.com' };
  const account = await signInWith(
    { ...there, env },
    person(() => assert.fail('a page was opened')),
  );
  assert.equal(account.ok || account.problem.code, 'E_ENDPOINT');
});

test('a sign-out revokes and forgets, but for the id of the client', async (t) => {
  const there = await signedIn(t);
  const { signIn: kept } = await known(there);
  await there.secrets.set('albumSync.uploads.googlePhotos', 'the address of an upload');
  const out = await signOut('googlePhotos', there, signal);
  assert.equal(out.ok && out.value.revoked, 'done');
  assert.equal(there.oauth.log.text(), 'POST /revoke?token=*** 200');
  assert.deepEqual(await known(there), { signIn: undefined, lastClientId: APP.id });
  assert.doesNotMatch(
    [...there.kept.values()].join(),
    new RegExp(`${kept?.refreshToken ?? '-'}|${APP.secret}|@|upload`),
  );
  const again = await signOut('googlePhotos', there, signal);
  assert.deepEqual(again.ok && again.value.account, undefined);
});

test('a sign-out of one of two services does not end the other', async (t) => {
  const there = await signedIn(t, { services: ['googlePhotos', 'googleDrive'] });
  await there.secrets.set('albumSync.uploads.googleDrive', 'the address of an upload');
  const out = await signOut('googlePhotos', there, signal);
  assert.equal(out.ok && out.value.revoked, 'shared');
  assert.ok(there.kept.has('albumSync.uploads.googleDrive'));
  const drive = await there.accounts('googleDrive', { signal });
  assert.equal(drive.ok && (await drive.value.token({ signal })).ok, true);
  const last = await signOut('googleDrive', there, signal);
  assert.equal(last.ok && last.value.revoked, 'done');
});

test('a sign-out forgets also when Google has done so before, or cannot be asked', async (t) => {
  const forgotten = await signedIn(t);
  forgotten.oauth.revokeAccess(ANNA.email, APP.id);
  const out = await signOut('googlePhotos', forgotten, signal);
  assert.equal(out.ok && out.value.revoked, 'done');
  const silent = await signedIn(t);
  await silent.oauth.close();
  const alone = await signOut('googlePhotos', silent, signal);
  assert.ok(alone.ok && typeof alone.value.revoked === 'object');
  assert.equal(alone.value.revoked.code, 'E_UNREACHABLE');
  assert.equal((await known(silent)).signIn, undefined);
});

test('the client is asked for once, and another one is noticed, also after a sign-out', async (t) => {
  const there = await signedIn(t);
  const other = { id: 'other.apps.googleusercontent.com', secret: 'GOCSPX-o' };
  assert.deepEqual(await knownClient(there.secrets, 'googleDrive'), { ok: true, value: APP });
  for (const isOut of [false, true]) {
    if (isOut) await signOut('googlePhotos', there, signal);
    assert.deepEqual(await orphanedClient(there.secrets, 'googlePhotos', other), { ok: true, value: APP.id });
    assert.deepEqual(await orphanedClient(there.secrets, 'googlePhotos', APP), { ok: true, value: undefined });
    assert.deepEqual(await orphanedClient(there.secrets, 'googleDrive', other), { ok: true, value: undefined });
  }
  assert.deepEqual(await knownClient(there.secrets, 'googleDrive'), { ok: true, value: undefined });
});

test('what is kept and cannot be understood counts as nobody', async (t) => {
  const there = await signedIn(t);
  for (const text of [
    '',
    '{',
    'null',
    '{"version":2}',
    '{"version":1,"lastClientId":"a","signIn":{"refreshToken":"x"}}',
  ]) {
    await there.secrets.set('albumSync.google.googlePhotos', text);
    assert.equal((await known(there)).signIn, undefined, text);
  }
});

async function known(there: SignedIn) {
  const read = await readSignIn(there.secrets, 'googlePhotos');
  return read.ok ? read.value : assert.fail(read.problem.message);
}

/** The address that Google would send the browser back to. */
function back(address: string, answer: Readonly<Record<string, string>>): string {
  const { searchParams } = new URL(address);
  const query = new URLSearchParams({ state: searchParams.get('state') ?? '', ...answer });
  return `${searchParams.get('redirect_uri') ?? ''}?${query.toString()}`;
}

function changed(change: (body: object) => object): Fault {
  return { kind: 'changedJson', change: (body) => change(body as object) };
}
