import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS } from '../../emulators/http/clock.ts';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, caller, FILES, FOLDER, startDrive, type Caller } from './driveCalls.ts';

const NOT_WRITABLE = '403 fieldNotWritable: The resource body includes fields which are not directly writable.';

const CREATES: readonly [what: string, metadata: Record<string, unknown>, answer: string][] = [
  ['nothing', {}, '200 {"name":"Untitled","mimeType":"application/octet-stream","size":"0"}'],
  ['a folder', { name: 'Trip', mimeType: FOLDER }, `200 {"name":"Trip","mimeType":"${FOLDER}"}`],
  [
    'a name that is a path',
    { name: '../a/b ', mimeType: 'image/jpeg' },
    '200 {"name":"../a/b ","mimeType":"image/jpeg","size":"0"}',
  ],
  ['a parent that is not there', { parents: ['nobody'] }, '404 notFound: File not found: nobody.'],
  [
    'two parents',
    { parents: ['root', 'root'] },
    '403 cannotAddParent: Increasing the number of parents is not allowed',
  ],
  ['an id of its own', { id: 'mine' }, '400 invalid: The provided file ID is not usable.'],
  ['a size', { size: '3' }, NOT_WRITABLE],
  [
    'a name that Drive has not',
    { nme: 'a' },
    '400 invalid: Invalid JSON payload received. Unknown name "nme": Cannot find field.',
  ],
  ['a number for a name', { name: 3 }, '400 invalid: Invalid value for: name'],
  ['a day for a time', { modifiedTime: '2019-06-01' }, '400 invalid: Invalid value for: modifiedTime'],
  [
    'a property that is just short enough',
    { appProperties: { k: 'ä'.repeat(61) + 'x' } },
    '200 {"name":"Untitled","mimeType":"application/octet-stream","size":"0"}',
  ],
  [
    'a property that is too long',
    { appProperties: { k: 'ä'.repeat(62) } },
    '400 invalid: The total size of the property key and value exceeds the limit.',
  ],
  [
    'too many properties',
    { properties: Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`k${String(at)}`, 'v'])) },
    '400 invalid: The number of properties exceeds the limit.',
  ],
  [
    'a shortcut to nothing',
    { mimeType: 'application/vnd.google-apps.shortcut', shortcutDetails: { targetId: 'nobody' } },
    '404 notFound: File not found: nobody.',
  ],
];

for (const [what, metadata, answer] of CREATES) {
  test(`create: ${what}`, async (t) => {
    const { emulator, anna } = await startDrive(t);
    assert.equal((await anna.call('POST', `${FILES}?fields=name,mimeType,size`, metadata)).text, answer);
    assert.equal(emulator.person(ANNA).files().length, answer.startsWith('200') ? 1 : 0);
  });
}

test('two files may have one name', async (t) => {
  const { emulator, anna } = await startDrive(t);
  await anna.make({ name: 'a' });
  await anna.make({ name: 'a' });
  assert.equal(emulator.person(ANNA).treeText(), 'a\na');
});

test('an id can be had before, and used once', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const { body } = await anna.call('GET', `${FILES}/generateIds?count=2`);
  const [id, other] = body['ids'] ?? [];
  assert.deepEqual(Object.keys(body), ['kind', 'space', 'ids']);
  assert.equal((await anna.call('POST', FILES, { id, name: 'a' })).body['id'], id);
  assert.equal(
    (await anna.call('POST', FILES, { id })).text,
    '409 fileIdInUse: A file already exists with the provided ID.',
  );
  assert.equal((await anna.upload({ id }, 'abc')).status, 409);
  await anna.call('DELETE', `${FILES}/${String(id)}`);
  assert.equal((await anna.call('POST', FILES, { id })).status, 409);
  const bert = caller(emulator, { account: 'bert@example.com' });
  assert.equal((await bert.call('POST', FILES, { id: other })).status, 400);
  const document = { id: other, mimeType: 'application/vnd.google-apps.document' };
  assert.equal((await anna.call('POST', FILES, document)).status, 400);
  assert.equal((await anna.call('GET', `${FILES}/generateIds`)).body['ids']?.length, 10);
  assert.equal((await anna.call('GET', `${FILES}/generateIds?count=1001`)).status, 400);
});

