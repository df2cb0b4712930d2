import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { fingerprintColumns, readFingerprint } from '../../../src/local/fingerprint.ts';
import { findProgram, type FolderTeller } from '../../../src/local/looking/findProgram.ts';
import { hasFind } from '../../../src/local/looking/hasFind.ts';
import { lookTold } from '../../../src/local/looking/toldLook.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const NEVER = new AbortController().signal;

/** Windows has no files of most of these names. */
const NAMES =
  process.platform === 'win32'
    ? ['plain.jpg']
    : [
        ...['plain.jpg', ' two  spaces .jpg', '"quoted\'.jpg', 'two\nlines.jpg', '-maxdepth', '(', '%s %n\\0.jpg'],
        ...['d0', 'd1', '.hidden', 'Été 😀.jpg', '\u0001.jpg', 'back\\slash', 'z'.repeat(200)],
      ];

/** What tells here; elsewhere, what stands for it tells nothing, and folders are looked at. */
function teller(programs = 2): FolderTeller {
  return findProgram(process.platform, programs) ?? { tell: async (folders) => folders.map(() => undefined) };
}

/** A folder with files of all these names, a folder and a link. */
function oddFolder(t: TestContext, name = 'd0 folder'): string {
  const folder = path.join(temporaryFolder(t), name);
  mkdirSync(path.join(folder, 'd0 within'), { recursive: true });
  for (const [index, each] of NAMES.entries()) {
    writeFileSync(path.join(folder, each), 'x'.repeat(index));
    utimesSync(path.join(folder, each), 0, 1_700_000_000.123 + index);
  }
  symlinkSync('plain.jpg', path.join(folder, 'link'));
  writeFileSync(path.join(folder, 'd0 within', 'deeper.jpg'), '');
  return folder;
}

/** The same as `lookTold`, by looks from here. */
function lookAt(folder: string) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const kinds = entries.map((entry) => (entry.isFile() ? 'f' : entry.isDirectory() ? 'd' : 'l'));
  return {
    names: entries.map(({ name }, index) => `${kinds[index] ?? ''}${name}/`).join(''),
    files,
    numbers: fingerprintColumns(files.map((name) => readFingerprint(path.join(folder, name)))),
  };
}

const isNoFolder = (isFolder: boolean) => !isFolder;

const isHere = hasFind(process.platform);

for (const programs of [1, 2, 5])
  test(`what is told of folders by ${programs} at once is what a look at each file shows`, async (t) => {
    const folders = ['d0 folder', 'line\nbreak', 'other', 'last'].map((name) => oddFolder(t, name));
    const asked = folders.map((folder) => ({ path: folder, files: NAMES.length }));
    const told = await teller(programs).tell(asked, NEVER);
    for (const [index, folder] of folders.entries()) {
      const text = told[index];
      assert.deepEqual(text && lookTold(text, isNoFolder), isHere ? lookAt(folder) : undefined);
    }
  });

test('behind a link the folder is told of that it leads to', async (t) => {
  const folder = oddFolder(t);
  const link = path.join(temporaryFolder(t), 'link');
  symlinkSync(folder, link, 'dir');
  const [text] = await teller().tell([{ path: link, files: 1 }], NEVER);
  assert.deepEqual(text && lookTold(text, isNoFolder), isHere ? lookAt(folder) : undefined);
});

test('nothing is told of what is no folder, and all of the others', async (t) => {
  const folder = oddFolder(t);
  const paths = [path.join(folder, 'missing'), folder, path.join(folder, 'plain.jpg'), path.join(folder, 'd0 within')];
  const told = await teller().tell(
    paths.map((each) => ({ path: each, files: 1 })),
    NEVER,
  );
  assert.deepEqual(
    told.map((each) => each !== undefined),
    [false, isHere, false, isHere],
  );
});

test('after a cancel nothing is told, also where a program was asked already', async (t) => {
  const asked = [{ path: oddFolder(t), files: 1 }];
  assert.deepEqual(await teller().tell(asked, AbortSignal.abort()), [undefined]);
  const cancel = new AbortController();
  const telling = teller().tell(asked, cancel.signal);
  cancel.abort();
  assert.deepEqual(await telling, [undefined]);
});

test('a computer with another system has no such program', () => {
  assert.deepEqual(
    (['darwin', 'win32'] as const).map((platform) => [hasFind(platform), findProgram(platform, 2)]),
    [
      [false, undefined],
      [false, undefined],
    ],
  );
});

const whole =
  'd0/photos/\u0000fb.jpg\u000051885 1420099500.1234567890 1795816448.7533910350 5351660\u0000d1/photos/within\u0000' +
  'fa.jpg\u00009007199254740 17179869184.9999999990 0.0000000010 999999999999999\u0000';

const TEXTS: readonly (readonly [what: string, text: string, isUnderstood: boolean])[] = [
  ['two files and a folder', whole, true],
  ['an empty folder', 'd0/photos/\0', true],
  ['nothing', '', false],
  ['half of it', whole.slice(0, 40), false],
  ['all but the end', whole.slice(0, -1), false],
  ['a file without its numbers', 'd0/photos/\0fa.jpg\0', false],
  ['a date before 1970', whole.replace('1420099500', '-142009950'), false],
  ['a date without fractions', whole.replace('.1234567890', ''), false],
  ['a date with fewer digits', whole.replace('.1234567890', '.123456780'), false],
  ['a date with more than nanoseconds', whole.replace('1234567890', '1234567891'), false],
  ['a number that is missing', whole.replace(' 5351660', ' '), false],
  ['an inode of more digits than a number has', whole.replace('5351660', '1234567890123456'), false],
  ['a name that is no UTF-8', whole.replace('a.jpg', 'a\u00ff.jpg'), false],
];

for (const [what, text, isUnderstood] of TEXTS)
  test(`${what} is ${isUnderstood ? '' : 'not '}understood`, () => {
    assert.equal(lookTold(Buffer.from(text, 'latin1'), isNoFolder) !== undefined, isUnderstood);
  });

test('numbers are understood to the last digit, of what is asked for', () => {
  const [a, b] = [
    [9_007_199_254_740n, 17_179_869_184_999_999_999n, 1n, 999_999_999_999_999n],
    [51_885n, 1_420_099_500_123_456_789n, 1_795_816_448_753_391_035n, 5_351_660n],
  ];
  assert.ok(a && b);
  assert.deepEqual(lookTold(Buffer.from(whole), isNoFolder), {
    ...{ names: 'fa.jpg/fb.jpg/dwithin/', files: ['a.jpg', 'b.jpg'] },
    numbers: BigInt64Array.from([...a, ...b]),
  });
  assert.deepEqual(
    lookTold(Buffer.from(whole), (_, name) => name === 'b.jpg'),
    {
      ...{ names: 'fa.jpg/fb.jpg/dwithin/', files: ['b.jpg'], numbers: BigInt64Array.from(b) },
    },
  );
});
