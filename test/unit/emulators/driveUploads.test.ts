import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { DAY_MS } from '../../emulators/http/clock.ts';
import { makePhoto } from '../../harness/photos.ts';
import { ANNA, FILES, FOLDER, related, startDrive, told, UPLOAD, type Caller } from './driveCalls.ts';

const RELATED = { 'Content-Type': 'multipart/related; boundary=border' };
const NAMED = { name: 'a.jpg' };

const WHOLE: readonly [what: string, type: string, headers: Record<string, string>, body: Buffer, answer: string][] = [
  ['metadata and bytes', 'multipart', RELATED, related(NAMED, 'abc'), '200 a.jpg image/jpeg 3'],
  [
    'a boundary in quotes',
    'multipart',
    { 'Content-Type': 'multipart/related; boundary="border"' },
    related(NAMED, 'abc'),
    '200 a.jpg image/jpeg 3',
  ],
  ['bytes with line breaks', 'multipart', RELATED, related(NAMED, '\r\n--bord\r\n'), '200 a.jpg image/jpeg 10'],
  [
    'lines that end with a line feed only',
    'multipart',
    RELATED,
    Buffer.from(related(NAMED, 'abc').toString().replaceAll('\r\n', '\n')),
    '200 a.jpg image/jpeg 3',
  ],
  [
    'lines that end with a line feed only, and bytes that do not',
    'multipart',
    RELATED,
    Buffer.from(related(NAMED, 'ab|').toString().replaceAll('\r\n', '\n').replace('|', '\r')),
    '200 a.jpg image/jpeg 3',
  ],
  ['no bytes', 'multipart', RELATED, related(NAMED, ''), '200 a.jpg image/jpeg 0'],
  ['bytes only', 'media', { 'Content-Type': 'image/png' }, Buffer.from('abc'), '200 Untitled image/png 3'],
  [
    'the type that the metadata says',
    'multipart',
    RELATED,
    related({ ...NAMED, mimeType: 'image/webp' }, 'abc'),
    '200 a.jpg image/webp 3',
  ],
  ['no boundary', 'multipart', { 'Content-Type': 'multipart/related' }, related(NAMED, 'abc'), '400 badRequest'],
  ['half a body', 'multipart', RELATED, related(NAMED, 'abc').subarray(0, 90), '400 badRequest'],
  ['bytes for a folder', 'multipart', RELATED, related({ mimeType: FOLDER }, 'abc'), '400 badRequest'],
  ['a protocol that Drive has not', 'raw', {}, Buffer.from('abc'), '400 badRequest'],
  ['more than may be in one request', 'media', {}, Buffer.alloc(1001), '413 uploadTooLarge'],
];

for (const [what, type, headers, body, expected] of WHOLE) {
  test(`an upload in one request: ${what}`, async (t) => {
    const { anna } = await startDrive(t, { limits: { singleRequestBytes: 1000 } });
    const path = `${UPLOAD}?uploadType=${type}&fields=name,mimeType,size`;
    const { status, body: file, text } = await told(await anna.send('POST', path, headers, body));
    const words = [status, file['name'], file['mimeType'], file['size']].join(' ');
    assert.equal(file['error'] ? text.slice(0, text.indexOf(':')) : words, expected);
  });
}

for (const [what, more] of [
  ['a photo', 0],
  ['a photo that a thread hashes', 1_000_000],
] as const) {
  test(`an upload has the checksums of its bytes, and gives them back: ${what}`, async (t) => {
    const { anna } = await startDrive(t);
    const bytes = Buffer.concat([await makePhoto({}), Buffer.alloc(more, 13)]);
    const { body } = await anna.upload(NAMED, bytes, '&fields=id,md5Checksum,sha1Checksum,sha256Checksum');
    const hash = (name: string) => createHash(name).update(bytes).digest('hex');
    assert.deepEqual(
      [body['md5Checksum'], body['sha1Checksum'], body['sha256Checksum']],
      [hash('md5'), hash('sha1'), hash('sha256')],
    );
    const answer = await anna.send('GET', `${FILES}/${String(body['id'])}?alt=media`);
    assert.equal(Buffer.from(await answer.arrayBuffer()).equals(bytes), true);
    assert.equal(answer.headers.get('content-type'), 'image/jpeg');
  });
}

test('the special fault `corrupt` stores another byte, and the checksum tells of it', async (t) => {
  const { emulator, anna } = await startDrive(t);
  emulator.faults.order({ route: 'uploads.multipart', fault: { kind: 'special', name: 'corrupt', value: 1 } });
  const sums: string[] = [];
  for (let time = 0; time < 2; time += 1)
    sums.push(String((await anna.upload(NAMED, 'abc', '&fields=md5Checksum')).body['md5Checksum']));
  assert.equal(sums[1], '900150983cd24fb0d6963f7d28e17f72');
  assert.notEqual(sums[0], sums[1]);
});

