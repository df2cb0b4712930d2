import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import type { FolderRecord } from '../../../src/engine/ports/localFiles.ts';
import { TABLES } from '../../../src/ledger/schema.ts';
import { SqliteLedger } from '../../../src/ledger/sqliteLedger.ts';
import { looksOfFolders, lookAtShared, type FolderLooksOptions } from '../../../src/local/folderLooks.ts';
import { LocalFolder } from '../../../src/local/localFolder.ts';
import { findProgram, type FolderTeller } from '../../../src/local/looking/findProgram.ts';
import { hasFind } from '../../../src/local/looking/hasFind.ts';
import { toldBefore } from '../../../src/local/looking/toldBefore.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { createFolderLooker, PHOTOS_A_FOLDER, WORTH_A_THREAD } from '../../../src/local/looking/folderLooker.ts';
import { memoryFor, SharedFolders, type FolderTask } from '../../../src/local/looking/sharedFolders.ts';
import { createTrash } from '../../../src/local/trash.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';
import { tinyJpeg } from '../../harness/library.ts';
import { PLAIN_HASHER } from '../../harness/plainHasher.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const NEVER = new AbortController().signal;

/** The clock is ahead: what was changed a moment ago may still be changing. */
const now = () => Date.now() + 60_000;

/** Folders with two photos each, of which some have changed since they were recorded. */
async function changedFolders(t: TestContext) {
  const workspace = temporaryFolder(t);
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(workspace, file)), { recursive: true });
    writeFileSync(path.join(workspace, file), tinyJpeg(text));
  };
  const names = ['same', 'edited', 'more', 'fewer', 'gone', 'ruled/below', 'same too', 'edited too'];
  for (const name of names) for (const photo of ['a.jpg', 'b.jpg']) write(`${name}/${photo}`, photo);
  // More than a look has room for at first.
  for (let photo = 0; photo < 300; photo++) write(`same too/${photo}.jpg`, 'one of many');
  const database = new DatabaseSync(':memory:');
  database.exec(TABLES);
  const local = new LocalFolder({
    ...{ workspace, roots: ['.'], gallery: 'album-gallery', exclude: [], kinds: new Set(['photo'] as const) },
    ...{ maxVideoSize: 0, ledger: new SqliteLedger(database), now, shrink: 0, images: NO_IMAGES, hasher: PLAIN_HASHER },
    trash: createTrash({ env: {}, platform: 'linux', home: workspace, now: Date.now, ownTrash: workspace }),
    leftovers: { owner: '0123abcd', remove: false },
  });
  const { folders } = await local.scan({ signal: NEVER });
  assert.equal(folders.length, names.length);
  const signs = new Map(folders.map((folder) => [folder.path, local.signsOf(folder)]));
  for (const name of ['edited', 'edited too']) write(`${name}/b.jpg`, 'B');
  write('more/c.jpg', 'c');
  rmSync(path.join(workspace, 'fewer/b.jpg'));
  rmSync(path.join(workspace, 'gone'), { recursive: true });
  writeFileSync(path.join(workspace, 'ruled/.albumsyncignore'), 'x.jpg');
  const options = { workspace, now: now(), signal: NEVER, signsOf: (folder: FolderRecord) => signs.get(folder.path) };
  return { folders: folders.map((folder) => ({ ...folder, files: WORTH_A_THREAD })), options };
}

function takeAll(task: FolderTask): void {
  new SharedFolders(task).stop();
}

type Looker = NonNullable<FolderLooksOptions['looker']>;

const LOOKERS: readonly (readonly [what: string, make: (t: TestContext) => Looker])[] = [
  ['a thread that takes its share', (t) => looker(t, 'src/folderWorker.ts')],
  ['a thread of which the program is not there', (t) => looker(t, 'src/missingWorker.ts')],
  ['one that takes all of them', () => ({ run: (task) => Promise.resolve(lookAtShared(task)) })],
  ['one that ends before it has looked at what it took', () => ({ run: async (task) => void takeAll(task) })],
];

function looker(t: TestContext, program: string): Looker {
  const made = createFolderLooker(path.resolve(program));
  t.after(() => made.dispose());
  return made;
}

for (const [what, make] of LOOKERS)
  test(`folders look the same where this thread is helped by ${what}`, async (t) => {
    const { folders, options } = await changedFolders(t);
    const alone = await looksOfFolders(folders, options);
    assert.deepEqual([...alone.unchanged].toSorted(), ['.\nsame', '.\nsame too']);
    assert.deepEqual([...alone.touched.keys()].toSorted(), ['.\nedited', '.\nedited too']);
    const together = await looksOfFolders(folders, { ...options, looker: make(t) });
    assert.deepEqual(together, alone);
  });

