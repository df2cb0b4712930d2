import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, fileSigns, SIGN_BYTES, signsInColumns } from '../../../src/local/fileSigns.ts';
import { differentIn, fingerprintColumns } from '../../../src/local/fingerprint.ts';

const FILES = [0, 1, 2, 3, 4].map((number) => ({
  size: 2 ** 40 + number,
  modifiedNs: -5n - BigInt(number),
  changedNs: 2n ** 62n + BigInt(number),
  inode: 2n ** 32n * BigInt(number),
}));

test('the signs of files are the same bytes on every computer, and tell how they looked', () => {
  const columns = fingerprintColumns(FILES);
  const signs = fileSigns(FILES);
  assert.ok(signs);
  const view = new DataView(signs.buffer, signs.byteOffset, signs.byteLength);
  assert.equal(view.getBigInt64(SIGN_BYTES, true), 2n ** 40n + 1n);
  assert.equal(view.getBigInt64(SIGN_BYTES + 8, true), -6n);
  assert.deepEqual(signsInColumns(columns), signs);
  assert.deepEqual(columnsOf(signs), columns);
  // As a database may hand them out: not where numbers may lie.
  const shifted = new Uint8Array([7, ...signs, 7, 7]).subarray(1);
  assert.deepEqual(columnsOf(shifted), columns);
});

const CHANGES: readonly (readonly [
  what: string,
  change: (columns: BigInt64Array) => void,
  different: readonly number[],
])[] = [
  ['nothing', () => undefined, []],
  ['a size', (columns) => columns.set([1n], 0), [0]],
  ['the low half of a number', (columns) => columns.set([(columns[9] ?? 0n) + 1n], 9), [2]],
  ['the high half of a number', (columns) => columns.set([(columns[19] ?? 0n) + 2n ** 40n], 19), [4]],
  ['two numbers of a file, and one of another', (columns) => [4, 7, 12].forEach((at) => columns.set([0n], at)), [1, 3]],
];

for (const [what, change, different] of CHANGES)
  test(`files look different where ${what} is another`, () => {
    const [before, now] = [fingerprintColumns(FILES), fingerprintColumns(FILES)];
    change(now);
    assert.deepEqual(differentIn(before, now), different);
  });