const PART = 8;
const CONTENT = '0123456789abcdefghij';

type Step = readonly [range: string | undefined, bytes?: string, headers?: Record<string, string>];

const SESSIONS: readonly [what: string, steps: readonly Step[], answers: readonly string[]][] = [
  ['all at once', [[undefined, CONTENT]], ['200 file of 20']],
  ['all at once with its range', [['bytes 0-19/20', CONTENT]], ['200 file of 20']],
  [
    'in parts',
    [['bytes 0-7/20', '01234567'], ['bytes */20'], ['bytes 8-15/*', '89abcdef'], ['bytes 16-19/20', 'ghij']],
    ['308 0-7', '308 0-7', '308 0-15', '200 file of 20'],
  ],
  ['nothing has come', [['bytes */20'], ['bytes */*']], ['308', '308']],
  [
    'asked after the end',
    [[undefined, CONTENT], ['bytes */20'], ['bytes */*'], ['bytes 16-19/20', 'ghij']],
    ['200 file of 20', '200 file of 20', '200 file of 20', '200 file of 20'],
  ],
  [
    'a part that came already',
    [
      ['bytes 0-7/20', '01234567'],
      ['bytes 0-15/20', '0123456789abcdef'],
    ],
    ['308 0-7', '308 0-15'],
  ],
  ['a part of odd size', [['bytes 0-6/20', '0123456'], ['bytes */20']], ['400', '308']],
  ['a part of nothing', [['bytes 0-7/20', '']], ['400']],
  ['a part that leaves a gap', [['bytes 8-15/20', '89abcdef']], ['400']],
  ['a part that is shorter than its range', [['bytes 0-15/20', '01234567']], ['400']],
  ['a range behind the end', [['bytes 0-23/20', `${CONTENT}kkkk`]], ['400']],
  ['another total than before', [['bytes 0-7/24', '01234567']], ['400']],
  ['less than was said, all at once', [[undefined, '01234567']], ['400']],
  ['a range that is none', [['bytes=0-7/20', '01234567']], ['400']],
  ['a question with a body', [['bytes */20', '01234567']], ['400']],
  ['without a 308', [['bytes 0-7/20', '01234567', { 'X-GUploader-No-308': 'yes' }]], ['200 for 308 0-7']],
];

for (const [what, steps, answers] of SESSIONS) {
  test(`an upload in parts: ${what}`, async (t) => {
    const { anna } = await startDrive(t, { limits: { granularity: PART } });
    const address = await begin(anna);
    const got: string[] = [];
    for (const step of steps) got.push(await send(address, step));
    assert.deepEqual(got, answers);
  });
}

test('an upload in parts whose size nobody said ends with the last part', async (t) => {
  const { anna } = await startDrive(t, { limits: { granularity: PART } });
  const address = await begin(anna, 'unsaid');
  assert.equal(await send(address, ['bytes 0-7/*', '01234567']), '308 0-7');
  assert.equal(await send(address, ['bytes 8-15/16', '89abcdef']), '200 file of 16');
});

test('an empty file is a question with the total 0', async (t) => {
  const { anna } = await startDrive(t);
  assert.equal(await send(await begin(anna, 0), ['bytes */0']), '200 file of 0');
});

test('a part may be sent with POST, as rclone does', async (t) => {
  const { anna } = await startDrive(t);
  const answer = await fetch(await begin(anna), { method: 'POST', body: CONTENT });
  assert.equal((await told(answer)).text, '200 {"kind":"drive#file","size":"20"}');
});

test('the last part sent twice at once makes one file', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const address = await begin(anna);
  const answers = await Promise.all([send(address, [undefined, CONTENT]), send(address, ['bytes 0-19/20', CONTENT])]);
  assert.deepEqual(answers, ['200 file of 20', '200 file of 20']);
  assert.equal(emulator.person(ANNA).treeText(), 'a.jpg');
});

test('an upload that finds no room in the end may go on when there is some', async (t) => {
  const { emulator, anna } = await startDrive(t, { limits: { storageBytes: 10 } });
  const address = await begin(anna, 'unsaid');
  assert.equal(await send(address, [undefined, CONTENT]), '403');
  emulator.limits.storageBytes = 20;
  assert.equal(await send(address, ['bytes */20']), '200 file of 20');
});

test('a cancelled upload is gone', async (t) => {
  const { anna } = await startDrive(t);
  const address = await begin(anna);
  assert.equal((await fetch(address, { method: 'DELETE' })).status, 499);
  assert.equal(await send(address, ['bytes */20']), '404');
});

test('the address of an upload lives a week and needs no token', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const address = await begin(anna);
  emulator.clock.advance(7 * DAY_MS - 1);
  assert.equal(await send(address, ['bytes */20']), '308');
  emulator.clock.advance(1);
  assert.equal(await send(address, ['bytes */20']), '404');
});

