import assert from 'node:assert/strict';
import { test } from 'node:test';
import { googleError } from '../../emulators/http/answers.ts';
import { driveLibrary } from '../../harness/googleDrive.ts';
import { lines, reportText } from '../../harness/library.ts';
import type { LibrarySpec } from '../../harness/library.ts';

const HOUR = 3_600_000;
const TWO_WAY = { settings: { mode: 'twoWay', allowDelete: 'both' } };
const FILES: LibrarySpec = Object.fromEntries(
  ['Rome', 'Trip'].flatMap((album) => ['a', 'b', 'c'].map((name) => [`${album}/${name}.jpg`, `${album} ${name}`])),
);

/** In how many ways Google may answer the same question. */
const HABITS = [
  { pages: 'short', order: 'shuffled' },
  { pages: 'empty', order: 'shuffled' },
  { checksums: 'md5' },
] as const;

for (const habits of HABITS) {
  for (const scope of ['file', 'all'] as const) {
    test(`nothing is missed with ${JSON.stringify(habits)} and the scope "${scope}"`, async (t) => {
      const { anna, library, run } = await driveLibrary(t, FILES, { scope, habits });
      assert.equal((await run()).totals.outcomes.done, 6);
      assert.equal(reportText(await run(TWO_WAY)), '');
      library.loseLedger();
      assert.equal(reportText(await run(TWO_WAY)), '');
      assert.equal(anna.files().length, 1 + 2 + 6);
    });
  }
}

test('what is new is not taken for deleted where lists show it late, whatever else happens', async (t) => {
  const { anna, emulator, library, run } = await driveLibrary(t, FILES, { habits: { listingLagMs: HOUR } });
  await run();
  emulator.clock.advance(2 * HOUR);
  library.write({ 'Trip/new.jpg': 'new' });
  await run();
  // A folder that comes or goes leads to a list of all, and the list does not have the new photo yet.
  anna.trash(anna.files().find(({ name }) => name === 'Rome')?.id ?? '');
  assert.equal(
    reportText(await run(TWO_WAY)),
    lines`
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL done Rome/a.jpg
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL done Rome/b.jpg
      LOCAL_ONLY:deletedRemotely DELETE_LOCAL done Rome/c.jpg`,
  );
});

test('nor where Google does not take the token of the changes any more', async (t) => {
  const { anna, emulator, library, run } = await driveLibrary(t, FILES, { habits: { listingLagMs: HOUR } });
  await run();
  emulator.clock.advance(2 * HOUR);
  library.write({ 'Trip/new.jpg': 'new' });
  await run();
  anna.trash(anna.files().find(({ revisions }) => revisions[0]?.bytes.includes('Rome b'))?.id ?? '');
  const gone = googleError({ code: 410, message: 'Gone' });
  emulator.faults.order({ route: 'changes.list', fault: { kind: 'answer', answer: gone } });
  assert.equal(reportText(await run(TWO_WAY)), 'LOCAL_ONLY:deletedRemotely DELETE_LOCAL done Rome/b.jpg');
});

test('after a week all is listed anew, and only then', async (t) => {
  const { emulator, run } = await driveLibrary(t, FILES);
  await run();
  for (const [days, lists] of [
    [6, 0],
    [2, 1],
    [1, 0],
  ] as const) {
    emulator.clock.advance(days * 24 * HOUR);
    emulator.log.clear();
    assert.equal(reportText(await run(TWO_WAY)), '');
    assert.equal(emulator.log.of('files.list').length, lists, `after ${days} more days`);
  }
});
