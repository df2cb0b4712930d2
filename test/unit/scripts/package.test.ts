import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockedFolder, type LockFile } from '../../../scripts/package/nativeLock.ts';
import type { VsixEntry } from '../../../scripts/package/readVsix.ts';
import { isPreRelease } from '../../../scripts/package/releaseKind.ts';
import { TARGETS, targetsNamed, type Target } from '../../../scripts/package/targets.ts';
import { vsixFaults } from '../../../scripts/package/vsixFaults.ts';
import { repository } from '../../../scripts/tools/repository.ts';

const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as LockFile;

test('every target has its native package in package-lock.json, with a checksum', () => {
  const { manifest, lock: own } = lockedFolder('sharp', { name: 'x' }, lock);
  const { packages } = own as { packages: Record<string, { integrity?: string; resolved?: string }> };
  assert.deepEqual(manifest.dependencies, { sharp: lock.packages['node_modules/sharp']?.version });
  for (const { os, cpu, libc } of TARGETS) {
    const name = `node_modules/@img/sharp-${os}${libc === 'musl' ? 'musl' : ''}-${cpu}`;
    assert.match(packages[name]?.integrity ?? '', /^sha512-/, name);
  }
  for (const [path, { integrity }] of Object.entries(packages))
    assert.equal(integrity !== undefined, path !== '', path);
});

test('a package that is not locked is said by name', () => {
  assert.throws(
    () => lockedFolder('a', {}, { packages: { 'node_modules/a': { dependencies: { b: '^1' } } } }),
    /has no b\./,
  );
});

test('a target is found by the name that the Marketplace has for it', () => {
  assert.deepEqual(
    targetsNamed(['darwin-arm64', 'linux-x64']).map(({ name }) => name),
    ['darwin-arm64', 'linux-x64'],
  );
  assert.throws(() => targetsNamed(['linux-x46']), /There is no target "linux-x46"\. There are: linux-x64, /);
});

const LINUX: Target = { name: 'linux-x64', os: 'linux', cpu: 'x64', libc: 'glibc' };
const GOOD: readonly string[] = [
  ...['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'media/icon.png', 'dist/THIRD_PARTY_NOTICES.txt'],
  ...[
    'extension',
    'cli',
    'commandLineMain',
    'syncWorker',
    'imageWorker',
    'headWorker',
    'oddHead',
    'hashWorker',
    'copyWorker',
    'lookWorker',
    'folderWorker',
    'googleOAuth',
    'settingsCheck',
    'reportPage',
  ].map((name) => `dist/${name}.js`),
  'node_modules/@img/sharp-linux-x64/lib/sharp-linux-x64-0.35.5.node',
  'node_modules/@img/colour/index.d.ts',
];

const faults: readonly (readonly [what: string, change: (good: VsixEntry[]) => VsixEntry[], fault: string])[] = [
  ['nothing', (good) => good, ''],
  ['a large library', (good) => [...good, { path: 'extension/node_modules/a.so', packed: 9_000_000 }], ''],
  [
    'a large bundle',
    (good) => [...good, entry('dist/big.js', 999_993)],
    'without the native packages it takes 1000013 bytes.',
  ],
  [
    'no worker',
    (good) => good.filter(({ path }) => !path.includes('imageWorker')),
    'no extension/dist/imageWorker.js.',
  ],
  ['a map', (good) => [...good, entry('dist/cli.js.map')], 'extension/dist/cli.js.map is a source map.'],
  ['a source', (good) => [...good, entry('media/a.ts')], 'extension/media/a.ts is a source.'],
  ['a test', (good) => [...good, entry('test/a.js')], 'extension/test/a.js is a test.'],
  ['a secret', (good) => [...good, entry('.env')], 'extension/.env is a secret.'],
  ['a client', (good) => [...good, entry('client_secret_1.json')], 'extension/client_secret_1.json is a secret.'],
  [
    'libraries of another computer',
    (good) => good.map(({ path, packed }) => ({ path: path.replaceAll('linux-x64', 'win32-x64'), packed })),
    'its native modules are extension/node_modules/@img/sharp-win32-x64/lib/sharp-win32-x64-0.35.5.node.',
  ],
  ['no library', (good) => good.filter(({ path }) => !path.endsWith('.node')), 'its native modules are missing.'],
];

for (const [what, change, fault] of faults)
  test(`of a VSIX with ${what} is said: ${fault || 'nothing'}`, () => {
    assert.deepEqual(
      vsixFaults(change(GOOD.map((path) => entry(path))), LINUX),
      fault === '' ? [] : [`linux-x64: ${fault}`],
    );
  });

test('an odd minor is a pre-release', () => {
  for (const [version, expected] of [
    ['0.1.0', true],
    ['0.2.0', false],
    ['1.11.3', true],
    ['2.10.0', false],
  ] as const)
    assert.equal(isPreRelease(version), expected, version);
  assert.throws(() => isPreRelease('1.2.0-beta'), /not of the form/);
});

function entry(path: string, packed = 1): VsixEntry {
  return { path: `extension/${path}`, packed };
}
