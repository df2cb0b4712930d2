import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../../emulators/http/clock.ts';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, BERT, caller, FILES, FOLDER, startDrive } from './driveCalls.ts';

const GRANTS: readonly [what: string, body: Record<string, unknown>, answer: string][] = [
  [
    'anyone who has the link',
    { type: 'anyone', role: 'reader', allowFileDiscovery: false },
    '200 {"id":"anyoneWithLink","type":"anyone","role":"reader","allowFileDiscovery":false}',
  ],
  ['a person', { type: 'user', role: 'writer', emailAddress: BERT }, '200 {"id":"ID","type":"user","role":"writer"}'],
  ['no role', { type: 'anyone' }, '400 invalid: The permission role field is required.'],
  ['no type', { role: 'reader' }, '400 invalid: The permission type field is required.'],
  ['nobody', { type: 'user', role: 'reader' }, '400 invalid: The specified emailAddress is invalid or not applicable.'],
  [
    'an owner',
    { type: 'user', role: 'owner', emailAddress: BERT },
    "403 forbidden: The transferOwnership parameter must be enabled when the permission role is 'owner'.",
  ],
];

for (const [what, body, answer] of GRANTS) {
  test(`a permission for ${what}`, async (t) => {
    const { anna } = await startDrive(t);
    const trip = await anna.makeFolder('Trip');
    const path = `${FILES}/${trip}/permissions?fields=id,type,role,allowFileDiscovery`;
    assert.equal((await anna.call('POST', path, body)).text.replace(/\d{20}/, 'ID'), answer);
  });
}

test('a permission of a folder holds for what is in it, and is taken away there', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const trip = await anna.makeFolder('Trip');
  const photo = await anna.make({ name: 'a.jpg', parents: [trip] });
  const list = async (id: string) => {
    const fields = 'permissions(id,role,permissionDetails/inherited)';
    const { body } = await anna.call('GET', `${FILES}/${id}/permissions?fields=${fields}`);
    return (body['permissions'] ?? []).map((one) => {
      const from = one['permissionDetails']?.[0]?.['inherited'] ? ' inherited' : '';
      return `${String(one['id']).replace(/\d{20}/, 'ID')} ${String(one['role'])}${from}`;
    });
  };
  const shared = async () => (await anna.call('GET', `${FILES}/${photo}?fields=shared`)).text;
  assert.equal(await shared(), '200 {"shared":false}');
  const path = `${FILES}/${trip}/permissions`;
  await anna.call('POST', path, { type: 'anyone', role: 'reader' });
  await anna.call('POST', path, { type: 'anyone', role: 'commenter' });
  assert.deepEqual(await list(photo), ['ID owner', 'anyoneWithLink commenter inherited']);
  assert.equal(await shared(), '200 {"shared":true}');
  const bert = caller(emulator, { account: BERT, scopes: ['drive.readonly'] });
  assert.equal(
    (await bert.call('GET', `${FILES}/${photo}?fields=capabilities/canEdit`)).text,
    '200 {"capabilities":{"canEdit":false}}',
  );
  const inherited = `${FILES}/${photo}/permissions/anyoneWithLink`;
  assert.match((await anna.call('DELETE', inherited)).text, /^403 cannotModifyInheritedPermission/);
  assert.match((await anna.call('PATCH', `${path}/anyoneWithLink`, { role: 'reader' })).text, /^200 .*"reader"/);
  assert.equal((await anna.call('DELETE', `${path}/anyoneWithLink`)).status, 204);
  assert.deepEqual(await list(trip), ['ID owner']);
  assert.equal((await bert.call('GET', `${FILES}/${photo}`)).status, 404);
  assert.match((await anna.call('DELETE', `${path}/anyoneWithLink`)).text, /^404 notFound: Permission not found/);
});

