import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../../emulators/http/clock.ts';
import { ANNA, caller, FILES, FOLDER, namesOf, startDrive, type Caller } from './driveCalls.ts';

/** `Trip` with three files and a folder, and one file beside it. */
async function sample(anna: Caller) {
  const trip = await anna.makeFolder('Trip');
  const file = (name: string, more: Readonly<Record<string, unknown>> = {}) =>
    anna.make({ name, mimeType: 'image/jpeg', parents: [trip], ...more });
  await file('Forum at noon.jpg', { modifiedTime: '2019-06-01T10:00:00Z', appProperties: { k: "it's" } });
  await file("O'Hara \\ b.png", { mimeType: 'image/png', starred: true, properties: { p: 'q' } });
  const old = await file('old.jpg', { modifiedTime: '2018-01-01T00:00:00+02:00', description: 'a lion' });
  await anna.call('PATCH', `${FILES}/${old}`, { trashed: true });
  await anna.makeFolder('Rome', trip);
  await anna.make({ name: 'alone.jpg', mimeType: 'image/jpeg' });
  return { trip };
}

const INVALID = '400 invalid: Invalid Value';
const ALL = "Forum at noon.jpg,O'Hara \\ b.png,Rome,Trip,alone.jpg,old.jpg";

const SEARCHES: readonly [q: string, names: string][] = [
  ['', ALL],
  ["'TRIP' in parents", "Forum at noon.jpg,O'Hara \\ b.png,Rome,old.jpg"],
  ["'TRIP' in parents and trashed = false", "Forum at noon.jpg,O'Hara \\ b.png,Rome"],
  ["'root' in parents", 'Trip,alone.jpg'],
  ["'nobody' in parents", '404 notFound: File not found: .'],
  ['trashed = true', 'old.jpg'],
  ['trashed != false', 'old.jpg'],
  ["name = 'forum at NOON.jpg'", 'Forum at noon.jpg'],
  ["name = 'Forum'", ''],
  ["name != 'alone.jpg' and not trashed=true", "Forum at noon.jpg,O'Hara \\ b.png,Rome,Trip"],
  [String.raw`name = 'O\'Hara \\ b.png'`, "O'Hara \\ b.png"],
  ["name contains 'no'", 'Forum at noon.jpg'],
  ["name contains 'oon'", ''],
  ["fullText contains 'lion'", 'old.jpg'],
  ["mimeType = 'FOLDER'", 'Rome,Trip'],
  ["mimeType contains 'image/' and mimeType != 'image/png'", 'Forum at noon.jpg,alone.jpg,old.jpg'],
  ["modifiedTime < '2018-12-31'", 'old.jpg'],
  ["modifiedTime <= '2017-12-31T22:00:00'", 'old.jpg'],
  ["modifiedTime < '2017-12-31T22:00:00'", ''],
  ["modifiedTime = '2019-06-01T12:00:00+02:00'", 'Forum at noon.jpg'],
  ["modifiedTime > '2019-06-01T10:00:00.000Z' and 'TRIP' in parents", "O'Hara \\ b.png,Rome"],
  ['starred = true', "O'Hara \\ b.png"],
  [String.raw`appProperties has { key='k' and value='it\'s' }`, 'Forum at noon.jpg'],
  ["appProperties has { key='k' and value='other' }", ''],
  ["properties has {key='p' and value='q'}", "O'Hara \\ b.png"],
  ["'anna@example.com' in owners and trashed = true", 'old.jpg'],
  ["'bert@example.com' in readers", ''],
  ["visibility = 'limited' and starred = true", "O'Hara \\ b.png"],
  ['sharedWithMe = true', ''],
  // From left to right: (trashed or starred) and starred.
  ['trashed = true or starred = true and starred = true', "O'Hara \\ b.png"],
  ['trashed = true or (starred = true and starred = true)', "O'Hara \\ b.png,old.jpg"],
  ["not (mimeType contains 'image/')", 'Rome,Trip'],
  ["name = 'a", INVALID],
  [String.raw`name = 'a\b'`, INVALID],
  ['name = "a"', INVALID],
  ["name > 'a'", INVALID],
  ["size > '3'", INVALID],
  ["trashed = 'false'", INVALID],
  ['trashed', INVALID],
  ["modifiedTime > 'yesterday'", INVALID],
  ['(trashed = true', INVALID],
  ['trashed = true trashed = true', INVALID],
  ["name in 'a'", INVALID],
  ["constructor = 'a'", INVALID],
  ["appProperties has { key='k' or value='v' }", INVALID],
];

