import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { driveLibrary } from '../harness/googleDrive.ts';
import { textOfJpeg, tinyJpeg } from '../harness/library.ts';
import type { RunOptions } from '../harness/library.ts';
import { cutEverywhere } from './crash/cutEverywhere.ts';
import { useQuickDisk } from './crash/quickDisk.ts';

useQuickDisk();

const OPTIONS: RunOptions = { settings: { mode: 'twoWay', allowDelete: 'both', concurrency: 1 } };

/** In step once, and then changed on both sides in every way that Google Drive knows. */
async function begin(t: TestContext) {
  const account = await driveLibrary(t, {
    'Trip/changed here.jpg': 'changed here',
    'Trip/changed there.jpg': 'changed there',
    'Trip/gone here.jpg': 'gone here',
    'Trip/gone there.jpg': 'gone there',
    'Trip/renamed.jpg': 'renamed',
    'Rome/moved.jpg': 'moved',
  });
  const { anna, library, run } = account;
  await run(OPTIONS);
  const later = { at: '2025-02-02T00:00:00Z' };
  for (const file of ['Trip/gone here.jpg', 'Trip/renamed.jpg', 'Rome/moved.jpg']) library.remove(file);
  library.write({
    'Trip/changed here.jpg': { text: 'changed here, second', ...later },
    'Trip/renamed, second.jpg': 'renamed',
    'Trip/moved.jpg': 'moved',
    'Rome/new.jpg': 'new',
    'New/n.jpg': 'new album',
  });
  const idOf = (name: string) => anna.files().find((file) => file.name === name)?.id ?? '';
  anna.trash(idOf('gone there.jpg'));
  await anna.replaceContent(idOf('changed there.jpg'), tinyJpeg('changed there, second'));
  return account;
}

type Account = Awaited<ReturnType<typeof begin>>;

const HERE = [
  'New/n.jpg: new album',
  'Rome/new.jpg: new',
  'Trip/changed here.jpg: changed here, second',
  'Trip/changed there.jpg: changed there, second',
  'Trip/moved.jpg: moved',
  'Trip/renamed, second.jpg: renamed',
];
const THERE = [
  'Album Sync',
  'New',
  'Rome',
  'Trip',
  'changed here.jpg: changed here, second',
  'changed there.jpg: changed there, second',
  'moved.jpg: moved',
  'n.jpg: new album',
  'new.jpg: new',
  'renamed, second.jpg: renamed',
].join('\n');

cutEverywhere({
  begin,
  options: OPTIONS,
  here: HERE,
  checkAccount: ({ anna }) => assert.equal(contentsOf(anna), THERE),
});

function contentsOf(anna: Account['anna']): string {
  return anna
    .files()
    .filter(({ trashedMs }) => trashedMs === undefined)
    .map(({ name, revisions }) => {
      const bytes = revisions.at(-1)?.bytes;
      return bytes === undefined ? name : `${name}: ${textOfJpeg(bytes)}`;
    })
    .toSorted()
    .join('\n');
}
