import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleLibrary } from '../../../scripts/sample-library/sampleLibrary.ts';
import { sampleSettings } from '../../../scripts/sample-library/sampleSettings.ts';
import type { SampleFile } from '../../../scripts/sample-library/samplePhoto.ts';
import { SETTING_NAMES } from '../../../src/settings/schema.ts';

const photos = sampleLibrary.filter((file) => 'scene' in file);

function pathsOf(files: readonly SampleFile[]): string[] {
  return files.map((file) => file.path);
}

test('the library has about thirty files, each at its own path', () => {
  assert.ok(sampleLibrary.length >= 30 && sampleLibrary.length <= 40, `${sampleLibrary.length} files`);
  assert.equal(new Set(pathsOf(sampleLibrary)).size, sampleLibrary.length);
});

test('the library has one of each thing that a photo folder surprises with', () => {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const surprises: readonly (readonly [string, (file: SampleFile) => boolean, string[]])[] = [
    ['a PNG', (file) => 'format' in file && file.format === 'png', ['2025/Kyoto in autumn/紅葉.png']],
    ['a WebP', (file) => 'format' in file && file.format === 'webp', ['2025/Garden/Gänseblümchen.webp']],
    ['a wrong extension', (file) => 'format' in file && file.format === 'jpeg', ['2025/Garden/Hortensie.png']],
    ['a second copy', (file) => 'copyOf' in file, ["Family/Grandma's 80th/DSCF2815.jpg"]],
    [
      'photos in the root',
      (file) => !file.path.includes('/'),
      ['IMG_20241231_235958.jpg', 'Abendrot über dem See.jpg'],
    ],
    [
      'photos that lie on their side',
      (file) => 'shape' in file && (file.shape === 'turned6' || file.shape === 'turned8'),
      ['DSC_0431.jpg', 'DSC_0490.jpg', '嵐山の竹林.jpg', 'DSCF3160.jpg'],
    ],
  ];
  for (const [what, is, expected] of surprises) {
    const found = pathsOf(sampleLibrary.filter(is));
    assert.deepEqual(found.map(nameOf), expected.map(nameOf), what);
  }
});

test('a copy is of a photo of the library, and lies in another folder', () => {
  for (const file of sampleLibrary) {
    if (!('copyOf' in file)) continue;
    assert.ok(pathsOf(photos).includes(file.copyOf), file.copyOf);
    assert.notEqual(folderOf(file.path), folderOf(file.copyOf));
  }
});

test('names that end in a date and time agree with the capture time', () => {
  for (const { path, capturedAt } of photos) {
    const named = /IMG_(\d{8})_(\d{6})\.jpg$/.exec(path);
    if (!named) continue;
    assert.equal(`${named[1]}${named[2]}`, capturedAt.slice(0, 19).replaceAll(/[-:T]/g, ''), path);
  }
});

test('the settings of the library are settings of the extension', () => {
  const known = SETTING_NAMES.map((name) => `albumSync.${name}`);
  assert.deepEqual(
    Object.keys(sampleSettings).filter((key) => !known.includes(key)),
    [],
  );
});

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