test('searches', async (t) => {
  const { anna } = await startDrive(t);
  const { trip } = await sample(anna);
  for (const [q, names] of SEARCHES) {
    const search = encodeURIComponent(q.replace('TRIP', trip).replace('FOLDER', FOLDER));
    assert.equal(namesOf(await anna.call('GET', `${FILES}?q=${search}`)), names, q);
  }
});

const ORDERS: readonly [orderBy: string, names: string][] = [
  ['name', 'a10.jpg a2.jpg b.jpg folder'],
  ['name desc', 'folder b.jpg a2.jpg a10.jpg'],
  ['name_natural', 'a2.jpg a10.jpg b.jpg folder'],
  ['folder,modifiedTime desc', 'folder b.jpg a2.jpg a10.jpg'],
  ['size', '400 invalid: Invalid Value'],
  ['name up', '400 invalid: Invalid Value'],
];

test('the order that was asked for', async (t) => {
  const { anna } = await startDrive(t);
  await anna.makeFolder('folder');
  for (const [at, name] of ['a10.jpg', 'a2.jpg', 'b.jpg'].entries())
    await anna.make({ name, modifiedTime: `2020-01-0${String(at + 1)}T00:00:00Z` });
  for (const [orderBy, names] of ORDERS) {
    const { body, text } = await anna.call('GET', `${FILES}?orderBy=${encodeURIComponent(orderBy)}`);
    assert.equal(body['files']?.map((file) => String(file['name'])).join(' ') ?? text, names, orderBy);
  }
});

test('without an order each list may have another one', async (t) => {
  const { anna } = await startDrive(t);
  for (const name of 'abcdefgh') await anna.make({ name });
  const lists = new Set<string>();
  for (let time = 0; time < 5; time += 1)
    lists.add((await anna.call('GET', FILES)).body['files']?.map((file) => String(file['name'])).join('') ?? '');
  assert.equal(lists.size > 1, true);
  assert.deepEqual([...new Set([...lists].map((list) => [...list].sort().join('')))], ['abcdefgh']);
});

const PAGES: readonly [pages: 'full' | 'short' | 'empty', size: number, sizes: string][] = [
  ['full', 2, '2 2 1'],
  ['full', 5, '5'],
  ['full', 5000, '5'],
  ['short', 4, '2 2 1'],
  ['empty', 3, '0 3 0 2'],
];

for (const [pages, size, expected] of PAGES) {
  test(`${pages} pages of ${String(size)}`, async (t) => {
    const { anna } = await startDrive(t, { habits: { pages } });
    for (const name of 'abcde') await anna.make({ name });
    const sizes: number[] = [];
    const names: string[] = [];
    let token: string | undefined = '';
    while (token !== undefined) {
      const { body } = await anna.call(
        'GET',
        `${FILES}?pageSize=${String(size)}&pageToken=${encodeURIComponent(token)}`,
      );
      sizes.push(body['files']?.length ?? 0);
      for (const file of body['files'] ?? []) names.push(String(file['name']));
      token = body['nextPageToken'];
    }
    assert.equal(`${sizes.join(' ')} ${names.sort().join('')}`, `${expected} abcde`);
  });
}

test('a token of a page is good for its question, app and some hours', async (t) => {
  const { emulator, anna } = await startDrive(t);
  for (const name of 'abc') await anna.make({ name });
  const { body } = await anna.call('GET', `${FILES}?pageSize=1&q=trashed=false`);
  const token = encodeURIComponent(body['nextPageToken'] ?? '');
  const next = async (who: Caller, query: string) =>
    (await who.call('GET', `${FILES}?pageToken=${token}&${query}`)).status;
  assert.equal(await next(anna, 'q=trashed=false'), 200);
  assert.equal(await next(anna, 'q=trashed=false&pageSize=2'), 200);
  assert.equal(await next(anna, 'q=starred=false'), 400);
  assert.equal(await next(anna, 'q=trashed=false&orderBy=name'), 400);
  assert.equal(await next(caller(emulator, { clientId: 'other' }), 'q=trashed=false'), 400);
  emulator.clock.advance(4 * HOUR_MS);
  assert.equal(await next(caller(emulator, {}), 'q=trashed=false'), 400);
});

