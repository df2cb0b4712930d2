import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { BERT, caller, FILES, startDrive, type Caller } from './driveCalls.ts';

/** A file with the contents `one` and `two`, and the paths of these revisions. */
async function sample(t: TestContext, keptRevisions = 200) {
  const { emulator, anna } = await startDrive(t, { limits: { keptRevisions } });
  const id = String((await anna.upload({ name: 'a' }, 'one')).body['id']);
  await anna.send('PATCH', `/upload${FILES}/${id}?uploadType=media`, {}, 'two');
  const { body } = await anna.call('GET', `${FILES}/${id}/revisions`);
  const [one = '', two = ''] = (body['revisions'] ?? []).map(
    (each) => `${FILES}/${id}/revisions/${String(each['id'])}`,
  );
  return { emulator, anna, id, one, two };
}

const KEEP: readonly [body: Record<string, unknown>, answer: string][] = [
  [{ keepForever: true }, '200 {"keepForever":true}'],
  [{}, '200 {"keepForever":false}'],
  [{ keepForever: 'yes' }, '400 invalid: Invalid value for: keepForever'],
];

for (const [body, answer] of KEEP) {
  test(`to keep a revision: ${JSON.stringify(body)}`, async (t) => {
    const { anna, one } = await sample(t);
    assert.equal((await anna.call('PATCH', `${one}?fields=keepForever`, body)).text, answer);
  });
}

test('only so many revisions of a file are kept for ever', async (t) => {
  const { anna, one, two } = await sample(t, 1);
  assert.equal((await anna.call('PATCH', one, { keepForever: true })).status, 200);
  assert.match((await anna.call('PATCH', two, { keepForever: true })).text, /^403 keepForeverLimitExceeded/);
});

test('what is kept for ever counts as storage, and what was replaced does not', async (t) => {
  const { anna, one } = await sample(t);
  const used = async () => (await anna.call('GET', '/drive/v3/about?fields=storageQuota/usage')).text;
  assert.equal(await used(), '200 {"storageQuota":{"usage":"3"}}');
  await anna.call('PATCH', one, { keepForever: true });
  assert.equal(await used(), '200 {"storageQuota":{"usage":"6"}}');
});

test('a revision can be deleted, but not the only one', async (t) => {
  const { anna, id, one, two } = await sample(t);
  assert.equal((await anna.call('DELETE', one)).status, 204);
  assert.match((await anna.call('GET', one)).text, /^404 notFound: Revision not found/);
  assert.match((await anna.call('DELETE', two)).text, /^400 cannotDeleteOnlyRevision/);
  assert.equal((await anna.call('GET', `${FILES}/${id}?alt=media`)).text, '200 two');
});

test('the head of a file is its last revision', async (t) => {
  const { anna, id, two } = await sample(t);
  const { body } = await anna.call('GET', `${FILES}/${id}?fields=headRevisionId`);
  assert.equal(two.endsWith(String(body['headRevisionId'])), true);
  await anna.call('PATCH', `${FILES}/${id}`, { name: 'b', starred: true });
  assert.deepEqual((await anna.call('GET', `${FILES}/${id}?fields=headRevisionId`)).body, body);
});

test('who may only read sees no revisions', async (t) => {
  const { emulator, anna, id, one } = await sample(t);
  await anna.call('POST', `${FILES}/${id}/permissions`, { type: 'user', role: 'reader', emailAddress: BERT });
  const bert = caller(emulator, { account: BERT, scopes: ['drive'] });
  const reason = async (who: Caller, path: string) => (await who.call('GET', path)).text.split(':')[0];
  for (const path of [`${FILES}/${id}/revisions`, one, `${one}?alt=media`])
    assert.equal(await reason(bert, path), '403 insufficientFilePermissions');
});
