import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { createFileHasher } from '../../../src/local/hashing/fileHasher.ts';
import { sha256, sizedFile, SIZES } from '../../harness/sizedFiles.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const NEVER = new AbortController().signal;

function hasher(t: TestContext, workerPath = path.resolve('src/hashWorker.ts')) {
  const made = createFileHasher({ workerPath, threads: 2 });
  t.after(() => made.dispose());
  return made;
}

for (const [what, bytes] of SIZES) {
  test(`the hash of ${what} is its SHA-256`, async (t) => {
    const { file, content } = sizedFile(t, bytes);
    assert.equal(await hasher(t).hash(file, NEVER), sha256(content));
  });
}

test('a thread that was prepared hashes like any other, and where none can run, the caller does', async (t) => {
  const file = path.join(temporaryFolder(t), 'file');
  writeFileSync(file, 'photo');
  for (const program of ['src/hashWorker.ts', 'src/missing.ts']) {
    const made = hasher(t, path.resolve(program));
    made.prepare();
    made.prepare();
    assert.equal(await made.hash(file, NEVER), sha256(Buffer.from('photo')), program);
  }
});

test('many files that are asked for at once get each its own hash', async (t) => {
  const folder = temporaryFolder(t);
  const files = Array.from({ length: 50 }, (_, index) => path.join(folder, String(index)));
  files.forEach((file, index) => writeFileSync(file, `photo ${index}`));
  const made = hasher(t);
  assert.deepEqual(
    await Promise.all(files.map((file) => made.hash(file, NEVER))),
    files.map((_file, index) => sha256(Buffer.from(`photo ${index}`))),
  );
});

test('a file that cannot be read rejects with what the disk says', async (t) => {
  const file = path.join(temporaryFolder(t), 'gone');
  await assert.rejects(hasher(t).hash(file, NEVER), { code: 'ENOENT' });
});

test('an abort ends the waiting, before the call and during it', async (t) => {
  const file = path.join(temporaryFolder(t), 'file');
  writeFileSync(file, 'photo');
  const made = hasher(t);
  await assert.rejects(made.hash(file, AbortSignal.abort()), { name: 'AbortError' });
  const during = new AbortController();
  const pending = made.hash(file, during.signal);
  during.abort();
  await assert.rejects(pending, { name: 'AbortError' });
});

test('where no thread can run, the files are hashed all the same', async (t) => {
  const file = path.join(temporaryFolder(t), 'file');
  writeFileSync(file, 'photo');
  const made = hasher(t, path.resolve('src/no such worker.js'));
  assert.equal(await made.hash(file, NEVER), sha256(Buffer.from('photo')));
  assert.equal(await made.hash(file, NEVER), sha256(Buffer.from('photo')));
});