const PARAMETERS: readonly [query: string, answer: string][] = [
  ['pageSize=0', "400 invalidParameter: Invalid value '0'. Values must be within the range: [1, 1000]"],
  ['pageToken=nonsense', INVALID],
  ['fields=files(id,nme)', '400 invalidParameter: Invalid field selection files/nme'],
  ['fields=files(id', '400 invalidParameter: Invalid field selection files(id'],
  ['fields=file', '400 invalidParameter: Invalid field selection file'],
  ['corpora=drive', INVALID],
  ['corpora=drive&driveId=x', '404 notFound: Shared drive not found: x'],
  ['corpora=allDrives', INVALID],
  ['spaces=photos', INVALID],
  [
    'spaces=appDataFolder',
    '403 insufficientScopes: The granted scopes do not give access to all of the requested spaces.',
  ],
  ['includeItemsFromAllDrives=yes', "400 invalidParameter: Invalid boolean value: 'yes'."],
];

test('parameters that Drive does not take', async (t) => {
  const { anna } = await startDrive(t);
  for (const [query, answer] of PARAMETERS) assert.equal((await anna.call('GET', `${FILES}?${query}`)).text, answer);
});

test('without a mask a list says of a file hardly more than its name', async (t) => {
  const { anna } = await startDrive(t);
  await anna.make({ name: 'a', mimeType: 'image/jpeg', description: 'x' });
  const { body } = await anna.call('GET', FILES);
  assert.deepEqual(Object.keys(body), ['kind', 'incompleteSearch', 'files']);
  assert.deepEqual(Object.keys(body['files']?.[0] ?? {}), ['kind', 'id', 'name', 'mimeType']);
});

test('an app sees what it made or what a person opened with it, and nothing else', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const person = emulator.person(ANNA);
  const trip = await anna.makeFolder('Trip');
  const added = await person.addFile('by hand.jpg', Buffer.from('x'), 'image/jpeg', trip);
  const other = caller(emulator, { clientId: 'other' });
  const seen = async (who: Caller) => namesOf(await who.call('GET', FILES));
  assert.equal(await seen(anna), 'Trip');
  assert.equal(await seen(other), '');
  assert.equal(await seen(caller(emulator, { clientId: 'other', scopes: ['drive.readonly'] })), 'Trip,by hand.jpg');
  assert.equal((await anna.call('GET', `${FILES}/${added.id}`)).text, `404 notFound: File not found: ${added.id}.`);
  person.openWith(added.id, 'other');
  assert.equal(await seen(other), 'by hand.jpg');
  // The folder is none of the other app's business.
  assert.equal((await other.call('GET', `${FILES}/${added.id}?fields=parents`)).text, '200 {}');
});

test('a new file may be missing from lists for a while', async (t) => {
  const { emulator, anna } = await startDrive(t, { habits: { listingLagMs: 5000 } });
  const id = await anna.make({ name: 'a', createdTime: '2001-01-01T00:00:00Z' });
  assert.equal(namesOf(await anna.call('GET', FILES)), '');
  assert.equal((await anna.call('GET', `${FILES}/${id}`)).status, 200);
  emulator.clock.advance(5000);
  assert.equal(namesOf(await anna.call('GET', FILES)), 'a');
});

test('the special fault `leaveOut` makes a list that says of itself that it is incomplete', async (t) => {
  const { emulator, anna } = await startDrive(t);
  for (const name of 'abc') await anna.make({ name });
  emulator.faults.order({ route: 'files.list', fault: { kind: 'special', name: 'leaveOut', value: 2 } });
  const { body } = await anna.call('GET', FILES);
  assert.deepEqual([body['incompleteSearch'], body['files']?.length], [true, 1]);
});
