import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import sharp from 'sharp';
import { createHeadReader } from '../../../src/local/heads/headReader.ts';
import { createFolderLooker } from '../../../src/local/looking/folderLooker.ts';
import type { Head, HeadAnswer } from '../../../src/local/heads/protocol.ts';
import { tinyJpeg } from '../../harness/library.ts';
import { makePhoto } from '../../harness/photos.ts';
import { fingerprintIfPossible } from '../../../src/local/fingerprint.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const NEVER = new AbortController().signal;

function open(t: TestContext, workerPath = path.resolve('src/headWorker.ts'), timeoutMs = 30_000) {
  const reader = createHeadReader({ workerPath, threads: 2, timeoutMs });
  t.after(() => reader.dispose());
  return reader;
}

const JPEG = { kind: 'photo', mime: 'image/jpeg' } as const;

const TABLE: readonly (readonly [what: string, make: () => Uint8Array | Promise<Uint8Array>, head: Head])[] = [
  [
    'a photo with a date and a caption',
    () => makePhoto({ capturedAt: '2008-10-22T16:28:39', caption: 'Harbour', width: 32, height: 24 }),
    {
      type: JPEG,
      capture: { capturedAt: '2008-10-22T16:28:39', caption: 'Harbour', dimensions: { width: 32, height: 24 } },
    },
  ],
  [
    'a photo that says nothing',
    () => tinyJpeg('nothing'),
    { type: JPEG, capture: { capturedAt: undefined, caption: undefined, dimensions: { width: 1, height: 1 } } },
  ],
  [
    'a photo of a format that takes the decoder',
    async () =>
      sharp(await makePhoto({}))
        .webp()
        .toBuffer(),
    { type: { kind: 'photo', mime: 'image/webp' }, capture: undefined },
  ],
  [
    'a caption that may be of any language',
    async () => replaced(await makePhoto({ caption: 'Gr_sse' }), 'Gr_sse', Buffer.from('Gr\xf6sse', 'latin1')),
    { type: JPEG, capture: undefined },
  ],
  ['a text', () => Buffer.from('no photo'), { type: 'notMedia', capture: undefined }],
  ['nothing at all', () => new Uint8Array(), { type: 'notMedia', capture: undefined }],
];

for (const [what, make, head] of TABLE)
  test(`the first bytes of ${what} tell its type, and all that it says of itself or nothing of that`, async (t) => {
    const file = path.join(temporaryFolder(t), 'photo.jpg');
    writeFileSync(file, await make());
    const reader = open(t);
    assert.deepEqual(await reader.read({ paths: [file], wants: 'capture' }, NEVER), [head]);
    assert.deepEqual(await reader.read({ paths: [file], wants: 'type' }, NEVER), [{ ...head, capture: undefined }]);
  });

test('a few plain photos are read without a thread, and all others by one', async (t) => {
  const folder = temporaryFolder(t);
  const made = await Promise.all(TABLE.map(async ([, make]) => make()));
  const paths = [...made.keys()].map((index) => path.join(folder, `${index}.jpg`));
  for (const [index, file] of paths.entries()) writeFileSync(file, made[index] ?? '');
  const [missing, other] = [path.join(folder, 'missing.jpg'), ...paths];
  const read = async (workerPath: string, files: readonly string[]) => {
    const reader = createHeadReader({
      workerPath: path.resolve(workerPath),
      threads: 1,
      timeoutMs: 30_000,
      isFewHere: true,
    });
    t.after(() => reader.dispose());
    reader.prepare(files.length);
    return reader.read({ paths: files, wants: 'capture', withLooks: true }, NEVER);
  };
  const whole = TABLE.map(([, , head], index) => ({ ...head, look: fingerprintIfPossible(paths[index] ?? '') }));
  assert.deepEqual(await read('src/headWorker.ts', paths), whole);
  const isPlain = (head: Head) => head.capture !== undefined;
  assert.deepEqual(
    await read('src/missingWorker.ts', paths),
    whole.map((head) => (isPlain(head) ? head : undefined)),
  );
  const gone = await read('src/missingWorker.ts', [missing, other ?? '']);
  assert.deepEqual(
    gone.map((answer) => answer && 'error' in answer),
    [true, false],
  );
  const many = Array.from({ length: 128 }, () => other ?? '');
  assert.equal((await read('src/missingWorker.ts', many)).filter(Boolean).length, 0);
});

test('how files look is told beside what their first bytes say, where it is asked for', async (t) => {
  const folder = temporaryFolder(t);
  const files = ['a.jpg', 'text', 'gone', 'z.jpg'].map((name) => path.join(folder, name));
  for (const file of files)
    if (!file.endsWith('gone')) writeFileSync(file, file.endsWith('.jpg') ? tinyJpeg(file) : file);
  const reader = open(t);
  const told = await reader.read({ paths: files, wants: 'capture', withLooks: true }, NEVER);
  assert.deepEqual(
    told.map((answer) => answer && ('error' in answer ? answer.error.code : answer.look)),
    files.map((file) => fingerprintIfPossible(file) ?? 'ENOENT'),
  );
  const plain = await reader.read({ paths: files, wants: 'capture' }, NEVER);
  assert.deepEqual(
    plain.map((answer) => answer && 'look' in answer),
    files.map(() => false),
  );
});

