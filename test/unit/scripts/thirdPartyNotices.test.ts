import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { bundledPackages, readThirdParty, thirdPartyNotices } from '../../../scripts/build/thirdPartyNotices.mjs';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const packages: readonly (readonly [
  what: string,
  licence: string,
  files: Record<string, string>,
  expected: string | RegExp,
])[] = [
  ['a licence', 'MIT', { LICENSE: 'Take it.\n', 'README.md': '# Small' }, 'Take it.'],
  ['a licence and a notice', 'Apache-2.0', { 'LICENSE.txt': 'Take it.', NOTICE: 'By me.' }, 'Take it.\n\nBy me.'],
  ['a licence in its README', 'ISC', { 'README.md': '# Small\n\nText.\n\nLicense\n-------\n\nTake it.\n' }, 'Take it.'],
  ['no licence text', 'MIT', { 'README.md': '# Small\n\nMIT' }, /^Error: small has no text of its licence/],
  ['a licence that asks for more', 'AGPL-3.0', { LICENSE: 'Give all.' }, /^Error: The licence of small is AGPL-3\.0/],
  ['a licence by description', '(MIT OR GPL-3.0)', { LICENSE: '' }, /^Error: The licence of small is /],
];

for (const [what, license, files, expected] of packages)
  test(`a package with ${what}`, async (t) => {
    const folder = temporaryFolder(t);
    const manifest = JSON.stringify({ name: 'small', version: '1.0.0', license });
    for (const [name, text] of Object.entries({ ...files, 'package.json': manifest })) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    if (typeof expected === 'string') assert.equal((await readThirdParty(folder)).text, expected);
    else await assert.rejects(readThirdParty(folder), expected);
  });

test('what is inside a bundle is known by where it came from', () => {
  const inputs = Object.fromEntries(
    [
      'src/a.ts',
      'node_modules/ajv/lib/a.js',
      'node_modules/@scope/b/c/d.js',
      'node_modules/e/node_modules/ajv/a.js',
    ].map((file) => [file, { bytesInOutput: 1 }]),
  );
  const output = { bytes: 1, inputs, imports: [], exports: [] };
  assert.deepEqual(bundledPackages([{ inputs: {}, outputs: { 'dist/a.js': output } }]), ['@scope/b', 'ajv']);
});

test('the page names each package above its licence', () => {
  const page = thirdPartyNotices([{ name: 'a', version: '1.2.3', licence: 'MIT', text: 'Take it.\n' }], []);
  assert.match(page, /-\na 1\.2\.3 \(MIT\)\n\nTake it\.\n$/);
});

test('the build has written that page, with the packages that are inside', () => {
  const page = readFileSync('dist/THIRD_PARTY_NOTICES.txt', 'utf8');
  for (const name of ['ajv', 'exifr', 'google-auth-library', '@tanstack/virtual-core', '@vscode/codicons'])
    assert.match(page, new RegExp(`^${name} [0-9.]+ \\(`, 'm'), name);
});
