import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { joinBelow } from '../../../src/local/joinBelow.ts';

for (const [folder, below] of [
  ['/gallery/albums/rome', 'a.jpg'],
  ['/gallery/albums/rome', 'day 1/a.jpg'],
  ['/gallery/albums/rome', 'a..b...jpg'],
  ['/gallery/albums/rome', ''],
  ['/gallery/albums/rome', '.'],
  ['/gallery/albums/rome', '..'],
  ['/gallery/albums/rome', '../milan/a.jpg'],
  ['/gallery/albums/rome', 'day 1/../a.jpg'],
  ['/gallery/albums/rome', 'day 1/./a.jpg'],
  ['/gallery/albums/rome', 'day 1//a.jpg'],
  ['/gallery/albums/rome', '/a.jpg'],
  ['/gallery/albums/rome', 'day 1/'],
  ['/gallery/albums/rome', '.hidden/a.jpg'],
  ['/gallery/albums/rome', 'a\nb/..'],
  ['/', 'a.jpg'],
] as const) {
  test(`joinBelow writes ${JSON.stringify(below)} below ${folder} as path.join does`, () => {
    assert.equal(joinBelow(folder, below), path.join(folder, below));
  });
}
