import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { setImmediate as breathe } from 'node:timers/promises';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { createFileCopier, type CopyRequest } from '../../../src/local/copying/fileCopier.ts';
import { isTemporaryName } from '../../../src/local/safeWrite.ts';
import { MIB, sha256, sizedFile, SIZES } from '../../harness/sizedFiles.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const MODIFIED = Date.parse('2019-02-03T04:05:06.789Z');

function copier(t: TestContext, workerPath = path.resolve('src/copyWorker.ts')) {
  const made = createFileCopier({ workerPath, threads: 2 });
  t.after(() => made.dispose());
  return made;
}

function request(from: string, folder: string, rest: Partial<CopyRequest> = {}): CopyRequest {
  return {
    ...{ from, folder, size: 0, modifiedMs: MODIFIED },
    signal: new AbortController().signal,
    whenUnreadable: (error) => problem('E_FILE_UNREADABLE', phrase`${codeOf(error)}`),
    whenUnwritable: (error) => problem('E_DISK_FULL', phrase`${codeOf(error)}`),
    ...rest,
  };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

for (const [program, worker] of [
  ['by a thread', 'src/copyWorker.ts'],
  ['where no thread can run', 'src/no such worker.js'],
] as const) {
  for (const [what, bytes] of SIZES) {
    test(`${what} is copied under a temporary name with its date and its hash, ${program}`, async (t) => {
      const { file, content } = sizedFile(t, bytes);
      const folder = temporaryFolder(t);
      const staged = await copier(t, path.resolve(worker)).stage(request(file, folder, { size: bytes }));
      assert.ok(staged.ok);
      const { path: copy, ...facts } = staged.value;
      assert.deepEqual(facts, { size: bytes, hash: sha256(content), modifiedMs: MODIFIED });
      assert.ok(isTemporaryName(path.basename(copy)));
      assert.deepEqual(readFileSync(copy), content);
      assert.equal(statSync(copy).mtimeMs, MODIFIED);
      assert.deepEqual(readdirSync(folder), [path.basename(copy)]);
    });
  }
}

test('a copy has the owner in its name', async (t) => {
  const { file } = sizedFile(t, 3);
  const staged = await copier(t).stage(request(file, temporaryFolder(t), { owner: '0123abcd' }));
  assert.ok(staged.ok && isTemporaryName(path.basename(staged.value.path), '0123abcd'));
});

test('what cannot be read and what cannot be written are told apart, and leave nothing', async (t) => {
  const { file } = sizedFile(t, 3);
  const folder = temporaryFolder(t);
  const made = copier(t);
  const words = async (copy: CopyRequest) => {
    const staged = await made.stage(copy);
    return staged.ok ? 'copied' : `${staged.problem.code} ${staged.problem.message.split(':')[0]}`;
  };
  assert.match(await words(request(path.join(folder, 'gone'), folder)), /^E_FILE_UNREADABLE .*ENOENT/u);
  assert.match(await words(request(folder, folder)), /^E_FILE_UNREADABLE .*EISDIR/u);
  assert.match(await words(request(file, path.join(folder, 'gone'))), /^E_DISK_FULL .*ENOENT/u);
  assert.deepEqual(readdirSync(folder), []);
});

test('a cancel ends it at once, before and during a copy, and leaves nothing', async (t) => {
  const { file } = sizedFile(t, 3 * MIB);
  const folder = temporaryFolder(t);
  const made = copier(t);
  const before = await made.stage(request(file, folder, { signal: AbortSignal.abort() }));
  const during = new AbortController();
  const pending = made.stage(request(file, folder, { size: 3 * MIB, signal: during.signal }));
  during.abort();
  const cancelled = await pending;
  assert.deepEqual(
    [before, cancelled].map((each) => (each.ok ? 'copied' : each.problem.code)),
    ['E_CANCELLED', 'E_CANCELLED'],
  );
  // The thread takes the next copy when it is done with that one, and what it had copied goes away.
  await made.stage(request(file, temporaryFolder(t)));
  while (readdirSync(folder).length > 0) await breathe();
});
