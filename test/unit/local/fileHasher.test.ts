import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { readFingerprint } from '../../../src/local/fingerprint.ts';
import { createFileHasher, type FileHasher } from '../../../src/local/hashing/fileHasher.ts';
import { MIB, sha256, sizedFile, SIZES } from '../../harness/sizedFiles.ts';
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

/** A file of so many bytes that is wanted in memory of `room` bytes. */
const READ: readonly (readonly [what: string, bytes: number, room: number, size: number])[] = [
  ['an empty file', 0, 0, 0],
  ['a photo', 50_000, 50_000, 50_000],
  ['one of several mebibytes', 3 * MIB + 1, 3 * MIB + 1, 3 * MIB + 1],
  ['one that is shorter than it should be', 49_000, 50_000, 49_000],
  ['one that is longer', 60_000, 50_000, 50_001],
];

for (const program of ['src/hashWorker.ts', 'src/missing.ts']) {
  for (const [what, bytes, room, size] of READ) {
    test(`${what} is read into memory and hashed there: ${program}`, async (t) => {
      const { file, content } = sizedFile(t, bytes);
      const memory = new Uint8Array(new SharedArrayBuffer(room + 8), 4, room);
      const job = { path: file, size: room, memory, hashes: ['sha256', 'sha1'] } as const;
      const read = await hasher(t, path.resolve(program)).read(job, NEVER);
      const there = content.subarray(0, room);
      const hashes = job.hashes.map((name) => createHash(name).update(there).digest('hex'));
      assert.deepEqual(read, { size, hashes, look: readFingerprint(file) });
      assert.ok(there.equals(memory.subarray(0, there.length)));
      // What stands around the memory is of other photos.
      const around = new Uint8Array(memory.buffer);
      assert.ok([...around.subarray(0, 4), ...around.subarray(room + 4)].every((byte) => byte === 0));
    });
  }
}

test('a file that cannot be read into memory rejects like one that cannot be hashed', async (t) => {
  const job = { path: path.join(temporaryFolder(t), 'gone'), size: 1, memory: new Uint8Array(1), hashes: [] };
  await assert.rejects(hasher(t).read(job, NEVER), { code: 'ENOENT' });
  await assert.rejects(hasher(t).read(job, AbortSignal.abort()), { name: 'AbortError' });
});
