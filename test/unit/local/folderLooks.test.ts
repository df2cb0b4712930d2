import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { looksOfFolders, lookAtShared, type FolderLooksOptions } from '../../../src/local/folderLooks.ts';
import { createFolderLooker, PHOTOS_A_FOLDER, WORTH_A_THREAD } from '../../../src/local/looking/folderLooker.ts';
import { memoryFor, SharedFolders, type FolderTask } from '../../../src/local/looking/sharedFolders.ts';
import { recordedFolders } from '../../harness/recordedFolders.ts';

/** Folders with two photos each, of which some have changed since they were recorded. */
async function changedFolders(t: TestContext) {
  const { workspace, write, record } = recordedFolders(t);
  const names = ['same', 'edited', 'more', 'fewer', 'gone', 'ruled/below', 'same too', 'edited too'];
  for (const name of names) for (const photo of ['a.jpg', 'b.jpg']) write(`${name}/${photo}`, photo);
  // More than a look has room for at first.
  for (let photo = 0; photo < 300; photo++) write(`same too/${photo}.jpg`, 'one of many');
  const recorded = await record();
  assert.equal(recorded.folders.length, names.length);
  for (const name of ['edited', 'edited too']) write(`${name}/b.jpg`, 'B');
  write('more/c.jpg', 'c');
  rmSync(path.join(workspace, 'fewer/b.jpg'));
  rmSync(path.join(workspace, 'gone'), { recursive: true });
  writeFileSync(path.join(workspace, 'ruled/.albumsyncignore'), 'x.jpg');
  return recorded;
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
