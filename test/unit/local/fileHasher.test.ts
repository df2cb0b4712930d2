import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { readFingerprint } from '../../../src/local/fingerprint.ts';
import { createFileHasher, type FileHasher } from '../../../src/local/hashing/fileHasher.ts';
import { sha256, sizedFile, SIZES } from '../../harness/sizedFiles.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const NEVER = new AbortController().signal;

function hasher(t: TestContext, workerPath = path.resolve('src/hashWorker.ts')) {
  const made = createFileHasher({ workerPath, threads: 2 });
  t.after(() => made.dispose());
  return made;
}

async function hashOf(made: FileHasher, file: string, signal = NEVER): Promise<string> {
  return (await made.hash({ path: file, size: 0 }, signal)).hash;
}

test('a file is looked at once it is read', async (t) => {
  const { file } = sizedFile(t, 3);
  assert.deepEqual((await hasher(t).hash({ path: file, size: 3 }, NEVER)).look, readFingerprint(file));
});

for (const [what, bytes] of SIZES) {
  test(`the hash of ${what} is its SHA-256`, async (t) => {
    const { file, content } = sizedFile(t, bytes);
    assert.equal(await hashOf(hasher(t), file), sha256(content));
  });
}

test('a thread that was prepared hashes like any other, and where none can run, the caller does', async (t) => {
  const file = path.join(temporaryFolder(t), 'file');
  writeFileSync(file, 'photo');
  for (const program of ['src/hashWorker.ts', 'src/missing.ts']) {
    const made = hasher(t, path.resolve(program));
    made.prepare();
    made.prepare();
    assert.equal(await hashOf(made, file), sha256(Buffer.from('photo')), program);
  }
});

test('many files that are asked for at once get each its own hash', async (t) => {
  const folder = temporaryFolder(t);
  const files = Array.from({ length: 50 }, (_, index) => path.join(folder, String(index)));
  files.forEach((file, index) => writeFileSync(file, `photo ${index}`));
  const made = hasher(t);
  assert.deepEqual(
    await Promise.all(files.map((file) => hashOf(made, file))),
    files.map((_file, index) => sha256(Buffer.from(`photo ${index}`))),
  );
});

test('a file that cannot be read rejects with what the disk says', async (t) => {
  const file = path.join(temporaryFolder(t), 'gone');
  await assert.rejects(hashOf(hasher(t), file), { code: 'ENOENT' });
});

test('an abort ends the waiting, before the call and during it', async (t) => {
  const file = path.join(temporaryFolder(t), 'file');
  writeFileSync(file, 'photo');
  const made = hasher(t);
  await assert.rejects(hashOf(made, file, AbortSignal.abort()), { name: 'AbortError' });
  const during = new AbortController();
  const pending = hashOf(made, file, during.signal);
  during.abort();
  await assert.rejects(pending, { name: 'AbortError' });
});

test('where no thread can run, the files are hashed all the same', async (t) => {
  const file = path.join(temporaryFolder(t), 'file');
  writeFileSync(file, 'photo');
  const made = hasher(t, path.resolve('src/no such worker.js'));
  assert.equal(await hashOf(made, file), sha256(Buffer.from('photo')));
  assert.equal(await hashOf(made, file), sha256(Buffer.from('photo')));
});
