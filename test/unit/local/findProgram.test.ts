import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { fingerprintColumns, readFingerprint } from '../../../src/local/fingerprint.ts';
import { findProgram } from '../../../src/local/looking/findProgram.ts';
import { hasFind } from '../../../src/local/looking/hasFind.ts';
import { lookTold, toldText, unmarked, type ToldLook } from '../../../src/local/looking/toldText.ts';
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

/** Elsewhere folders are looked at from here. */
const isHere = hasFind(process.platform);

/** What was told of each of these folders, in their order. */
async function toldOf(
  folders: readonly string[],
  { programs = 2, signal = NEVER, since = undefined as number | undefined } = {},
) {
  const told: (string | undefined)[] = folders.map(() => undefined);
  const asked = folders.map((folder) => ({ path: folder, files: NAMES.length }));
  const note = (index: number, text: Uint8Array) => void (told[index] = toldText(text));
  await findProgram(process.platform, programs)?.tell(asked, note, { signal, since });
  return told;
}

const isNoFolder = (isFolder: boolean) => !isFolder;

/** The looks that were told of. */
function looksIn(told: readonly (string | undefined)[]): readonly (ToldLook | undefined)[] {
  return told.map((text) => (text === undefined ? undefined : lookTold(text, isNoFolder)));
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

/** The same as `lookTold`, by looks from here; undefined where nothing tells. */
function lookAt(folder: string): ToldLook | undefined {
  if (!isHere) return undefined;
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const kinds = entries.map((entry) => (entry.isFile() ? 'f' : entry.isDirectory() ? 'd' : 'l'));
  return {
    names: entries.map(({ name }, index) => `${kinds[index] ?? ''}${name}/`).join(''),
    files,
    numbers: fingerprintColumns(files.map((name) => readFingerprint(path.join(folder, name)))),
  };
}

for (const programs of [1, 2, 5])
  test(`what is told of folders by ${programs} at once is what a look at each file shows`, async (t) => {
    const folders = ['d0 folder', 'line\nbreak', 'other', 'last'].map((name) => oddFolder(t, name));
    assert.deepEqual(looksIn(await toldOf(folders, { programs })), folders.map(lookAt));
  });

test('more folders are told of than one program can be asked about, in pieces of any size', async (t) => {
  const within = path.join(temporaryFolder(t), ...Array.from({ length: 12 }, () => 'x'.repeat(200)));
  const folders = Array.from({ length: 600 }, (_, index) => path.join(within, String(index)));
  for (const [index, folder] of folders.entries()) {
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < index % 5; file++) writeFileSync(path.join(folder, `${'y'.repeat(200)}${file}`), '');
  }
  assert.deepEqual(looksIn(await toldOf(folders)), folders.map(lookAt));
});

test('what changed since a moment is marked, to the millisecond', async (t) => {
  const folder = oddFolder(t);
  const changed = NAMES.map((name) => Number(readFingerprint(path.join(folder, name)).changedNs) / 1e6);
  const [text] = await toldOf([folder]);
  for (const since of [0, Math.max(...changed) - 1, Math.ceil(Math.max(...changed)) + 1]) {
    const [told] = await toldOf([folder], { since });
    const found = told === undefined ? undefined : unmarked(told);
    assert.equal(found?.text, text);
    const isMarked = new Set(found?.marked.map(({ name }) => name));
    const expected = NAMES.filter((_, index) => isHere && (changed[index] ?? 0) > since);
    assert.deepEqual(
      NAMES.filter((name) => isMarked.has(name)),
      expected,
    );
  }
});

test('what is thrown by who is told ends the telling', async (t) => {
  const asked = [{ path: oddFolder(t), files: 1 }];
  const note = () => assert.fail('a mistake');
  const telling = findProgram(process.platform, 2)?.tell(asked, note, { signal: NEVER });
  if (telling) await assert.rejects(telling, /a mistake/);
});

test('behind a link the folder is told of that it leads to', async (t) => {
  const folder = oddFolder(t);
  const link = path.join(temporaryFolder(t), 'link');
  symlinkSync(folder, link, 'dir');
  assert.deepEqual(looksIn(await toldOf([link])), [lookAt(folder)]);
});

test('nothing is told of what is no folder, and all of the others', async (t) => {
  const folder = oddFolder(t);
  const paths = [path.join(folder, 'missing'), folder, path.join(folder, 'plain.jpg'), path.join(folder, 'd0 within')];
  const told = await toldOf(paths);
  assert.deepEqual(
    told.map((each) => each !== undefined),
    [false, isHere, false, isHere],
  );
});

test('after a cancel nothing is told, also where a program was asked already', async (t) => {
  const folder = oddFolder(t);
  assert.deepEqual(await toldOf([folder], { signal: AbortSignal.abort() }), [undefined]);
  const cancel = new AbortController();
  const telling = toldOf([folder], { signal: cancel.signal });
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
