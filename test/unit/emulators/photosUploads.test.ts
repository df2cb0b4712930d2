import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { DAY_MS } from '../../emulators/http/clock.ts';
import { makePhoto } from '../../harness/photos.ts';
import { caller, startPhotos, told, type Caller } from './photosCalls.ts';

const RAW = { 'X-Goog-Upload-Protocol': 'raw' };
const BYTES = Buffer.from('any bytes will do');
/** Threads hash so many. */
const LONG = Buffer.alloc(1_000_000, 'long');
const BAD_REQUEST = '400 INVALID_ARGUMENT: Request contains an invalid argument.';

const RAW_UPLOADS: readonly [
  what: string,
  body: Buffer | undefined,
  headers: Record<string, string>,
  answer: string,
][] = [
  ['bytes of no known type', BYTES, RAW, '200 token'],
  ['no protocol', BYTES, {}, BAD_REQUEST],
  ['a protocol that Google has not', BYTES, { 'X-Goog-Upload-Protocol': 'multipart' }, BAD_REQUEST],
  ['nothing', undefined, RAW, BAD_REQUEST],
  ['the right hash', BYTES, { ...RAW, 'X-Goog-Hash': `sha1=${sha1(BYTES)}` }, '200 token'],
  [
    'another hash',
    BYTES,
    { ...RAW, 'X-Goog-Hash': `sha1=${sha1(Buffer.from('x'))}` },
    '400 INVALID_ARGUMENT: Checksum from header does not match received payload content.',
  ],
  ['the right hash of a long body', LONG, { ...RAW, 'X-Goog-Hash': `sha1=${sha1(LONG)}` }, '200 token'],
  [
    'the hash of a long body, in which one byte is wrong',
    Buffer.concat([LONG.subarray(1), Buffer.from('?')]),
    { ...RAW, 'X-Goog-Hash': `sha1=${sha1(LONG)}` },
    '400 INVALID_ARGUMENT: Checksum from header does not match received payload content.',
  ],
  ['more than may be', Buffer.alloc(1_000_001), RAW, '413 OUT_OF_RANGE: Request Entity Too Large'],
];

for (const [what, body, headers, answer] of RAW_UPLOADS) {
  test(`a raw upload: ${what}`, async (t) => {
    const { anna } = await startPhotos(t, { limits: { videoBytes: 1_000_000 } });
    const { text } = await told(await anna.post('/v1/uploads', body, headers));
    assert.equal(text.replace(/CAIS[\w-]{200,}$/, 'token'), answer);
  });
}

const PART = 8;
const CONTENT = Buffer.from('0123456789abcdefghij');

type Step = readonly [command: string, offset?: number, bytes?: Buffer | string, headers?: Record<string, string>];

const SESSIONS: readonly [what: string, steps: readonly Step[], answers: readonly string[]][] = [
  ['all at once', [['upload, finalize', 0, CONTENT]], ['200 final 20 token']],
  ['without a blank', [['upload,finalize', 0, CONTENT]], ['200 final 20 token']],
  [
    'in parts',
    [['upload', 0, '01234567'], ['query'], ['upload', 8, '89abcdef'], ['upload, finalize', 16, 'ghij'], ['query']],
    ['200 active 8', '200 active 8', '200 active 16', '200 final 20 token', '200 final 20'],
  ],
  [
    'the end apart',
    [
      ['upload', 0, '0123456789abcdef'],
      ['upload', 16, 'ghij'],
      ['upload, finalize', 16, 'ghij'],
    ],
    ['200 active 16', '400 active 16', '200 final 20 token'],
  ],
  ['a part of odd size', [['upload', 0, '012']], ['400 active 0']],
  ['a part at the wrong place', [['upload', 8, '01234567']], ['400 active 0']],
  ['an end that comes too soon', [['upload, finalize', 0, '01234567'], ['query']], ['400 active 0', '200 active 0']],
  ['more than was said', [['upload, finalize', 0, `${CONTENT.toString()}k`]], ['413  ']],
  ['a command that Google has not', [['append', 0, CONTENT]], ['400 active 0']],
  ['no command', [['']], ['400 active 0']],
  [
    'cancelled',
    [['cancel'], ['query'], ['upload, finalize', 0, CONTENT]],
    ['200 cancelled 0', '200 cancelled 0', '400 cancelled 0'],
  ],
  [
    'sent again after the end',
    [
      ['upload, finalize', 0, CONTENT],
      ['upload, finalize', 0, CONTENT],
    ],
    ['200 final 20 token', '400 final 20'],
  ],
  ['another hash', [['upload, finalize', 0, CONTENT, { 'X-Goog-Hash': 'sha1=AAAA' }]], ['400 active 0']],
  [
    'the right hash',
    [['upload, finalize', 0, CONTENT, { 'X-Goog-Hash': `sha1=${sha1(CONTENT)}` }]],
    ['200 final 20 token'],
  ],
];

