import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import {
  commitStaged,
  discardStaged,
  hashFile,
  isTemporaryName,
  readChunks,
  stageFile,
  writeWholeFile,
  type StageRequest,
} from '../../../src/local/safeWrite.ts';

async function scratch(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'album-sync-write-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function request(folder: string, chunks: StageRequest['chunks'], rest: Partial<StageRequest> = {}): StageRequest {
  return {
    folder,
    chunks,
    signal: new AbortController().signal,
    whenUnreadable: (error) => problem('E_FILE_UNREADABLE', phrase`${String(error)}`),
    whenUnwritable: (error) => problem('E_DISK_FULL', phrase`${String(error)}`),
    ...rest,
  };
}

const LONG = randomBytes(3 * 1024 * 1024 + 5);
const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const contents: readonly (readonly [string, readonly Uint8Array[]])[] = [
  ['nothing', []],
  ['a few bytes', [Buffer.from('abc')]],
  ['several chunks', [Buffer.from('abc'), Buffer.alloc(0), Buffer.from('def')]],
  ['one chunk of megabytes', [LONG]],
];

for (const [what, chunks] of contents) {
  test(`${what}: hashed, dated, and there under its name only when it is committed`, async (t) => {
    const folder = await scratch(t);
    const target = path.join(folder, 'a.jpg');
    await writeFile(target, 'old');
    const staged = await stageFile(request(folder, chunks, { modifiedMs: Date.parse('2019-02-03T04:05:06.789Z') }));
    assert.ok(staged.ok);
    const whole = Buffer.concat(chunks);
    assert.equal(staged.value.size, whole.length);
    assert.equal(staged.value.hash, sha256(whole));
    assert.ok(isTemporaryName(path.basename(staged.value.path)));
    assert.equal(await readFile(target, 'utf8'), 'old');
    await commitStaged(staged.value, target);
    assert.deepEqual(await readFile(target), whole);
    assert.equal((await stat(target)).mtime.toISOString(), '2019-02-03T04:05:06.789Z');
    assert.deepEqual(await readdir(folder), ['a.jpg']);
  });
}

test('a discarded file is gone', async (t) => {
  const folder = await scratch(t);
  const staged = await stageFile(request(folder, [LONG]));
  assert.ok(staged.ok);
  await discardStaged(staged.value);
  assert.deepEqual(await readdir(folder), []);
});

test('a source that breaks leaves nothing, and is told apart from the disk', async (t) => {
  const folder = await scratch(t);
  const staged = await stageFile(
    request(
      folder,
      (function* () {
        yield Buffer.from('abc');
        throw new Error('pulled out');
      })(),
    ),
  );
  assert.ok(!staged.ok);
  assert.equal(staged.problem.code, 'E_FILE_UNREADABLE');
  assert.deepEqual(await readdir(folder), []);
});

test('a disk that refuses leaves nothing, and is told apart from the source', async (t) => {
  const folder = await scratch(t);
  const staged = await stageFile(request(path.join(folder, 'missing'), [Buffer.from('abc')]));
  assert.ok(!staged.ok);
  assert.equal(staged.problem.code, 'E_DISK_FULL');
});

test('a cancel ends it also while the source never answers', async (t) => {
  const folder = await scratch(t);
  const controller = new AbortController();
  const chunks = (async function* () {
    yield Buffer.from('abc');
    controller.abort();
    await new Promise(() => undefined);
  })();
  const staged = await stageFile(request(folder, chunks, { signal: controller.signal }));
  assert.ok(!staged.ok);
  assert.equal(staged.problem.code, 'E_CANCELLED');
  assert.deepEqual(await readdir(folder), []);
});

test('a commit that fails leaves what was there and no temporary file', async (t) => {
  const folder = await scratch(t);
  const staged = await stageFile(request(folder, [Buffer.from('abc')]));
  assert.ok(staged.ok);
  await assert.rejects(commitStaged(staged.value, path.join(folder, 'missing', 'a.jpg')));
  assert.deepEqual(await readdir(folder), []);
});

test('a small file is replaced as a whole, or not at all', async (t) => {
  const folder = await scratch(t);
  const target = path.join(folder, 'page.html');
  await writeWholeFile(target, 'old');
  await writeWholeFile(target, 'neu – größer');
  assert.equal(await readFile(target, 'utf8'), 'neu – größer');
  await assert.rejects(writeWholeFile(path.join(target, 'below'), 'x'), { code: 'ENOTDIR' });
  assert.deepEqual(await readdir(folder), ['page.html']);
});

test('files are read and hashed in pieces', async (t) => {
  const file = path.join(await scratch(t), 'long');
  await writeFile(file, LONG);
  const pieces: Buffer[] = [];
  for await (const chunk of readChunks(file)) pieces.push(Buffer.from(chunk));
  assert.deepEqual(Buffer.concat(pieces), LONG);
  assert.equal(pieces.length, 4);
  assert.equal(await hashFile(file, new AbortController().signal), sha256(LONG));
  await assert.rejects(hashFile(file, AbortSignal.abort()), { name: 'AbortError' });
});

const names: readonly (readonly [string, boolean])[] = [
  ['.album-sync-0123456789abcdef.tmp', true],
  ['.album-sync-0123456789abcdef.tmp.jpg', false],
  ['.album-sync-notes.tmp', false],
  ['album-sync-0123456789abcdef.tmp', false],
];

for (const [name, isOurs] of names) {
  test(`${name} is ${isOurs ? 'ours' : 'somebody else’s'}`, () => {
    assert.equal(isTemporaryName(name), isOurs);
  });
}
