import assert from 'node:assert/strict';
import {
  linkSync,
  type Dirent,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { FolderRecord } from '../../../src/engine/ports/localFiles.ts';
import { readFingerprint } from '../../../src/local/fingerprint.ts';
import { looksOfFolders, type FolderLooksOptions } from '../../../src/local/folderLooks.ts';
import type { FolderTeller } from '../../../src/local/looking/findProgram.ts';
import { toldBefore } from '../../../src/local/looking/toldBefore.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { recordedFolders } from '../../harness/recordedFolders.ts';

/**
 * Tells what `findProgram` does, on every system, in an order of its own that stays the same. It marks what looks otherwise than
 * when it was told of first: the clock of files is too coarse for a test.
 */
function createTeller(): FolderTeller {
  const first = new Map<string, string>();
  const partOf = (folder: string, name: string) => {
    const { size, modifiedNs, changedNs, inode } = readFingerprint(path.join(folder, name));
    const told = `f${name}/${size} ${seconds(modifiedNs)} ${seconds(changedNs)} ${inode}/`;
    const file = path.join(folder, name);
    if (!first.has(file)) first.set(file, told);
    return first.get(file) === told ? told : `/${told}`;
  };
  return {
    least: 0,
    async tell(folders, onTold) {
      for (const [index, { path: folder }] of folders.entries()) {
        const parts = entriesIn(folder)?.map((entry) =>
          entry.isDirectory() ? `d${entry.name}/` : partOf(folder, entry.name),
        );
        if (parts) onTold(index, Buffer.from(parts.join('')));
      }
    },
  };
}

function seconds(ns: bigint): string {
  return `${ns / 1_000_000_000n}.${String(ns % 1_000_000_000n).padStart(9, '0')}0`;
}

function entriesIn(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name > b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

/** The looks of folders, and the signs of those in which files were touched. */
async function looksBy(folders: readonly FolderRecord[], options: FolderLooksOptions) {
  const signs = new Map<string, Uint8Array | undefined>();
  const onTouched = (folder: FolderRecord, now: Uint8Array | undefined) => void signs.set(folder.path, now);
  return { looks: await looksOfFolders(folders, { ...options, onTouched }), signs };
}

/** Photos, a folder, what is passed over by its name and by its first bytes, and two names of one photo. */
async function oddFolder(t: Parameters<typeof recordedFolders>[0]) {
  const { workspace, write, record } = recordedFolders(t);
  const at = (name: string) => path.join(workspace, 'album', name);
  for (const name of ['b.jpg', 'a.jpg', 'c d.jpg', 'Été 😀.jpg', 'below/e.jpg']) write(`album/${name}`, name);
  for (const name of ['.hidden.jpg', 'notes.txt']) writeFileSync(at(name), 'no photo');
  linkSync(at('a.jpg'), at('twin.jpg'));
  return { at, write, ...(await record()) };
}

type Odd = Pick<Awaited<ReturnType<typeof oddFolder>>, 'at' | 'write'>;

const touch = (file: string) => utimesSync(file, 0, statSync(file).mtimeMs / 1000 + 7);

const CHANGES: readonly (readonly [
  what: string,
  change: (odd: Odd) => void,
  found: 'unchanged' | readonly string[] | undefined,
  isUnderstood?: 'understood',
])[] = [
  ['nothing', () => undefined, 'unchanged'],
  ['a photo is written into', ({ write }) => write('album/b.jpg', 'B'), ['b.jpg']],
  [
    'two photos are',
    ({ write }) => ['b', 'c d'].forEach((name) => write(`album/${name}.jpg`, 'X')),
    ['b.jpg', 'c d.jpg'],
  ],
  ['a photo with letters of many bytes gets a date', ({ at }) => touch(at('Été 😀.jpg')), ['Été 😀.jpg']],
  ['a photo is replaced by another', ({ at }) => replaced(at('b.jpg')), ['b.jpg']],
  [
    'a photo with two names is written into',
    ({ write }) => write('album/a.jpg', 'A'),
    ['a.jpg', 'twin.jpg'],
    'understood',
  ],
  ['the photos of two names become two', ({ at }) => replaced(at('a.jpg')), ['a.jpg', 'twin.jpg'], 'understood'],
  ['two photos swap their names', ({ at }) => swapped(at('b.jpg'), at('c d.jpg')), ['b.jpg', 'c d.jpg']],
  ['a photo comes', ({ write }) => write('album/z.jpg', 'Z'), undefined],
  ['a photo goes', ({ at }) => rmSync(at('b.jpg')), undefined],
  ['a photo gets another name', ({ at }) => renameSync(at('b.jpg'), at('z.jpg')), undefined],
  ['a photo becomes a folder', ({ at }) => becameFolder(at('b.jpg')), undefined],
  [
    'what is passed over by its name is written into',
    ({ at }) => writeFileSync(at('.hidden.jpg'), '1'),
    'unchanged',
    'understood',
  ],
  ['what was no photo is written into', ({ write }) => write('album/notes.txt', 'a photo'), undefined],
  ['a folder comes', ({ at }) => void mkdirSync(at('more')), undefined],
  ['rules come', ({ at }) => writeFileSync(at('.albumsyncignore'), 'b.jpg'), undefined],
  ['all of it goes', ({ at }) => rmSync(at(''), { recursive: true }), undefined],
];

function replaced(file: string): void {
  writeFileSync(`${file}~`, 'another');
  renameSync(`${file}~`, file);
}

function swapped(a: string, b: string): void {
  renameSync(a, `${a}~`);
  renameSync(b, a);
  renameSync(`${a}~`, b);
}

function becameFolder(file: string): void {
  rmSync(file);
  mkdirSync(file);
}

for (const [what, change, expected] of CHANGES)
  test(`what is told shows the same as looks here: ${what}`, async (t) => {
    const { folders, options, ...odd } = await oddFolder(t);
    const memory = new MemoryState();
    const teller = createTeller();
    const ask = async (asked = folders) => {
      const state = memory.open();
      const seen = await looksBy(asked, { ...options, teller, told: toldBefore(state) });
      state.commit();
      return seen;
    };
    const untold = toldBefore(undefined);
    assert.deepEqual((await ask()).looks.unchanged.size, 2);
    change(odd);
    const looked = await looksBy(folders, options);
    const found = looked.looks.unchanged.has('.\nalbum') ? 'unchanged' : looked.looks.touched.get('.\nalbum');
    assert.deepEqual(typeof found === 'object' ? [...found.names] : found, expected);
    assert.deepEqual(
      await looksBy(folders, { ...options, teller: createTeller(), told: untold }),
      looked,
      'not asked before',
    );
    assert.deepEqual(await ask(), looked, 'as before');
    // The run remembers the folders as they look now.
    const now = folders.map((folder) => looked.looks.touched.get(`.\n${folder.path}`)?.record ?? folder);
    const isKnown = looked.looks.unchanged.size + looked.looks.touched.size;
    assert.equal((await ask(now)).looks.unchanged.size, isKnown);
  });

/** Tells the same of each folder. */
function telling(told: Uint8Array): FolderTeller {
  return { least: 0, tell: async (asked, onTold) => asked.forEach((_, index) => onTold(index, told)) };
}

const SILENT: FolderTeller = { least: 0, tell: async () => undefined };

const NONSENSE = Buffer.from('nonsense');

test('what is told as before need not be understood', async (t) => {
  const { folders, options } = await oddFolder(t);
  const told = { ...toldBefore(undefined), isSame: () => true };
  const looks = await looksOfFolders(folders, { ...options, teller: telling(NONSENSE), told });
  assert.equal(looks.unchanged.size, folders.length);
});

test('of a folder in which a file changed all else that is told is not understood', async (t) => {
  const { folders, options, write } = await oddFolder(t);
  const memory = new MemoryState();
  const told = (edit: (text: string) => string) => {
    const state = memory.open();
    const before = toldBefore(state);
    // That the record was made of it is what the digest stands for.
    const isSame: typeof before.isSame = (folder, rules, text) => before.isSame(folder, rules, edit(String(text)));
    return { ...before, isSame, state };
  };
  const teller = createTeller();
  const learning = told((text) => text);
  await looksOfFolders(folders, { ...options, teller, told: learning });
  learning.state.commit();
  write('album/b.jpg', 'B');
  const [whole, spoilt] = ['fa.jpg/', 'fa.jpg/nonsense'];
  const spoiling: FolderTeller = {
    least: 0,
    tell: (asked, onTold, how) =>
      teller.tell(asked, (index, text) => onTold(index, Buffer.from(String(text).replace(whole, spoilt))), how),
  };
  const before = told((text) => text.replace(spoilt, whole));
  const { touched } = await looksOfFolders(folders, { ...options, teller: spoiling, told: before });
  assert.deepEqual([...(touched.get('.\nalbum')?.names ?? [])], ['b.jpg']);
});

test('marks are asked for of what changed since the last news', async (t) => {
  const { folders, options } = await oddFolder(t);
  const memory = new MemoryState();
  const teller = createTeller();
  const asked: (number | undefined)[] = [];
  for (let time = 0; time < 3; time++) {
    const state = memory.open();
    const tell: FolderTeller['tell'] = (those, onTold, how) => {
      asked.push(how.since);
      return teller.tell(those, onTold, how);
    };
    await looksOfFolders(folders, {
      ...options,
      now: options.now + time,
      teller: { least: 0, tell },
      told: toldBefore(state),
    });
    state.commit();
  }
  assert.deepEqual(asked, [undefined, options.now, options.now]);
});

test('only news of what is told is written down, and what is not told any more is forgotten', async (t) => {
  const { folders, options, at } = await oddFolder(t);
  const memory = new MemoryState();
  const told = createTeller();
  const ask = async (teller: FolderTeller) => {
    const state = memory.open();
    const set = t.mock.method(state, 'set');
    await looksOfFolders(folders, { ...options, teller, told: toldBefore(state) });
    state.commit();
    return [set.mock.callCount(), [...state.entries('')].length];
  };
  assert.deepEqual(await ask(told), [3, 3]);
  assert.deepEqual(await ask(told), [0, 3]);
  rmSync(at('below'), { recursive: true });
  mkdirSync(at('below'));
  assert.deepEqual(await ask(told), [1, 2]);
  assert.deepEqual(await ask(telling(NONSENSE)), [1, 1]);
});

test('a cancel forgets nothing', async (t) => {
  const { folders, options } = await oddFolder(t);
  const memory = new MemoryState();
  const entries = [];
  for (const signal of [options.signal, AbortSignal.abort()]) {
    const state = memory.open();
    const teller = signal.aborted ? SILENT : createTeller();
    await looksOfFolders(folders, { ...options, signal, teller, told: toldBefore(state) });
    state.commit();
    entries.push([...state.entries('')]);
  }
  assert.deepEqual(entries[1], entries[0]);
});

test('what was told is the same only while the record and the rules from above are', () => {
  const record = { path: 'a', root: '.', look: 'look', files: 1, folders: [], skipped: [] };
  const memory = new MemoryState();
  const state = memory.open();
  const before = toldBefore(state);
  before.note(record, 'rules', 'told');
  before.remember(0);
  state.commit();
  const isSame = (each: FolderRecord, rules: string, told: string) =>
    toldBefore(memory.open()).isSame(each, rules, Buffer.from(told));
  assert.deepEqual(
    [
      isSame(record, 'rules', 'told'),
      isSame(record, 'rules', 'told otherwise'),
      isSame(record, 'other rules', 'told'),
      isSame({ ...record, look: 'another look' }, 'rules', 'told'),
      isSame({ ...record, path: 'b' }, 'rules', 'told'),
    ],
    [true, false, false, false, false],
  );
});

for (const [what, teller] of [
  ['tells nothing', SILENT],
  ['tells what nobody understands', telling(NONSENSE)],
  ['tells what is no UTF-8', telling(Buffer.from([0x66, 0xff, 0x2f]))],
] as const)
  test(`folders are looked at from here where the program ${what}`, async (t) => {
    const { folders, options, write } = await oddFolder(t);
    write('album/b.jpg', 'B');
    const told = toldBefore(new MemoryState().open());
    assert.deepEqual(await looksBy(folders, { ...options, teller, told }), await looksBy(folders, options));
  });
