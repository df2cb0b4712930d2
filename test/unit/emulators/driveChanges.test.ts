import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS } from '../../emulators/http/clock.ts';
import { ANNA, BERT, caller, FILES, startDrive, type Caller } from './driveCalls.ts';

const CHANGES = '/drive/v3/changes';

async function startToken(who: Caller): Promise<string> {
  return String((await who.call('GET', `${CHANGES}/startPageToken`)).body['startPageToken']);
}

/** All changes since a token: names, and `-` for what is gone. */
async function changesSince(who: Caller, token: string, query = ''): Promise<string> {
  const found: string[] = [];
  for (let next: string | undefined = token; next !== undefined;) {
    const { body }: Awaited<ReturnType<Caller['call']>> = await who.call('GET', `${CHANGES}?pageToken=${next}${query}`);
    for (const change of body['changes'] ?? [])
      found.push(
        change['removed']
          ? '-'
          : `${String(change['file']?.['name'])}${change['file']?.['trashed'] ? ' in trash' : ''}`,
      );
    next = body['nextPageToken'];
    // The token for the next time stands on the last page and on no other.
    assert.equal(body['newStartPageToken'] === undefined, next !== undefined);
  }
  return found.join(', ');
}

test('changes come oldest first, one for each file, the own ones too', async (t) => {
  const { emulator, anna } = await startDrive(t);
  await anna.make({ name: 'before' });
  const token = await startToken(anna);
  const a = await anna.make({ name: 'a' });
  await anna.make({ name: 'b' });
  const c = await anna.make({ name: 'c' });
  await anna.call('PATCH', `${FILES}/${a}`, { trashed: true });
  await anna.call('DELETE', `${FILES}/${c}`);
  await emulator.person(ANNA).addFile('by hand', Buffer.from('x'), 'image/jpeg');
  const fields = '&fields=nextPageToken,newStartPageToken,changes(removed,file(name,trashed))';
  assert.equal(await changesSince(anna, token, fields), 'b, a in trash, -');
  assert.equal(await changesSince(anna, token, `${fields}&pageSize=1`), 'b, a in trash, -');
  assert.equal(await changesSince(anna, token, `${fields}&includeRemoved=false`), 'b, a in trash');
  assert.equal(await changesSince(caller(emulator, { clientId: 'other' }), token, fields), '');
  assert.equal(await changesSince(anna, await startToken(anna), fields), '');
  // A token does not get old.
  emulator.clock.advance(365 * DAY_MS);
  const later = caller(emulator, { scopes: ['drive.readonly'] });
  assert.equal(await changesSince(later, token, fields), 'b, -, by hand, -');
});

test('a file is removed for somebody from whom a permission was taken', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const bert = caller(emulator, { account: BERT, scopes: ['drive'] });
  const token = await startToken(bert);
  const id = await anna.make({ name: 'a' });
  const permissions = `${FILES}/${id}/permissions`;
  const shared = await anna.call('POST', permissions, { type: 'user', role: 'reader', emailAddress: BERT });
  assert.equal(await changesSince(bert, token), 'a');
  await anna.call('DELETE', `${permissions}/${String(shared.body['id'])}`);
  assert.equal(await changesSince(bert, token), '-');
  assert.equal(await changesSince(bert, token, '&includeRemoved=false'), '');
  assert.equal(await changesSince(caller(emulator, { account: 'cleo@example.com', scopes: ['drive'] }), token), '');
  await anna.call('POST', permissions, { type: 'user', role: 'reader', emailAddress: BERT });
  assert.equal(await changesSince(bert, token), 'a');
});

const PARAMETERS: readonly [query: string, answer: string][] = [
  ['', '400 required: Required parameter: pageToken'],
  ['pageToken=nonsense', '400 invalid: Invalid Value'],
  ['pageToken=1', '400 invalid: Invalid Value'],
  ['pageToken=999999', '400 invalid: Invalid Value'],
  [
    'pageToken=1204&pageSize=-1',
    "400 invalidParameter: Invalid value '-1'. Values must be within the range: [1, 1000]",
  ],
  ['pageToken=1204&fields=changes/nme', '400 invalidParameter: Invalid field selection changes/nme'],
];

test('what a list of changes does not take', async (t) => {
  const { anna } = await startDrive(t);
  for (const [query, answer] of PARAMETERS) assert.equal((await anna.call('GET', `${CHANGES}?${query}`)).text, answer);
});

test('a page of what the app does not see is empty, and not the last one', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const token = await startToken(anna);
  await emulator.person(ANNA).addFile('by hand', Buffer.from('x'), 'image/jpeg');
  await anna.make({ name: 'a' });
  const { body } = await anna.call('GET', `${CHANGES}?pageToken=${token}&pageSize=1`);
  assert.deepEqual([body['changes']?.length, typeof body['nextPageToken']], [0, 'string']);
});
