import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { listVsix, readFromVsix } from '../../scripts/package/readVsix.ts';
import { isPreRelease } from '../../scripts/package/releaseKind.ts';
import { targetHere } from '../../scripts/package/targets.ts';
import { extensionUnderTest } from '../../scripts/test/extensionUnderTest.ts';
import { repository } from '../../scripts/tools/repository.ts';

const vsix = extensionUnderTest();

/** What may be in it: files of our own by folder and kind, and npm's packages by name. */
const CONTENT = `
[Content_Types].xml
extension.vsixmanifest
extension/*.json
extension/*.md
extension/LICENSE.txt
extension/dist/*.css
extension/dist/*.js
extension/dist/*.ttf
extension/dist/THIRD_PARTY_NOTICES.txt
extension/dist/gallery/*.css
extension/dist/gallery/*.js
extension/dist/gallery/*.svg
extension/l10n/*.json
extension/media/*
extension/node_modules/@img/colour
extension/node_modules/@img/sharp-libvips-<target>
extension/node_modules/@img/sharp-<target>
extension/node_modules/detect-libc
extension/node_modules/semver
extension/node_modules/sharp`;

test('the VSIX holds what the extension needs at run time, and nothing else', async () => {
  const { os, cpu, libc } = targetHere();
  const target = `${os}${libc === 'musl' ? 'musl' : ''}-${cpu}`;
  const kinds = (await listVsix(vsix)).map(({ path }) =>
    path.includes('/node_modules/')
      ? path.replace(/(node_modules\/(?:@[^/]+\/)?[^/]+)\/.*/, '$1').replaceAll(target, '<target>')
      : path
          .replace(/(?<=^extension\/media\/).*\.(css|md|png|svg)$/, '*')
          .replace(/(?<=\/)[^/*]+(?=\.(css|js|json|md|svg|ttf)$)/, '*'),
  );
  const expected = CONTENT.trim()
    .split('\n')
    // On Windows libvips lies in the package of sharp.
    .filter((kind) => os !== 'win32' || !kind.includes('libvips'))
    .filter((kind) => !kind.startsWith('extension/l10n/') || existsSync(join(repository, 'l10n')));
  assert.deepEqual([...new Set(kinds)].sort(), expected.sort());
});

test('its pictures and links lead to the repository, since the Marketplace has neither', async () => {
  const readme = await readFromVsix(vsix, 'extension/readme.md');
  const targets = [...readme.matchAll(/\]\(([^)\s]+)/g)].map(([, target = '']) => target);
  assert.ok(targets.length > 10);
  assert.deepEqual(
    targets.filter((target) => !/^(https:\/\/|#)/.test(target)),
    [],
  );
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)].map(([, picture = '']) => picture);
  assert.deepEqual(pictures, [
    'https://github.com/album-sync/album-sync/raw/HEAD/docs/images/window.png',
    'https://github.com/album-sync/album-sync/raw/HEAD/docs/images/gallery.png',
  ]);
});

test('it says for which computers it is, and whether it is a pre-release', async () => {
  const manifest = await readFromVsix(vsix, 'extension.vsixmanifest');
  const { version } = JSON.parse(await readFromVsix(vsix, 'extension/package.json')) as { readonly version: string };
  const property = (name: string) =>
    new RegExp(`Id="Microsoft.VisualStudio.Code.${name}" Value="([^"]*)"`).exec(manifest)?.[1];
  assert.equal(/TargetPlatform="([^"]*)"/.exec(manifest)?.[1], targetHere().name);
  assert.equal(property('PreRelease'), isPreRelease(version) ? 'true' : undefined);
  assert.equal(property('Engine'), '^1.106.0');
});

test('its programs take the interface of the editor once, since each copy of it costs time at activation', async () => {
  for (const name of ['extension', 'openWorkbench']) {
    const program = await readFromVsix(vsix, `extension/dist/${name}.js`);
    assert.equal(program.split('require("vscode")').length - 1, 1, name);
  }
});

test('what the editor loads while it starts is small', async () => {
  const entry = await readFromVsix(vsix, 'extension/dist/extension.js');
  assert.ok(entry.length < 4_000, `It has ${entry.length} bytes.`);
});

test('its programs are plain ASCII, since of one other letter V8 keeps the whole text with two bytes a letter', async () => {
  const programs = (await listVsix(vsix)).map(({ path }) => path).filter((path) => /\/dist\/[^/]+\.js$/.test(path));
  assert.ok(programs.length > 10);
  for (const path of programs) assert.doesNotMatch(await readFromVsix(vsix, path), /[^\0-\x7f]/, path);
});

test('its package.json promises nothing of the checkout', async () => {
  const shipped = JSON.parse(await readFromVsix(vsix, 'extension/package.json')) as Record<string, unknown>;
  assert.deepEqual(
    ['private', 'scripts', 'devDependencies', 'allowScripts'].filter((key) => key in shipped),
    [],
  );
  assert.deepEqual(Object.keys(shipped['dependencies'] as object), ['sharp']);
});

test('every package in it comes with its licence', async () => {
  const notices = await readFromVsix(vsix, 'extension/dist/THIRD_PARTY_NOTICES.txt');
  for (const name of ['google-auth-library', 'exifr', 'ajv', '@vscode/codicons', '@tanstack/virtual-core'])
    assert.match(notices, new RegExp(`^${name} [0-9.]+ \\(`, 'm'), name);
  const paths = (await listVsix(vsix)).map(({ path }) => path);
  for (const name of ['sharp', 'detect-libc', 'semver', '@img/colour'])
    assert.ok(
      paths.some((path) => new RegExp(`node_modules/${name}/LICENSE`).test(path)),
      name,
    );
});
