import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeName, encodeDistinctName, encodeName, pathKey } from '../../../src/local/safeName.ts';

const LONG = 'é'.repeat(150);

/** name, path; where a path is missing, the name is its own path */
const table: readonly (readonly [string, string?])[] = [
  // Ordinary names stay as they are.
  ['IMG_0001.JPG'],
  ['day 1/beach & sun #3.jpg'],
  ["Grandma's “80th”.jpg"],
  ['quote".jpg'],
  ['100% fun.jpg'],
  ['50%.jpg'],
  ['a%2fb.jpg'],
  ['日本/東京.jpg'],
  ['cafe\u0301.jpg'],
  ['👩‍👩‍👧.jpg'],
  ['.hidden.jpg'],
  [' leading.jpg'],
  ['consul.jpg'],
  ['com.jpg'],
  // What could leave the folder.
  ['../../x', '.%2E/.%2E/x'],
  ['..', '.%2E'],
  ['.', '%2E'],
  ['...', '..%2E'],
  ['/etc/x', '%/etc/x'],
  ['a//b', 'a/%/b'],
  ['a/', 'a/%'],
  ['', '%'],
  ['..\\x', '..%5Cx'],
  ['\\\\srv\\s', '%5C%5Csrv%5Cs'],
  ['C:/x', 'C%3A/x'],
  ['x:ads', 'x%3Aads'],
  // What a disk refuses or changes.
  ['con.jpg', '%63on.jpg'],
  ['NUL', '%4EUL'],
  ['nul.txt.jpg', '%6Eul.txt.jpg'],
  ['a/aux/b.jpg', 'a/%61ux/b.jpg'],
  ['LPT¹.jpg', '%4CPT¹.jpg'],
  ['com0', '%63om0'],
  ['nul .jpg', '%6Eul .jpg'],
  ['a.', 'a%2E'],
  ['a. ', 'a.%20'],
  ['dir /x.jpg', 'dir%20/x.jpg'],
  ['a\u0000.jpg', 'a%00.jpg'],
  ['a\nb.jpg', 'a%0Ab.jpg'],
  ['\ud800.jpg', '%ED%A0%80.jpg'],
  // What fools a reader.
  ['a\u202egpj.exe', 'a%E2%80%AEgpj.exe'],
  ['\u2066x', '%E2%81%A6x'],
  // What would read as an escape, or as one of our own files.
  ['a%20b.jpg', 'a%2520b.jpg'],
  ['%', '%25'],
  ['50%/x.jpg', '50%25/x.jpg'],
  ['.album-sync-0123456789abcdef.tmp', '%2Ealbum-sync-0123456789abcdef.tmp'],
  // Longer than a disk takes: 150 letters of two bytes each.
  [`${LONG}.jpg`, `${'é'.repeat(115)}%/${'é'.repeat(35)}.jpg`],
];

for (const [name, path = name] of table) {
  test(`${JSON.stringify(name).slice(0, 60)} is kept as ${path.slice(0, 60)}`, () => {
    assert.equal(encodeName(name, 'linux'), path);
    assert.equal(decodeName(path), name);
  });
}

test('Windows refuses more characters', () => {
  assert.equal(encodeName('why? "a|b" <*>.jpg', 'win32'), 'why%3F %22a%7Cb%22 %3C%2A%3E.jpg');
  assert.equal(decodeName('why%3F %22a%7Cb%22 %3C%2A%3E.jpg'), 'why? "a|b" <*>.jpg');
});

const twins: readonly (readonly [string, readonly string[], string])[] = [
  ['a.jpg', [], 'a.jpg'],
  ['a.jpg', ['b.jpg'], 'a.jpg'],
  ['a.jpg', ['A.jpg'], '%61.jpg'],
  ['A.JPG', ['a.jpg', '%41.jpg'], '%41%2EJPG'],
  ['x/a.jpg', ['X/A.jpg'], 'x/%61.jpg'],
  ['cafe\u0301.jpg', ['caf\u00e9.jpg'], '%63afe\u0301.jpg'],
  ['index.html', ['index.html'], '%69ndex.html'],
];

for (const [name, taken, path] of twins) {
  test(`${name} beside ${taken.join(', ') || 'nothing'} is kept as ${path}`, () => {
    const keys = new Set(taken.map(pathKey));
    assert.equal(
      encodeDistinctName(name, (key) => keys.has(key)),
      path,
    );
    assert.equal(decodeName(path), name);
  });
}

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(fc.constantFrom('%', '/', '.', ' ', '4', 'A', 'con', '\\', ':', 'é', '\ud800', '\u202e', '%2'), {
      maxLength: 300,
    })
    .map((parts) => parts.join('')),
);
const platform = fc.constantFrom<NodeJS.Platform>('linux', 'darwin', 'win32');

test('every name comes back', () => {
  fc.assert(
    fc.property(anyName, platform, (name, on) => decodeName(encodeName(name, on)) === name),
    { numRuns: 3000 },
  );
});

test('every path is relative, stays inside and fits on a disk', () => {
  fc.assert(
    fc.property(anyName, platform, (name, on) => {
      for (const part of encodeName(name, on).split('/')) {
        assert.notEqual(part, '');
        assert.doesNotMatch(part, /^\.{1,2}$|[. ]$|[\\:\0]/u);
        assert.doesNotMatch(part, /^(con|prn|aux|nul|com[0-9]|lpt[0-9]) *(\.|$)/iu);
        assert.ok(Buffer.byteLength(part) <= 255);
        assert.doesNotMatch(part, /[\ud800-\udfff]/u);
      }
    }),
    { numRuns: 3000 },
  );
});

test('two names never share a path', () => {
  fc.assert(
    fc.property(anyName, anyName, (one, other) => one === other || encodeName(one) !== encodeName(other)),
    { numRuns: 3000 },
  );
});
