import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  factProperties,
  isOwnCaption,
  nameOf,
  naming,
  originalOf,
  present,
} from '../../../src/services/googleDrive/properties.ts';
import { readFile } from '../../../src/services/googleDrive/wire.ts';
import type { WireFile } from '../../../src/services/googleDrive/wire.ts';

/** Names of items, and how many properties keep their path. */
const NAMES: readonly (readonly [name: string, file: string, pieces: number])[] = [
  ['a.jpg', 'a.jpg', 0],
  ['day 1/a.jpg', 'a.jpg', 1],
  ['/a.jpg', '/a.jpg', 0],
  ['folder/', 'folder/', 0],
  ['../../a.jpg', 'a.jpg', 1],
  [`${'long/'.repeat(60)}a.jpg`, 'a.jpg', 3],
  [`${'東京/🎉/'.repeat(40)}a.jpg`, 'a.jpg', 5],
];

test('a name is kept in the name of the file and in properties that Google takes', () => {
  for (const [name, file, pieces] of NAMES) {
    const named = naming(name);
    assert.ok(named, name);
    const properties = present(named.properties);
    assert.deepEqual([named.name, Object.keys(properties).length], [file, pieces], name);
    for (const [key, value] of Object.entries(properties))
      assert.ok(Buffer.byteLength(key + value) <= 124, `${key} of ${name}`);
    assert.equal(nameOf(fileWith({ name: named.name, properties })), name);
  }
  assert.equal(naming(`${'x'.repeat(2000)}/a.jpg`), undefined);
});

test('a name that was longer before leaves nothing of it behind', () => {
  const before = present(naming(`${'long/'.repeat(60)}a.jpg`)?.properties ?? {});
  const after = naming('day 1/a.jpg');
  assert.ok(after);
  const patched = present({ ...before, ...after.properties });
  assert.equal(nameOf(fileWith({ name: after.name, properties: patched })), 'day 1/a.jpg');
});

test('the facts of an original hold for the copy that was made of it, and for nothing else', () => {
  const [copy, original] = ['ab'.repeat(32), { size: 9_000_000, hash: `sha256:${'cd'.repeat(32)}` }];
  const properties = present(factProperties({ capturedAt: '2020-05-06T07:08:09' }, original, `sha256:${copy}`));
  for (const value of Object.entries(properties)) assert.ok(Buffer.byteLength(value.join('')) <= 124);
  assert.deepEqual(originalOf(fileWith({ sha256: copy, properties })), original);
  assert.equal(originalOf(fileWith({ sha256: 'ef'.repeat(32), properties })), undefined);
  assert.equal(originalOf(fileWith({ properties })), undefined);
  assert.equal(
    originalOf(fileWith({ sha256: copy, properties: present(factProperties({}, original, undefined)) })),
    undefined,
  );
});

test('a description is ours while it is the caption that was sent', () => {
  const properties = present(factProperties({ caption: 'At the sea' }, {}, undefined));
  assert.equal(isOwnCaption(fileWith({ description: 'At the sea', properties })), true);
  assert.equal(isOwnCaption(fileWith({ properties })), true);
  assert.equal(isOwnCaption(fileWith({ description: 'At the sea, with Bert', properties })), false);
  assert.equal(isOwnCaption(fileWith({ description: 'At the sea' })), false);
});

test('what Google answers is read with care', () => {
  const good = { id: '1', name: 'a.jpg', mimeType: 'image/jpeg', parents: ['2'], size: '7', trashed: false };
  const wrong = {
    size: -1,
    md5Checksum: 'x',
    sha256Checksum: 7,
    modifiedTime: 'soon',
    appProperties: { a: 1, b: 'c' },
  };
  assert.equal(readFile({ ...good, id: '' }), undefined);
  assert.equal(readFile('a.jpg'), undefined);
  assert.equal(readFile(good)?.size, 7);
  assert.deepEqual(readFile({ ...good, ...wrong, ['__proto__']: null }), {
    ...fileWith({ name: 'a.jpg', parent: '2', properties: { b: 'c' } }),
    ...{ size: undefined, md5: undefined, sha256: undefined, modifiedMs: undefined },
    ...{ headRevisionId: undefined, description: undefined, url: undefined },
  });
});

function fileWith(facts: Partial<WireFile>): WireFile {
  return { id: '1', name: 'a.jpg', mimeType: 'image/jpeg', trashed: false, starred: false, properties: {}, ...facts };
}