test('an answer has numbers as text, times with milliseconds, and what the mask says', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const trip = await anna.makeFolder('Trip');
  const bytes = await makePhoto({ width: 400, height: 300, capturedAt: '2019-06-01T10:00:00', orientation: 6 });
  const metadata = { name: 'a.JPG', parents: [trip], appProperties: { k: 'v' }, modifiedTime: '2019-06-01T10:00:00Z' };
  const id = String((await anna.upload(metadata, bytes)).body['id']);
  const read = async (fields: string) => (await anna.call('GET', `${FILES}/${id}?fields=${fields}`)).text;
  assert.equal(await read('size,version'), `200 {"version":"1","size":"${String(bytes.length)}"}`);
  assert.equal(
    await read('modifiedTime,createdTime,trashed,fileExtension,capabilities/canEdit,appProperties'),
    '200 {"trashed":false,"appProperties":{"k":"v"},"createdTime":"2026-11-02T09:00:00.000Z","modifiedTime":"2019-06-01T10:00:00.000Z","capabilities":{"canEdit":true},"fileExtension":"JPG"}',
  );
  assert.equal(
    await read('parents,owners(emailAddress)'),
    `200 {"parents":["${trip}"],"owners":[{"emailAddress":"${ANNA}"}]}`,
  );
  // What is read out of a picture comes a while after the picture.
  assert.equal(await read('imageMediaMetadata,hasThumbnail'), '200 {"hasThumbnail":false}');
  emulator.clock.advance(3000);
  assert.equal(
    await read('imageMediaMetadata,hasThumbnail'),
    '200 {"hasThumbnail":true,"imageMediaMetadata":{"width":400,"height":300,"rotation":1,"time":"2019:06:01 10:00:00"}}',
  );
  emulator.habits.checksums = 'md5';
  assert.match(await read('md5Checksum,sha1Checksum'), /^200 \{"md5Checksum":"[0-9a-f]{32}"\}$/);
});

const READS: readonly [path: string, answer: string][] = [
  ['about', "400 required: The 'fields' parameter is required for this method."],
  ['about?fields=user/emailAddress', `200 {"user":{"emailAddress":"${ANNA}"}}`],
  [
    'about?fields=storageQuota',
    '200 {"storageQuota":{"limit":"16106127360","usage":"3","usageInDrive":"3","usageInDriveTrash":"0"}}',
  ],
  ['files/root', '404 notFound: File not found: root.'],
  ['files/nobody', '404 notFound: File not found: nobody.'],
  ['files/nobody?alt=media', '404 notFound: File not found: nobody.'],
  ['files/ID?fields=nme', '400 invalidParameter: Invalid field selection nme'],
  ['files/ID/revisions/nobody', '404 notFound: Revision not found: nobody.'],
  ['files/ID?alt=media', '200 abc'],
  [
    'files/TRIP?alt=media',
    '403 fileNotDownloadable: Only files with binary content can be downloaded. Use Export with Docs Editors files.',
  ],
];

test('reads', async (t) => {
  const { anna } = await startDrive(t);
  const id = String((await anna.upload({ name: 'a' }, 'abc')).body['id']);
  const trip = await anna.makeFolder('Trip');
  for (const [path, answer] of READS) {
    const named = path.replace('ID', id).replace('TRIP', trip);
    assert.equal((await anna.call('GET', `/drive/v3/${named}`)).text, answer, path);
  }
});

const RANGES: readonly [range: string, content: string, answer: string][] = [
  ['bytes=2-4', '0123456789', '206 234 bytes 2-4/10'],
  ['bytes=7-', '0123456789', '206 789 bytes 7-9/10'],
  ['bytes=7-99', '0123456789', '206 789 bytes 7-9/10'],
  ['bytes=-3', '0123456789', '206 789 bytes 7-9/10'],
  ['bytes=10-', '0123456789', '416 bytes */10'],
  ['bytes=0-', '', '416 bytes */0'],
  ['bytes=0-1,4-5', '0123456789', '200 0123456789'],
  ['bytes=4-2', '0123456789', '200 0123456789'],
  ['lines=1-2', '0123456789', '200 0123456789'],
];