test('an upload whose connection breaks goes on where it stopped, at a whole part', async (t) => {
  const { emulator, anna } = await startDrive(t, { limits: { granularity: PART } });
  const address = await begin(anna);
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: 13 } });
  await assert.rejects(send(address, [undefined, CONTENT]));
  assert.equal(await send(address, ['bytes */20']), '308 0-7');
  assert.equal(await send(address, ['bytes 8-19/20', CONTENT.slice(8)]), '200 file of 20');
});

test('a server may keep less of a part than it was sent', async (t) => {
  const { emulator, anna } = await startDrive(t, { limits: { granularity: PART } });
  const address = await begin(anna);
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'special', name: 'storeLess', value: 8 } });
  assert.equal(await send(address, [undefined, CONTENT]), '308 0-7');
  assert.equal(await send(address, ['bytes 8-19/20', CONTENT.slice(8)]), '200 file of 20');
});

test('the answer to the last part may be lost, and the file is there', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const address = await begin(anna);
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'answerLost' } });
  await assert.rejects(send(address, [undefined, CONTENT]));
  assert.equal(await send(address, ['bytes */20']), '200 file of 20');
  assert.equal(emulator.person(ANNA).treeText(), 'a.jpg');
});

for (const [takenId, atStart, atEnd] of [
  ['atStart', 409, undefined],
  ['atEnd', 200, '409'],
] as const) {
  test(`an upload in parts with a taken id is told so ${takenId}`, async (t) => {
    const { anna } = await startDrive(t, { habits: { takenId } });
    const [id] = (await anna.call('GET', `${FILES}/generateIds?count=1`)).body['ids'] ?? [];
    await anna.make({ id, name: 'a.jpg' });
    const answer = await anna.send('POST', `${UPLOAD}?uploadType=resumable`, {}, JSON.stringify({ id }));
    assert.equal(answer.status, atStart);
    const address = answer.headers.get('location');
    assert.equal(address === null ? undefined : await send(address, [undefined, CONTENT]), atEnd);
  });
}

for (const type of ['media', 'multipart', 'resumable'] as const) {
  test(`a new content of a file by ${type} keeps the id and the old content`, async (t) => {
    const { emulator, anna } = await startDrive(t);
    const id = String((await anna.upload({ name: 'a.jpg', modifiedTime: '2019-06-01T10:00:00Z' }, 'abc')).body['id']);
    const path = `${UPLOAD}/${id}?uploadType=${type}&fields=id,size,modifiedTime`;
    const headers = type === 'multipart' ? RELATED : { 'Content-Type': 'image/jpeg' };
    const body = type === 'multipart' ? related({}, 'defg') : type === 'media' ? 'defg' : '{}';
    const answer = await anna.send('PATCH', path, headers, body);
    const address = answer.headers.get('location');
    const { text } = await told(address === null ? answer : await fetch(address, { method: 'PUT', body: 'defg' }));
    // Who does not say when the content is from gets the time of the upload.
    assert.equal(text, `200 {"id":"${id}","modifiedTime":"2026-11-02T09:00:00.000Z","size":"4"}`);
    const contents: string[] = [];
    const { body: list } = await anna.call('GET', `${FILES}/${id}/revisions?fields=revisions(id,size)`);
    for (const revision of list['revisions'] ?? []) {
      const address = `${FILES}/${id}/revisions/${String(revision['id'])}?alt=media`;
      contents.push(await (await anna.send('GET', address)).text());
    }
    assert.deepEqual(contents, ['abc', 'defg']);
    assert.equal(emulator.person(ANNA).treeText(), 'a.jpg');
  });
}

async function begin(anna: Caller, size: number | 'unsaid' = CONTENT.length): Promise<string> {
  const length: Record<string, string> = size === 'unsaid' ? {} : { 'X-Upload-Content-Length': String(size) };
  const headers = {
    'Content-Type': 'application/json; charset=UTF-8',
    'X-Upload-Content-Type': 'image/jpeg',
    ...length,
  };
  const path = `${UPLOAD}?uploadType=resumable&fields=kind,size`;
  const answer = await anna.send('POST', path, headers, JSON.stringify({ name: 'a.jpg' }));
  assert.equal(`${String(answer.status)}${await answer.text()}`, '200');
  return answer.headers.get('location') ?? '';
}

/** The status, what has come, and the size of the file in the end. Nobody is signed in. */
async function send(address: string, [range, bytes, headers]: Step): Promise<string> {
  const answer = await fetch(address, {
    method: 'PUT',
    headers: { ...(range !== undefined && { 'Content-Range': range }), ...headers },
    ...(bytes !== undefined && { body: bytes }),
  });
  const { body } = await told(answer);
  const overridden = answer.headers.get('x-http-status-code-override');
  return [
    String(answer.status),
    overridden === null ? '' : ` for ${overridden}`,
    answer.headers.get('range')?.replace('bytes=', ' ') ?? '',
    body['kind'] === 'drive#file' ? ` file of ${String(body['size'])}` : '',
  ].join('');
}