const TELLERS: readonly (readonly [what: string, teller: FolderTeller])[] = [
  ['the program of the system', findProgram(process.platform, 2) ?? silent()],
  ['one that tells nothing', silent()],
  ['one that tells what nobody understands', { tell: async (folders) => folders.map(() => Buffer.from('nonsense')) }],
];

function silent(): FolderTeller {
  return { tell: async (folders) => folders.map(() => undefined) };
}

for (const [what, teller] of TELLERS)
  for (const helper of ['', ' and a thread helps'])
    test(`folders look the same where ${what} tells of them${helper}, also when it tells the same again`, async (t) => {
      const { folders, options } = await changedFolders(t);
      const alone = await looksOfFolders(folders, options);
      const memory = new MemoryState();
      for (const time of ['first', 'second']) {
        const state = memory.open();
        const help = helper === '' ? {} : { looker: looker(t, 'src/folderWorker.ts') };
        const looks = await looksOfFolders(folders, { ...options, ...help, teller, told: toldBefore(state) });
        assert.deepEqual(looks, alone, time);
        state.commit();
      }
    });

test('what is the same as before need not be understood', async (t) => {
  const { folders, options } = await changedFolders(t);
  const teller: FolderTeller = { tell: async (asked) => asked.map(() => Buffer.from('nonsense')) };
  const told = { isSame: () => true, note: () => assert.fail(), remember: () => undefined };
  const looks = await looksOfFolders(folders, { ...options, teller, told });
  assert.equal(looks.unchanged.size, folders.length);
});

test('only news of what is told is written down', async (t) => {
  const { folders, options } = await changedFolders(t);
  const same = folders.filter(({ path: folder }) => folder.startsWith('same'));
  const teller = findProgram(process.platform, 2) ?? silent();
  const memory = new MemoryState();
  const writes: number[] = [];
  for (let time = 0; time < 3; time++) {
    const state = memory.open();
    const set = t.mock.method(state, 'set');
    await looksOfFolders(same, { ...options, teller, told: toldBefore(state) });
    writes.push(set.mock.callCount());
    state.commit();
  }
  assert.deepEqual(writes, hasFind(process.platform) ? [1, 0, 0] : [0, 0, 0]);
});

test('what was told is the same only while the record and the rules from above are', () => {
  const record = { path: 'a', root: '.', look: 'look', files: 1, folders: [], skipped: [] };
  const memory = new MemoryState();
  const state = memory.open();
  const before = toldBefore(state);
  before.note(record, 'rules', Buffer.from('told'));
  before.remember();
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

test('a thread notes what it looked at where all can see it', async (t) => {
  const { folders, options } = await changedFolders(t);
  const { workspace } = options;
  const task = { workspace, now: options.now, folders, memory: memoryFor(folders.length) };
  const looked = await looker(t, 'src/folderWorker.ts').run(task);
  const shared = new SharedFolders(task);
  assert.equal(shared.take(), undefined);
  const unchanged = folders.filter((_, index) => shared.isUnchanged(index)).map((folder) => folder.path);
  assert.deepEqual(unchanged.toSorted(), ['same', 'same too']);
  // Nobody looks a second time at those that look otherwise.
  const others = looked?.others.map(([index]) => folders[index]?.path ?? '');
  assert.deepEqual(others?.toSorted(), ['edited', 'edited too', 'fewer', 'more', 'ruled/below']);
});

/** So many folders of one photo each take as long as all the photos that are worth a thread. */
const ENOUGH_FOLDERS = WORTH_A_THREAD / (1 + PHOTOS_A_FOLDER);

for (const [what, count, isAsked] of [
  ['a few photos', 8, false],
  ['nearly enough folders of one photo each', Math.floor(ENOUGH_FOLDERS), false],
  ['very many folders of one photo each', Math.ceil(ENOUGH_FOLDERS), true],
] as const)
  test(`for ${what} ${isAsked ? 'a thread' : 'no thread'} is asked`, async (t) => {
    const { folders, options } = await changedFolders(t);
    let asked = 0;
    const run: Looker['run'] = async (task) => {
      asked++;
      return lookAtShared(task);
    };
    const rounds = Array.from({ length: Math.ceil(count / folders.length) }, () => folders);
    const many = rounds.flat().slice(0, count);
    await looksOfFolders(
      many.map((folder) => ({ ...folder, files: 1 })),
      { ...options, looker: { run } },
    );
    assert.equal(asked > 0, isAsked);
  });

test('a cancel does not wait for a thread that does not answer', async (t) => {
  const { folders, options } = await changedFolders(t);
  const cancel = new AbortController();
  const run: Looker['run'] = (task) => {
    takeAll(task);
    setImmediate(() => cancel.abort());
    return new Promise(() => undefined);
  };
  const looks = await looksOfFolders(folders, { ...options, signal: cancel.signal, looker: { run } });
  assert.deepEqual([looks.unchanged.size, looks.touched.size], [0, 0]);
});