for (const [range, content, expected] of RANGES) {
  test(`a download of ${range} out of ${String(content.length)} bytes`, async (t) => {
    const { anna } = await startDrive(t);
    const id = String((await anna.upload({ name: 'a' }, content)).body['id']);
    const answer = await anna.send('GET', `${FILES}/${id}?alt=media`, { Range: range });
    const words = [
      answer.status,
      answer.status === 416 ? '' : await answer.text(),
      answer.headers.get('content-range'),
    ];
    assert.equal(words.filter((word) => word !== '' && word !== null).join(' '), expected);
  });
}

test('what Drive takes for malware is given out only to who insists', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const id = String((await anna.upload({ name: 'a' }, 'abc')).body['id']);
  emulator.person(ANNA).condemn(id);
  assert.match((await anna.call('GET', `${FILES}/${id}?alt=media`)).text, /^403 cannotDownloadAbusiveFile: /);
  assert.equal((await anna.call('GET', `${FILES}/${id}?alt=media&acknowledgeAbuse=true`)).text, '200 abc');
});

/** What of the sample changes; IDs of `Trip`, `Rome` and the photo in `Trip` stand for their names. */
const UPDATES: readonly [what: string, query: string, body: Record<string, unknown>, answer: string, tree: string][] = [
  ['rename', '', { name: 'b' }, '200', 'Rome/ Trip/ b'],
  ['move', 'addParents=ROME&removeParents=TRIP', {}, '200', 'Rome/ a Trip/'],
  ['move to the root', 'addParents=root&removeParents=TRIP', {}, '200', 'Rome/ Trip/ a'],
  ['move to where it is', 'addParents=TRIP', {}, '200', 'Rome/ Trip/ a'],
  ['to two places', 'addParents=ROME', {}, '403 cannotAddParent', 'Rome/ Trip/ a'],
  ['to no place', 'removeParents=TRIP', {}, '403 cannotRemoveParent', 'Rome/ Trip/ a'],
  ['from where it is not', 'addParents=ROME&removeParents=ROME', {}, '400 invalidParameter', 'Rome/ Trip/ a'],
  ['into a file', 'addParents=PHOTO&removeParents=TRIP', {}, '403 parentNotAFolder', 'Rome/ Trip/ a'],
  ['into nothing', 'addParents=x&removeParents=TRIP', {}, '404 notFound', 'Rome/ Trip/ a'],
  ['parents in the body', '', { parents: ['ROME'] }, '403 fieldNotWritable', 'Rome/ Trip/ a'],
  ['a folder out of a file', '', { mimeType: FOLDER }, '400 invalid', 'Rome/ Trip/ a'],
  ['another type', '', { mimeType: 'image/png' }, '200', 'Rome/ Trip/ a'],
  ['another id', '', { id: 'x' }, '403 fieldNotWritable', 'Rome/ Trip/ a'],
  ['trash', '', { trashed: true }, '200', 'Rome/ Trip/'],
  [
    'name and trash with a wrong place',
    'addParents=x',
    { name: 'b', trashed: true },
    '403 cannotAddParent',
    'Rome/ Trip/ a',
  ],
  ['restore', '', { trashed: false }, '200', 'Rome/ Trip/ a'],
];

for (const [what, query, body, answer, tree] of UPDATES) {
  test(`update: ${what}`, async (t) => {
    const { emulator, anna } = await startDrive(t);
    const [trip, rome] = [await anna.makeFolder('Trip'), await anna.makeFolder('Rome')];
    const photo = await anna.make({ name: 'a', parents: [trip] });
    const named = query.replaceAll('TRIP', trip).replaceAll('ROME', rome).replaceAll('PHOTO', photo);
    const { text } = await anna.call('PATCH', `${FILES}/${photo}?${named}`, body);
    assert.equal(text.startsWith('200') ? '200' : text.slice(0, text.indexOf(':')), answer);
    assert.equal(emulator.person(ANNA).treeText().replaceAll(/\s+/g, ' '), tree);
  });
}