for (const [what, steps, answers] of SESSIONS) {
  test(`a resumable upload: ${what}`, async (t) => {
    const { anna } = await startPhotos(t, { limits: { granularity: PART } });
    const address = await begin(anna);
    const got: string[] = [];
    for (const step of steps) got.push(await send(anna, address, step));
    assert.deepEqual(got, answers);
  });
}

const STARTS: readonly [what: string, headers: Record<string, string>, answer: string][] = [
  ['as documented', {}, '200 active, parts of 262144'],
  ['no size', { 'X-Goog-Upload-Raw-Size': '' }, '400 final, parts of ?'],
  ['no size in numbers', { 'X-Goog-Upload-Raw-Size': 'many' }, '400 final, parts of ?'],
  ['no type', { 'X-Goog-Upload-Content-Type': '' }, '400 final, parts of ?'],
  ['another command', { 'X-Goog-Upload-Command': 'upload' }, '400 final, parts of ?'],
  ['too large', { 'X-Goog-Upload-Raw-Size': String(21 * 1024 ** 3) }, '413 ?, parts of ?'],
];

for (const [what, headers, expected] of STARTS) {
  test(`the start of a resumable upload: ${what}`, async (t) => {
    const { anna } = await startPhotos(t);
    const answer = await anna.post('/v1/uploads', undefined, { ...START, ...headers });
    const [status, parts] = ['x-goog-upload-status', 'x-goog-upload-chunk-granularity'].map(
      (name) => answer.headers.get(name) ?? '?',
    );
    assert.equal(`${String(answer.status)} ${status ?? ''}, parts of ${parts ?? ''}`, expected);
  });
}

test('an upload whose connection breaks goes on where it stopped, at a whole part', async (t) => {
  const { emulator, anna } = await startPhotos(t, { limits: { granularity: PART } });
  const address = await begin(anna);
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: 13 } });
  await assert.rejects(send(anna, address, ['upload, finalize', 0, CONTENT]));
  assert.equal(await send(anna, address, ['query']), '200 active 8');
  assert.equal(await send(anna, address, ['upload, finalize', 8, CONTENT.subarray(8)]), '200 final 20 token');
});

test('a server may keep less of a part than it was sent', async (t) => {
  const { emulator, anna } = await startPhotos(t, { limits: { granularity: PART } });
  const address = await begin(anna);
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'special', name: 'storeLess', value: 16 } });
  assert.equal(await send(anna, address, ['upload, finalize', 0, CONTENT]), '200 active 16');
  assert.equal(await send(anna, address, ['upload, finalize', 16, CONTENT.subarray(16)]), '200 final 20 token');
});

test('the answer to the last part may be lost, and then the upload is over without a token', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const address = await begin(anna);
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'answerLost' } });
  await assert.rejects(send(anna, address, ['upload, finalize', 0, CONTENT]));
  assert.equal(await send(anna, address, ['query']), '200 final 20');
});

test('a session ends after its time', async (t) => {
  const { emulator, anna } = await startPhotos(t, { limits: { sessionMs: 1000 } });
  const address = await begin(anna);
  emulator.clock.advance(1000);
  assert.equal(await send(anna, address, ['query']), '404  ');
});

test('an upload token is good for a day, and for its app and person only', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const uploadToken = await anna.upload(await makePhoto({}));
  const create = async (who: Parameters<typeof caller>[1]) => {
    const body = { newMediaItems: [{ simpleMediaItem: { uploadToken } }] };
    return (await caller(emulator, who).call('POST', '/v1/mediaItems:batchCreate', body)).text;
  };
  const refused = '400 INVALID_ARGUMENT: Request must contain a valid upload token.';
  assert.equal(await create({ account: 'bert@example.com' }), refused);
  assert.equal(await create({ clientId: 'another-app' }), refused);
  emulator.clock.advance(DAY_MS - 1);
  assert.match(await create({}), /^200 .*"Success"/);
  emulator.clock.advance(1);
  assert.equal(await create({}), refused);
});

const START = {
  'X-Goog-Upload-Protocol': 'resumable',
  'X-Goog-Upload-Command': 'start',
  'X-Goog-Upload-Content-Type': 'image/jpeg',
  'X-Goog-Upload-Raw-Size': String(CONTENT.length),
};

async function begin(anna: Caller): Promise<string> {
  return (await anna.post('/v1/uploads', undefined, START)).headers.get('x-goog-upload-url') ?? '';
}

/** The status, what the head of the answer says of the upload, and whether a token is in its body. */
async function send(anna: Caller, address: string, [command, offset, bytes, headers]: Step): Promise<string> {
  const answer = await anna.post(address, typeof bytes === 'string' ? Buffer.from(bytes) : bytes, {
    'X-Goog-Upload-Command': command,
    ...(offset !== undefined && { 'X-Goog-Upload-Offset': String(offset) }),
    ...headers,
  });
  const state = ['x-goog-upload-status', 'x-goog-upload-size-received'].map((name) => answer.headers.get(name) ?? '');
  const token = (await answer.text()).startsWith('CAIS') ? ' token' : '';
  return `${String(answer.status)} ${state.join(' ')}${token}`;
}

function sha1(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('base64');
}
