import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { photosLibrary } from '../harness/googlePhotos.ts';
import type { RunOptions } from '../harness/library.ts';
import { reportText } from '../harness/library.ts';
import { cutRun } from './crash/cutRun.ts';
import { useQuickDisk } from './crash/quickDisk.ts';
import { told } from './crash/rehearse.ts';

useQuickDisk();

const OPTIONS: RunOptions = { settings: { mode: 'twoWay', allowDelete: 'both', concurrency: 1 } };

/** In step once, and then changed here in every way that Google Photos knows, and there as a person can. */
async function begin(t: TestContext) {
  const account = await photosLibrary(t, {
    'Trip/changed.jpg': 'changed',
    'Trip/gone here.jpg': 'gone here',
    'Trip/gone there.jpg': 'gone there',
    'Trip/one.jpg': 'one',
    'Trip/other.jpg': 'other',
    'Trip/twin.jpg': 'twin',
    'Rome/twin of twin.jpg': 'twin',
  });
  const { anna, library, run } = account;
  await run(OPTIONS);
  const later = { at: '2025-02-02T00:00:00Z' };
  library.remove('Trip/gone here.jpg');
  library.remove('Trip/twin.jpg');
  library.write({
    'Trip/changed.jpg': { text: 'changed, second', ...later },
    'Trip/one.jpg': { text: 'other', ...later },
    'Trip/other.jpg': { text: 'one', ...later },
    'Rome/new.jpg': 'new',
    'Rome/twin of new.jpg': 'new',
    'New/n.jpg': 'new album',
  });
  const album = anna.albums().find(({ title }) => title === 'Trip');
  const gone = anna.items().find(({ filename }) => filename === 'gone there.jpg');
  assert.ok(album && gone);
  anna.removeFromAlbum(album.id, gone.id);
  return account;
}

type Account = Awaited<ReturnType<typeof begin>>;

/** Both sides are as they shall be, with one copy of each photo, and nothing is left to do. */
async function checkCompletion({ anna, library, run }: Account): Promise<void> {
  const second = await run(OPTIONS);
  assert.doesNotMatch(reportText(second), /failed|cancelled|notSupported/);
  assert.equal(reportText(await run({ ...OPTIONS, kind: 'preview' })), '');
  assert.equal(contentsOf(anna), WANTED);
  assert.equal(anna.items().length, 9);
  assert.deepEqual(
    library.files().map((file) => `${file}: ${library.textOf(file)}`),
    HERE,
  );
}

const HERE = [
  'New/n.jpg: new album',
  'Rome/new.jpg: new',
  'Rome/twin of new.jpg: new',
  'Rome/twin of twin.jpg: twin',
  'Trip/changed.jpg: changed, second',
  'Trip/one.jpg: other',
  'Trip/other.jpg: one',
];
const WANTED = ['New: new album', 'Rome: new, twin', 'Trip: changed, second; one; other']
  .join('\n')
  .replaceAll(';', ',');

function contentsOf(anna: Account['anna']): string {
  const texts = new Map(
    anna.items().map(({ id, bytes }) => [id, /\xff\xfe..([ -~]*)/s.exec(bytes.toString('latin1'))?.[1] ?? '']),
  );
  const albums = anna.albums().map(({ title, entries }) => {
    const names = entries.map(({ id }) => texts.get(id) ?? '?').toSorted();
    return `${title}: ${names.join(', ')}`;
  });
  return albums.toSorted().join('\n');
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
