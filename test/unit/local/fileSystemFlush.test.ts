import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { fileSystemFlush } from '../../../src/local/flushing/fileSystemFlush.ts';
import { sizedFile } from '../../harness/sizedFiles.ts';

const cases = [
  { platform: 'darwin', release: '24.6.0', is: 'never' },
  { platform: 'win32', release: '10.0.26100', is: 'never' },
  { platform: 'linux', release: '4.19.0-27-amd64', is: 'never' },
  { platform: 'linux', release: '5.7.19', is: 'never' },
  { platform: 'linux', release: '5.8.0-rc1', is: 'perhaps' },
  { platform: 'linux', release: '5.15.167.4-microsoft-standard-WSL2', is: 'perhaps' },
  { platform: 'linux', release: '6.18.44', is: 'perhaps' },
  { platform: 'linux', release: '10.0', is: 'perhaps' },
  { platform: 'linux', release: 'unheard of', is: 'never' },
] as const;

for (const { platform, release, is } of cases) {
  test(`files are ${is} flushed together on ${platform} ${release}`, () => {
    assert.equal(fileSystemFlush(platform, release) === undefined ? 'never' : 'perhaps', is);
  });
}

/** Whether the program is there that `fileSystemFlush` needs; elsewhere it must say that it cannot. */
const isOfGnu = spawnSync('/usr/bin/sync', ['--version'], { encoding: 'utf8' }).stdout?.includes('GNU') ?? false;

test('a flush says whether it went well, and after one that did not none is tried', async (t) => {
  const made = fileSystemFlush('linux', '6.1');
  assert.ok(made);
  t.after(() => made.dispose());
  const { file } = sizedFile(t, 3);
  assert.equal(await made.flush(file), isOfGnu);
  assert.equal(await made.flush(path.join(file, 'is no folder')), false);
  assert.equal(await made.flush(file), false);
});

test('only a disk of this computer is flushed as a whole', (t) => {
  const made = fileSystemFlush('linux', '6.1');
  const folder = path.dirname(sizedFile(t, 3).file);
  const here = made?.fileSystemOf(folder);
  assert.equal(made?.fileSystemOf(path.dirname(sizedFile(t, 3).file)), here);
  assert.equal(made?.fileSystemOf(path.join(folder, 'gone')), undefined);
  // What the system says of itself on Linux, and nothing at all elsewhere.
  assert.equal(made?.fileSystemOf('/proc'), undefined);
});