test('a folder does not go into itself', async (t) => {
  const { anna } = await startDrive(t);
  const trip = await anna.makeFolder('Trip');
  const rome = await anna.makeFolder('Rome', trip);
  for (const target of [trip, rome]) {
    const path = `${FILES}/${trip}?addParents=${target}&removeParents=root`;
    assert.match((await anna.call('PATCH', path, {})).text, /^403 cyclicalParent/);
  }
});

test('an update changes what it names, and null takes a property away', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const id = await anna.make({
    name: 'a',
    description: 'x',
    appProperties: { k: '1', l: '2' },
    properties: { p: '3' },
  });
  await anna.call('PATCH', `${FILES}/${id}`, { appProperties: { k: null, m: '4' }, description: '' });
  const fields = 'name,description,properties,appProperties';
  assert.equal(
    (await anna.call('GET', `${FILES}/${id}?fields=${fields}`)).text,
    '200 {"name":"a","properties":{"p":"3"},"appProperties":{"l":"2","m":"4"}}',
  );
  // Another app sees the public ones only.
  const other = caller(emulator, { clientId: 'other', scopes: ['drive'] });
  assert.equal(
    (await other.call('GET', `${FILES}/${id}?fields=${fields}`)).text,
    '200 {"name":"a","properties":{"p":"3"}}',
  );
});

test('what is in a trashed folder is trashed, comes back with it, and is gone after 30 days', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const trip = await anna.makeFolder('Trip');
  const photo = await anna.make({ name: 'a', parents: [trip] });
  const state = async () => (await anna.call('GET', `${FILES}/${photo}?fields=trashed,explicitlyTrashed`)).text;
  await anna.call('PATCH', `${FILES}/${trip}`, { trashed: true });
  assert.equal(await state(), '200 {"trashed":true,"explicitlyTrashed":false}');
  await anna.call('PATCH', `${FILES}/${trip}`, { trashed: false });
  assert.equal(await state(), '200 {"trashed":false,"explicitlyTrashed":false}');
  await anna.call('PATCH', `${FILES}/${trip}`, { trashed: true });
  emulator.clock.advance(30 * DAY_MS);
  const { status } = await caller(emulator, {}).call('GET', `${FILES}/${photo}`);
  assert.equal(status, 404);
});

test('delete is for ever, has no body, and takes what is in a folder', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const trip = await anna.makeFolder('Trip');
  await anna.make({ name: 'a', parents: [trip] });
  assert.equal((await anna.call('DELETE', `${FILES}/${trip}`)).text, '204 ');
  assert.deepEqual(emulator.person(ANNA).files(), []);
  assert.equal((await anna.call('DELETE', `${FILES}/${trip}`)).status, 404);
});

test('a replaced content stays 30 days, or for ever where that was asked', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const id = String((await anna.upload({ name: 'a' }, 'one')).body['id']);
  const replace = (bytes: string) => anna.send('PATCH', `/upload${FILES}/${id}?uploadType=media`, {}, bytes);
  await replace('two');
  await replace('three');
  const [, second] = (await anna.call('GET', `${FILES}/${id}/revisions`)).body['revisions'] ?? [];
  const path = `${FILES}/${id}/revisions/${String(second?.['id'])}?fields=keepForever`;
  assert.equal((await anna.call('PATCH', path, { keepForever: true })).text, '200 {"keepForever":true}');
  emulator.clock.advance(30 * DAY_MS);
  const later = caller(emulator, {});
  assert.equal(await contents(later, id), 'two three');
});

async function contents(who: Caller, id: string): Promise<string> {
  const { body } = await who.call('GET', `${FILES}/${id}/revisions`);
  const found: string[] = [];
  for (const revision of body['revisions'] ?? [])
    found.push(await (await who.send('GET', `${FILES}/${id}/revisions/${String(revision['id'])}?alt=media`)).text());
  return found.join(' ');
}
