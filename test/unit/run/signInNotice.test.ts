import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, ok } from '../../../src/engine/result.ts';
import { problem } from '../../../src/engine/errors.ts';
import { noteSignIns } from '../../../src/run/signInNotice.ts';

const HOUR_MS = 3_600_000;
const signal = new AbortController().signal;

const TABLE: readonly [what: string, endsInHours: number | undefined, notice: string | undefined][] = [
  ['has no end', undefined, undefined],
  ['ends in a week', 7 * 24, undefined],
  ['ends in three days', 72, 'The sign-in to Google Photos ends in 3 days'],
  ['ends in a bit more than a day', 25, 'The sign-in to Google Photos ends in 2 days'],
  ['ends in a day', 24, 'The sign-in to Google Photos ends in 24 hours'],
  ['ends in a minute', 1 / 60, 'The sign-in to Google Photos ends in 1 hour'],
  ['has ended', -1, undefined],
];

for (const [what, hours, notice] of TABLE)
  test(`a run mentions whether a sign-in ends soon: one that ${what}`, async () => {
    const endsMs = hours === undefined ? undefined : hours * HOUR_MS;
    const account = { id: '1', email: 'anna@example.com', clientId: 'app', scopes: [], endsMs };
    const noted = noteSignIns(
      async () => ok({ account, token: async () => ok('') }),
      () => 0,
    );
    assert.equal((await noted.access('googlePhotos', { signal })).ok, true);
    assert.deepEqual(
      noted.notices().map(({ code, message }) => [code, message.split('. ')[0]]),
      notice === undefined ? [] : [['E_SIGN_IN_ENDS', notice]],
    );
  });

test('who is not signed in has no sign-in that ends', async () => {
  const noted = noteSignIns(
    async () => fail(problem('E_SIGN_IN')),
    () => 0,
  );
  assert.equal((await noted.access('googleDrive', { signal })).ok, false);
  assert.deepEqual(noted.notices(), []);
});

test('a sign-in that is over does not end soon', async () => {
  const account = { id: '1', email: 'anna@example.com', clientId: 'app', scopes: [], endsMs: HOUR_MS };
  const noted = noteSignIns(
    async () => ok({ account, token: async () => fail(problem('E_SIGN_IN')) }),
    () => 0,
  );
  const access = await noted.access('googlePhotos', { signal });
  assert.equal(noted.notices().length, 1);
  assert.equal(access.ok && (await access.value.token({ signal })).ok, false);
  assert.deepEqual(noted.notices(), []);
});