test('many files get each its own answer, and one that is gone what the disk says', async (t) => {
  const folder = temporaryFolder(t);
  const files = Array.from({ length: 600 }, (_, index) => path.join(folder, `${index}.jpg`));
  files.forEach((file, index) => index !== 300 && writeFileSync(file, index % 2 === 0 ? tinyJpeg('a') : 'no photo'));
  const reader = open(t);
  reader.prepare();
  const answers = await reader.read({ paths: files, wants: 'type' }, NEVER);
  assert.deepEqual(
    answers.map(shortly),
    files.map((_file, index) => (index === 300 ? 'ENOENT' : index % 2 === 0 ? 'image/jpeg' : 'notMedia')),
  );
});

const BROKEN: readonly (readonly [what: string, program: string])[] = [
  ['cannot be started', 'no program'],
  [
    'ends',
    'import { parentPort } from "node:worker_threads"; parentPort.once("message", () => { throw new Error(); });',
  ],
  [
    'takes more memory than it may',
    `import { parentPort } from 'node:worker_threads';
    parentPort.once('message', () => { const all = []; for (;;) all.push(new Array(1e6).fill(0.5)); });`,
  ],
  [
    'never answers',
    'import { parentPort } from "node:worker_threads"; parentPort.once("message", () => { for (;;); });',
  ],
];

for (const [what, program] of BROKEN)
  test(`a thread that ${what} tells nothing, and no other one is asked again`, async (t) => {
    const workerPath = path.join(temporaryFolder(t), 'program.mjs');
    writeFileSync(workerPath, program);
    const reader = open(t, workerPath, what === 'never answers' ? 50 : 30_000);
    const job = { paths: ['/a', '/b'], wants: 'type' } as const;
    for (let time = 0; time < 2; time++) assert.deepEqual(await reader.read(job, NEVER), [undefined, undefined]);
  });

/** A thread that looks at folders, and perhaps runs. */
function looker(t: TestContext, how: 'running' | 'not started', workerPath = path.resolve('src/folderWorker.ts')) {
  const made = createFolderLooker(workerPath);
  t.after(() => made.dispose());
  if (how === 'running') made.prepare();
  return made;
}

test('a few files are read by the thread that looks at folders, where it runs, and many by others', async (t) => {
  const folder = temporaryFolder(t);
  const files = Array.from({ length: 128 }, (_, index) => path.join(folder, `${index}.jpg`));
  for (const file of files) writeFileSync(file, tinyJpeg('a'));
  const counts: number[] = [];
  for (const [how, few] of [
    ['running', 127],
    ['running', 128],
    ['not started', 2],
  ] as const) {
    const beside = looker(t, how);
    const heads = t.mock.method(beside, 'heads');
    const reader = createHeadReader({
      workerPath: path.resolve('src/headWorker.ts'),
      threads: 1,
      timeoutMs: 30_000,
      beside,
    });
    t.after(() => reader.dispose());
    reader.prepare(few);
    const answers = await reader.read({ paths: files.slice(0, few), wants: 'capture' }, NEVER);
    assert.deepEqual(
      answers.map(shortly),
      Array.from({ length: few }, () => 'image/jpeg'),
    );
    counts.push(heads.mock.calls.reduce((sum, { arguments: [asked] }) => sum + asked.paths.length, 0));
  }
  assert.deepEqual(counts, [127, 0, 0]);
});

test('a thread that looks at folders and never answers is ended too, and others read', async (t) => {
  const folder = temporaryFolder(t);
  const workerPath = path.join(folder, 'program.mjs');
  writeFileSync(
    workerPath,
    'import { parentPort } from "node:worker_threads"; parentPort.once("message", () => { for (;;); });',
  );
  const file = path.join(folder, 'photo.jpg');
  writeFileSync(file, tinyJpeg('a'));
  const beside = looker(t, 'running', workerPath);
  const reader = createHeadReader({ workerPath: path.resolve('src/headWorker.ts'), threads: 1, timeoutMs: 50, beside });
  t.after(() => reader.dispose());
  const read = () => reader.read({ paths: [file], wants: 'type' }, NEVER);
  assert.deepEqual(await read(), [undefined]);
  assert.equal(beside.isRunning, false);
});

test('a cancel waits for no thread', async (t) => {
  const workerPath = path.join(temporaryFolder(t), 'program.mjs');
  writeFileSync(workerPath, 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => {});');
  const reader = open(t, workerPath);
  const cancel = new AbortController();
  const answers = reader.read({ paths: ['/a'], wants: 'type' }, cancel.signal);
  cancel.abort();
  assert.deepEqual(await answers, []);
});

function shortly(answer: HeadAnswer | undefined): string | undefined {
  if (!answer) return undefined;
  if ('error' in answer) return answer.error.code;
  return answer.type === 'notMedia' ? 'notMedia' : answer.type.mime;
}

function replaced(bytes: Buffer, text: string, by: Buffer): Buffer {
  by.copy(bytes, bytes.indexOf(text));
  return bytes;
}
