import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '../../emulators/http/faults.ts';
import {
  exhausted,
  htmlPage,
  serverTrouble,
  slowDown,
  tokenRefused,
  wrongChecksum,
} from '../../emulators/drive/troubles.ts';
import { pageWithoutError, redirected, wrongTypes } from '../../emulators/http/troubles.ts';
import { ANNA, FILES, startDrive } from './driveCalls.ts';

const TROUBLES: readonly [what: string, fault: Fault, answer: string][] = [
  ['an internal error', serverTrouble(500), '500 application/json internalError'],
  ['no service', serverTrouble(503, 7), '503 application/json Retry-After 7 backendError'],
  ['a person who is too fast', slowDown('user'), '403 application/json userRateLimitExceeded'],
  ['a project that is too fast', slowDown('project', 3), '403 application/json Retry-After 3 rateLimitExceeded'],
  ['too many requests', slowDown('tooManyRequests', 30), '429 application/json Retry-After 30 rateLimitExceeded'],
  ['too much sharing', slowDown('sharing'), '403 application/json sharingRateLimitExceeded'],
  ['all bytes of the day', exhausted('uploads'), '403 application/json userRateLimitExceeded'],
  ['all of the day', exhausted('day'), '403 application/json dailyLimitExceeded'],
  ['a full Drive', exhausted('storage'), '403 application/json storageQuotaExceeded'],
  ['a file that all want', exhausted('downloads'), '403 application/json downloadQuotaExceeded'],
  ['a page of an error', htmlPage(503), '503 text/html'],
  ['a page against robots', htmlPage(429), '429 text/html'],
  ['a page without an error', pageWithoutError(), '200 text/html'],
  ['another place', redirected('http://127.0.0.1:9/'), '302 to http://127.0.0.1:9/'],
  ['a token that is refused', tokenRefused(), '401 application/json authError'],
  ['another checksum', wrongChecksum(), `200 application/json {"parents":["ROOT"],"md5Checksum":"${'0'.repeat(32)}"}`],
  ['numbers for texts', wrongTypes('texts'), '200 application/json {"parents":[42],"md5Checksum":42}'],
  [
    'a text for a list',
    wrongTypes('lists'),
    '200 application/json {"parents":"list","md5Checksum":"d41d8cd98f00b204e9800998ecf8427e"}',
  ],
];

for (const [what, fault, expected] of TROUBLES) {
  test(`trouble: ${what}`, async (t) => {
    const { emulator, anna } = await startDrive(t);
    const trip = await anna.makeFolder('Trip');
    const id = await anna.make({ name: 'a', parents: [trip] });
    emulator.faults.order({ route: 'files.get', fault });
    const path = `${emulator.url}${FILES}/${id}?fields=md5Checksum,parents`;
    const headers = { Authorization: `Bearer ${anna.token}` };
    const answer = await fetch(path, { headers, redirect: 'manual' });
    const said = await answer.text();
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const body = (type === 'application/json' ? JSON.parse(said) : undefined) as
      { error?: { errors: { reason: string }[] } } | undefined;
    const words = [
      String(answer.status),
      type,
      answer.headers.get('retry-after')?.replace(/^/, 'Retry-After '),
      answer.headers.get('location')?.replace(/^/, 'to '),
      body?.error ? body.error.errors[0]?.reason : body && JSON.stringify(body).replace(trip, 'ROOT'),
    ];
    assert.equal(words.filter((word) => word !== undefined && word !== '').join(' '), expected);
    assert.equal((await anna.call('GET', `${FILES}/${id}`)).status, 200, 'it strikes once');
  });
}

const LOST: readonly [what: string, fault: Fault, tree: string][] = [
  ['before the effect', { kind: 'requestCut', afterBytes: 5 }, ''],
  ['after the effect', { kind: 'answerLost' }, 'a'],
  ['in the middle of the answer', { kind: 'answerCut', afterBytes: 10 }, 'a'],
];

for (const [what, fault, tree] of LOST) {
  test(`a connection that breaks ${what}, and the same create again`, async (t) => {
    const { emulator, anna } = await startDrive(t);
    const [id] = (await anna.call('GET', `${FILES}/generateIds?count=1`)).body['ids'] ?? [];
    emulator.faults.order({ route: 'uploads.multipart', fault });
    await assert.rejects(anna.upload({ id, name: 'a' }, 'abc'));
    assert.equal(emulator.person(ANNA).treeText(), tree);
    // With an id that was had before, the second attempt finds out what became of the first.
    assert.equal((await anna.upload({ id, name: 'a' }, 'abc')).status, tree === '' ? 200 : 409);
    assert.equal(emulator.person(ANNA).treeText(), 'a');
  });
}

test('a token may end in the middle of an upload in parts, which needs none', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const begun = await anna.send('POST', `/upload${FILES}?uploadType=resumable`, {}, '{"name":"a"}');
  emulator.tokens.revoke(anna.token);
  assert.equal((await anna.call('GET', FILES)).status, 401);
  const answer = await fetch(begun.headers.get('location') ?? '', { method: 'PUT', body: 'abc' });
  assert.equal(answer.status, 200);
});
