import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileSecretStore } from '../../../src/accounts/fileSecretStore.ts';
import type { Result } from '../../../src/engine/result.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const isPosix = process.platform !== 'win32';

function textOf(result: Result<unknown>): string {
  return result.ok ? String(result.value) : result.problem.message;
}

test('secrets are kept, replaced and forgotten', async (t) => {
  const directory = path.join(temporaryFolder(t), 'new', 'album-sync');
  const store = fileSecretStore(directory, process.platform);
  assert.deepEqual(await store.get('a'), { ok: true, value: undefined });
  await store.delete('a');
  await Promise.all([store.set('a', '1'), store.set('b', '2'), store.set('a', '3')]);
  const again = fileSecretStore(directory, process.platform);
  assert.deepEqual([textOf(await again.get('a')), textOf(await again.get('b'))], ['3', '2']);
  await again.delete('a');
  assert.deepEqual(await store.get('a'), { ok: true, value: undefined });
  assert.deepEqual(readdirSync(directory), ['secrets.json']);
  if (isPosix)
    assert.deepEqual(
      [statSync(directory).mode & 0o777, statSync(path.join(directory, 'secrets.json')).mode & 0o777],
      [0o700, 0o600],
    );
});

test('what a run keeps of its uploads is in a file of its own, so that it never writes that of the sign-ins', async (t) => {
  const directory = temporaryFolder(t);
  const store = fileSecretStore(directory, process.platform);
  await store.delete('albumSync.uploads.googleDrive');
  assert.deepEqual(readdirSync(directory), []);
  await store.set('albumSync.uploads.googleDrive', 'hush');
  assert.deepEqual(readdirSync(directory), ['uploads.json']);
  if (isPosix) assert.equal(statSync(path.join(directory, 'uploads.json')).mode & 0o777, 0o600);
  await store.set('albumSync.google.googleDrive', 'sign-in');
  const [signIns, uploads] = ['secrets.json', 'uploads.json'].map((name) => readFileSync(path.join(directory, name)));
  assert.deepEqual([signIns?.includes('hush'), uploads?.includes('sign-in')], [false, false]);
  const again = fileSecretStore(directory, process.platform);
  assert.equal(textOf(await again.get('albumSync.uploads.googleDrive')), 'hush');
  await again.delete('albumSync.uploads.googleDrive');
  assert.deepEqual(await store.get('albumSync.uploads.googleDrive'), { ok: true, value: undefined });
});

const UNUSABLE: readonly [what: string, content: string, mode: number, says: RegExp][] = [
  ['one that others can read', '{"version":1,"secrets":{"a":"1"}}', 0o644, /others can read it. Say: chmod 600 '.*'/],
  ['one that a group can write', '{"version":1,"secrets":{"a":"1"}}', 0o620, /others can read it/],
  ['one that is no JSON', '{"version":1,"secrets":{"a":"hush', 0o600, /cannot be understood. Move it away/],
  ['one of another version', '{"version":2,"secrets":{}}', 0o600, /cannot be understood/],
  ['one with something else in it', '{"version":1,"secrets":{"a":["hush"]}}', 0o600, /cannot be understood/],
];

// Windows has no modes, so what only they tell is no fault there.
for (const [what, content, mode, says] of UNUSABLE.filter((row) => isPosix || row[2] === 0o600)) {
  test(`a file of secrets that is not used: ${what}`, async (t) => {
    const directory = temporaryFolder(t);
    const file = path.join(directory, 'secrets.json');
    writeFileSync(file, content);
    chmodSync(file, mode);
    const store = fileSecretStore(directory, process.platform);
    for (const result of [await store.get('a'), await store.set('b', '2'), await store.delete('a')]) {
      assert.equal(result.ok || result.problem.code, 'E_SECRETS');
      assert.match(textOf(result), says);
      assert.doesNotMatch(textOf(result), /hush/);
    }
    assert.equal(readFileSync(file, 'utf8'), content);
  });
}

test('a folder that takes no file is said, and nothing is left behind', async (t) => {
  const directory = path.join(temporaryFolder(t), 'file');
  writeFileSync(directory, '');
  const set = await fileSecretStore(directory, process.platform).set('a', 'hush');
  assert.equal(set.ok || set.problem.code, 'E_SECRETS');
  assert.doesNotMatch(textOf(set), /hush/);
  assert.equal(existsSync(path.join(directory, 'secrets.json')), false);
});

// Windows has no modes.
if (isPosix)
  test('a folder that others can write into is not used, unless they can only add to it', async (t) => {
    const directory = temporaryFolder(t);
    const store = fileSecretStore(directory, process.platform);
    assert.equal((await store.set('a', '1')).ok, true);
    for (const [mode, says] of [
      [0o777, /others can write into its folder\. Say: chmod 700 '/],
      [0o770, /others can write into its folder/],
      [0o1777, /^1$/],
      [0o755, /^1$/],
    ] as const) {
      chmodSync(directory, mode);
      assert.match(textOf(await store.get('a')), says);
    }
  });
