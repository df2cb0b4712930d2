import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { tinyJpeg } from '../harness/library.ts';
import { driveLibrary } from '../harness/googleDrive.ts';
import type { RunOptions } from '../harness/library.ts';
import { reportText } from '../harness/library.ts';
import { cutRun } from './crash/cutRun.ts';
import { useQuickDisk } from './crash/quickDisk.ts';
import { told } from './crash/rehearse.ts';

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

/** Both sides are as they shall be, with one copy of each photo, and nothing is left to do. */
async function checkCompletion({ anna, library, run }: Account): Promise<void> {
  const second = await run(OPTIONS);
  assert.doesNotMatch(reportText(second), /failed|cancelled|notSupported/);
  assert.equal(reportText(await run({ ...OPTIONS, kind: 'preview' })), '');
  assert.equal(contentsOf(anna), THERE);
  assert.deepEqual(
    library.files().map((file) => `${file}: ${library.textOf(file)}`),
    HERE,
  );
}

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

function contentsOf(anna: Account['anna']): string {
  return anna
    .files()
    .filter(({ trashedMs }) => trashedMs === undefined)
    .map(({ name, revisions }) => {
      const text = /\xff\xfe..([ -~]*)/s.exec(revisions.at(-1)?.bytes.toString('latin1') ?? '')?.[1];
      return text === undefined ? name : `${name}: ${text}`;
    })
    .toSorted()
    .join('\n');
}

test('a run that is killed at any call of a port is completed by the next one', async (t) => {
  const rehearsal = await begin(t);
  const whole = cutRun({ call: 0, moment: 'before', then: 'dies' });
  await rehearsal.run({ ...OPTIONS, host: whole.host });
  await checkCompletion(rehearsal);
  assert.ok(whole.calls.length > 60, `the scenario makes ${whole.calls.length} calls`);
  for (let call = 1; call <= whole.calls.length; call++) {
    const account = await begin(t);
    await account.run({ ...OPTIONS, host: cutRun({ call, moment: 'before', then: 'dies' }).host });
    await told(`cut before call ${call}, ${whole.calls[call - 1]}`, () => checkCompletion(account));
  }
});

test('a run whose network is gone after any request is completed by the next one', async (t) => {
  const rehearsal = await begin(t);
  rehearsal.emulator.log.clear();
  await rehearsal.run(OPTIONS);
  const requests = rehearsal.emulator.log.entries.length;
  assert.ok(requests > 10, `the scenario makes ${requests} requests`);
  for (let after = 0; after < requests; after++) {
    const account = await begin(t);
    account.emulator.faults.order({ route: '*', fault: { kind: 'answerLost' }, after, times: Infinity });
    await account.run(OPTIONS);
    account.emulator.faults.clear();
    await told(`gone after ${after} requests`, () => checkCompletion(account));
  }
});