test('who may write may not trash, and who may read may not write', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const photo = await anna.make({ name: 'a.jpg' });
  const bert = caller(emulator, { account: BERT, scopes: ['drive'] });
  const answers: string[] = [];
  for (const role of ['reader', 'writer']) {
    await anna.call('POST', `${FILES}/${photo}/permissions`, { type: 'user', role, emailAddress: BERT });
    for (const body of [{ description: 'x' }, { trashed: true }])
      answers.push((await bert.call('PATCH', `${FILES}/${photo}`, body)).text.split(/[ :]/, 2).join(' '));
    answers.push(String((await bert.call('DELETE', `${FILES}/${photo}`)).status));
  }
  assert.deepEqual(answers, [
    '403 insufficientFilePermissions',
    '403 insufficientFilePermissions',
    '403',
    '200 {"kind"',
    '403 insufficientFilePermissions',
    '403',
  ]);
});

test('a copy is a file of its own', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const trip = await anna.makeFolder('Trip');
  const id = String((await anna.upload({ name: 'a.jpg', parents: [trip], description: 'x' }, 'abc')).body['id']);
  const copy = await anna.call('POST', `${FILES}/${id}/copy?fields=id,name,size,description`, {});
  const copyId = String(copy.body['id']);
  assert.equal(copy.text.replace(copyId, 'ID'), '200 {"id":"ID","name":"Copy of a.jpg","description":"x","size":"3"}');
  await anna.call('POST', `${FILES}/${id}/copy`, { name: 'b.jpg', parents: ['root'] });
  assert.equal(emulator.person(ANNA).treeText(), 'Trip/\n  Copy of a.jpg\n  a.jpg\nb.jpg');
  assert.match((await anna.call('POST', `${FILES}/${trip}/copy`, {})).text, /^403 cannotCopyFile/);
  assert.match((await anna.call('POST', `${FILES}/nobody/copy`, {})).text, /^404 notFound/);
});

test('only an app with the whole Drive empties the trash', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const trip = await anna.makeFolder('Trip');
  await anna.make({ name: 'a.jpg', parents: [trip] });
  await anna.make({ name: 'stays.jpg' });
  await anna.call('PATCH', `${FILES}/${trip}`, { trashed: true });
  assert.match((await anna.call('DELETE', `${FILES}/trash`)).text, /^403 insufficientPermissions/);
  assert.equal((await caller(emulator, { scopes: ['drive'] }).call('DELETE', `${FILES}/trash`)).status, 204);
  assert.deepEqual(
    emulator
      .person(ANNA)
      .files()
      .map(({ name }) => name),
    ['stays.jpg'],
  );
});

test('a thumbnail needs the token of a person who may see the file, and its address lives hours', async (t) => {
  const { emulator, anna } = await startDrive(t, { habits: { mediaLagMs: 0 } });
  const id = String((await anna.upload({ name: 'a.jpg' }, await makePhoto({ width: 800, height: 600 }))).body['id']);
  const { body } = await anna.call('GET', `${FILES}/${id}?fields=thumbnailLink`);
  const link = String(body['thumbnailLink']);
  assert.match(link, /=s220$/);
  const bert = caller(emulator, { account: BERT });
  const statuses = async () => [
    (await anna.send('GET', link)).status,
    (await anna.send('GET', link.replace('=s220', '=s0'))).status,
    (await bert.send('GET', link)).status,
    (await fetch(link)).status,
  ];
  assert.deepEqual(await statuses(), [200, 404, 403, 403]);
  await anna.call('POST', `${FILES}/${id}/permissions`, { type: 'anyone', role: 'reader' });
  assert.deepEqual(await statuses(), [200, 404, 200, 200]);
  emulator.clock.advance(4 * HOUR_MS);
  assert.equal((await fetch(link)).status, 403);
});

test('a shortcut says where it leads', async (t) => {
  const { anna } = await startDrive(t);
  const targetId = await anna.makeFolder('Trip');
  const mimeType = 'application/vnd.google-apps.shortcut';
  const { text } = await anna.call('POST', `${FILES}?fields=shortcutDetails`, {
    mimeType,
    shortcutDetails: { targetId },
  });
  assert.equal(text, `200 {"shortcutDetails":{"targetId":"${targetId}","targetMimeType":"${FOLDER}"}}`);
});
