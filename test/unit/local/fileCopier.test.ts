import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { setImmediate as breathe } from 'node:timers/promises';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { createFileCopier, type CopyRequest } from '../../../src/local/copying/fileCopier.ts';
import { readFingerprint } from '../../../src/local/fingerprint.ts';
import type { FileSystemFlush } from '../../../src/local/flushing/fileSystemFlush.ts';
import { isTemporaryName } from '../../../src/local/safeWrite.ts';
import { MIB, sha256, sizedFile, SIZES } from '../../harness/sizedFiles.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const MODIFIED = Date.parse('2019-02-03T04:05:06.789Z');

function copier(t: TestContext, workerPath = path.resolve('src/copyWorker.ts')) {
  const made = createFileCopier({ workerPath, threads: 2 });
  t.after(() => made.dispose());
  return made;
}

/** Copies with a disk that can flush all files together, as `flush` does. */
function copierWith(t: TestContext, flush: FileSystemFlush['flush']) {
  const made = createFileCopier({
    workerPath: path.resolve('src/copyWorker.ts'),
    threads: 2,
    fileSystems: { fileSystemOf: () => 'disk', flush, dispose: () => undefined, prepare: () => undefined },
  });
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

test('a few small photos are copied by the thread of the run, and flushed like all others', async (t) => {
  const flushed: string[] = [];
  const made = createFileCopier({
    ...{ workerPath: path.resolve('src/no such worker.js'), threads: 2, isFewHere: true },
    fileSystems: {
      fileSystemOf: () => 'disk',
      flush: async (file) => {
        flushed.push(file);
        return true;
      },
      dispose: () => undefined,
      prepare: () => undefined,
    },
  });
  t.after(() => made.dispose());
  const folder = temporaryFolder(t);
  const { file, content } = sizedFile(t, 50_000);
  const staged = await Promise.all(
    Array.from({ length: 40 }, () => made.stage(request(file, folder, { size: 50_000 }))),
  );
  for (const each of staged) {
    assert.ok(each.ok);
    assert.equal(each.value.hash, sha256(content));
    assert.deepEqual(readFileSync(each.value.path), content);
  }
  assert.equal(flushed.length, 1);
});

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

test('many copies are flushed together, whole and before anybody hears of them', async (t) => {
  const { file, content } = sizedFile(t, 50_000);
  const folder = temporaryFolder(t);
  const ended: string[] = [];
  const flushed: string[] = [];
  const made = copierWith(t, async () => {
    const lying = readdirSync(folder).filter((name) => readFileSync(path.join(folder, name)).equals(content));
    assert.deepEqual(ended, flushed);
    flushed.push(...lying.filter((name) => !flushed.includes(name)));
    return true;
  });
  const copies = Array.from({ length: 100 }, async () => {
    const staged = await made.stage(request(file, folder, { size: 50_000 }));
    assert.ok(staged.ok);
    const name = path.basename(staged.value.path);
    assert.ok(flushed.includes(name));
    ended.push(name);
  });
  await Promise.all(copies);
  assert.deepEqual(ended.toSorted(), readdirSync(folder).toSorted());
});

test('of many files those are copied that still look as they were found', async (t) => {
  const [source, folder] = [temporaryFolder(t), temporaryFolder(t)];
  const files = ['same', 'edited', 'replaced', 'gone'].map((name) => {
    const from = path.join(source, name);
    writeFileSync(from, name);
    return { ...request(from, folder), modifiedMs: MODIFIED, look: readFingerprint(from) };
  });
  const now: Readonly<Record<string, (file: string) => void>> = {
    edited: (file) => appendFileSync(file, ', longer'),
    replaced: (file) => {
      writeFileSync(`${file} by`, 'replaced');
      renameSync(`${file} by`, file);
    },
    gone: (file) => rmSync(file),
  };
  for (const [name, happens] of Object.entries(now)) happens(path.join(source, name));
  const made = copierWith(t, async () => true);
  const copies = await made.stageTogether({ ...request('', folder), files });
  assert.deepEqual(
    copies.map((copy) => (copy.ok ? readFileSync(copy.value.path, 'utf8') : copy.problem.code)),
    ['same', 'E_SOURCE_CHANGED', 'E_SOURCE_CHANGED', 'E_FILE_UNREADABLE'],
  );
  assert.equal(readdirSync(folder).length, 1);
});

test('where not all can be flushed, the one copy that cannot is named, and gone', async (t) => {
  const { file } = sizedFile(t, 3);
  const folder = temporaryFolder(t);
  let lost = '';
  const made = copierWith(t, async (last) => {
    lost = last;
    rmSync(last);
    return false;
  });
  const copies = await Promise.all(Array.from({ length: 100 }, () => made.stage(request(file, folder))));
  const failed = copies.flatMap((each) => (each.ok ? [] : [`${each.problem.code} ${each.problem.message}`]));
  assert.match(failed.join('\n'), /^E_DISK_FULL .*ENOENT[^\n]*$/u);
  const kept = copies.flatMap((each) => (each.ok ? [path.basename(each.value.path)] : []));
  assert.deepEqual(kept.toSorted(), readdirSync(folder).toSorted());
  assert.equal(kept.includes(path.basename(lost)), false);
});

test('a cancel does not wait for a flush, and leaves nothing', async (t) => {
  const { file } = sizedFile(t, 3);
  const folder = temporaryFolder(t);
  const cancel = new AbortController();
  const made = copierWith(t, () => {
    cancel.abort();
    return new Promise(() => undefined);
  });
  const copies = await Promise.all(
    Array.from({ length: 40 }, () => made.stage(request(file, folder, { signal: cancel.signal }))),
  );
  assert.deepEqual([...new Set(copies.map((each) => (each.ok ? 'copied' : each.problem.code)))], ['E_CANCELLED']);
  while (readdirSync(folder).length > 0) await breathe();
});
