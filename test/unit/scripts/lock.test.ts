import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test, type TestContext } from 'node:test';
import { withLock } from '../../../scripts/tools/lock.ts';

test('work under one lock is done one after the other', async (t) => {
  const lock = join(await temporaryFolder(t), 'lock');
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ends`);
  };
  await Promise.all([
    withLock(lock, () => undefined, work('one')),
    withLock(lock, () => log.push('two waits'), work('two')),
  ]);
  assert.deepEqual(log.filter((line) => line !== 'two waits').sort(), [
    'one begins',
    'one ends',
    'two begins',
    'two ends',
  ]);
  assert.deepEqual(
    log.slice(-2).map((line) => line.split(' ')[1]),
    ['begins', 'ends'],
  );
});

test('the lock of a process that is gone is taken over', async (t) => {
  const lock = join(await temporaryFolder(t), 'lock');
  const gone = spawnSync(process.execPath, ['--eval', '']).pid;
  await mkdir(lock);
  await writeFile(join(lock, 'pid'), String(gone));
  assert.equal(
    await withLock(
      lock,
      () => undefined,
      () => Promise.resolve('done'),
    ),
    'done',
  );
});

test('a lock is given back also when the work fails', async (t) => {
  const folder = await temporaryFolder(t);
  await assert.rejects(
    withLock(
      join(folder, 'lock'),
      () => undefined,
      () => Promise.reject(new Error('trouble')),
    ),
    /trouble/,
  );
  assert.deepEqual(await readdir(folder), []);
});

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'album-sync-lock-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}
