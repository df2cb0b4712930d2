import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAlbumItems } from '../../../src/services/gallery/albumItems.ts';
import type { SeenFiles } from '../../../src/services/gallery/albumLook.ts';
import type { Entry } from '../../../src/services/gallery/entry.ts';
import { proofOfMade } from '../../../src/services/gallery/madeAlbum.ts';

const NOW_MS = Date.parse('2026-11-22T12:00:00Z');
const OLD_MS = Date.parse('2024-01-01T00:00:00Z');
const NS_A_MS = 1_000_000n;

/** A file that lies in an album: how long it is, and when it was written. */
type Lying = readonly [name: string, size: number, modifiedMs: number];

const MANIFEST: Lying = ['album.json', 9, NOW_MS];

function seen(files: readonly Lying[], hasTemporaries = false): SeenFiles {
  return {
    names: ['no journal', ...files.map(([name]) => `f${name}`), ''].join('/'),
    numbers: BigInt64Array.from(
      files.flatMap(([, size, at]) => [BigInt(size), BigInt(at) * NS_A_MS, BigInt(NOW_MS) * NS_A_MS, 1n]),
    ),
    hasTemporaries,
  };
}

function entry(path: string, modifiedMs: number, hash: string | undefined): Entry {
  return { name: path, path, facts: { size: 3, modifiedMs, hash }, file: { size: 3, modifiedMs }, capture: {} };
}

function proofOf(entries: readonly Entry[], files: SeenFiles): string {
  const items = createAlbumItems();
  for (const each of entries) items.put(each);
  const proof = proofOfMade({ items }, files, 'sha256:m', NOW_MS);
  return proof ? [...proof].map(([path, hash]) => `${path} ${hash}`).join(', ') : 'none';
}

describe('That an album is as this run has made it is proven by', () => {
  const a = entry('a.jpg', OLD_MS, 'sha256:a');
  const b = entry('b.jpg', NOW_MS - 1000, 'sha256:b');
  const fileA: Lying = ['a.jpg', 3, OLD_MS];
  const fileB: Lying = ['b.jpg', 3, NOW_MS - 1000];
  const table: readonly (readonly [what: string, entries: readonly Entry[], files: SeenFiles, proof: string])[] = [
    ['its manifest alone, where its photos are old', [a], seen([fileA, MANIFEST]), 'album.json sha256:m'],
    ['its young photos too', [a, b], seen([fileA, MANIFEST, fileB]), 'album.json sha256:m, b.jpg sha256:b'],
    ['nothing, where a photo is longer', [a], seen([['a.jpg', 4, OLD_MS], MANIFEST]), 'none'],
    ['nothing, where a photo was written into', [a], seen([['a.jpg', 3, NOW_MS], MANIFEST]), 'none'],
    ['nothing, where a photo is gone', [a, b], seen([fileA, MANIFEST]), 'none'],
    ['nothing, where one has another name', [a, b], seen([fileA, ['c.jpg', 3, NOW_MS - 1000], MANIFEST]), 'none'],
    ['nothing, where something else lies there', [a], seen([fileA, MANIFEST, ['notes.txt', 1, OLD_MS]]), 'none'],
    ['nothing, where something lies there half-written', [a], seen([fileA, MANIFEST], true), 'none'],
    [
      'nothing, where the hash of a young one is not known',
      [entry('b.jpg', NOW_MS - 1000, undefined)],
      seen([MANIFEST, fileB]),
      'none',
    ],
    ['its manifest alone, where it is empty', [], seen([MANIFEST]), 'album.json sha256:m'],
  ];
  for (const [what, entries, files, proof] of table) test(what, () => assert.equal(proofOf(entries, files), proof));
});
