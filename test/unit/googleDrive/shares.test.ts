import assert from 'node:assert/strict';
import { test } from 'node:test';
import { googleError } from '../../emulators/http/answers.ts';
import type { FaultOrder } from '../../emulators/http/faults.ts';
import { driveLibrary } from '../../harness/googleDrive.ts';
import type { DriveAccount } from '../../harness/googleDrive.ts';
import { reportText } from '../../harness/library.ts';

const FILES = { 'Rome/a.jpg': 'Rome a', 'Trip/a.jpg': 'Trip a' };

test('albums are seen by their owner alone, unless somebody said otherwise', async (t) => {
  for (const [share, expected] of [
    ['no', ''],
    ['link', 'Rome: anyone reader\nTrip: anyone reader'],
  ] as const) {
    const { anna, library, run } = await driveLibrary(t, FILES, { share });
    assert.deepEqual((await run()).problems, []);
    assert.equal(sharedText(anna), expected);
    // An album that is there keeps what it has.
    library.write({ 'Rome/b.jpg': 'Rome b' });
    await run({ settings: { 'googleDrive.share': share === 'no' ? 'link' : 'no' } });
    assert.equal(sharedText(anna), expected);
  }
});

const POLICY = googleError({
  code: 403,
  message: 'The domain policy forbids this.',
  errors: [{ domain: 'global', reason: 'domainPolicy', message: 'The domain policy forbids this.' }],
});

/** What happens when albums are to be shared, what a run says, and what the next one does. */
const FAULTS: readonly (readonly [what: string, order: FaultOrder, says: string, shared: string])[] = [
  [
    'the answer is lost',
    { route: 'permissions.create', fault: { kind: 'answerLost' } },
    '',
    'Rome: anyone reader\nTrip: anyone reader',
  ],
  [
    'the network is gone',
    { route: 'permissions.create', fault: { kind: 'answer', answer: { ...POLICY, status: 503 } }, times: 12 },
    '! E_UNREACHABLE\n! E_UNREACHABLE',
    'Rome: anyone reader\nTrip: anyone reader',
  ],
  [
    'a company forbids it',
    { route: 'permissions.create', fault: { kind: 'answer', answer: POLICY }, times: 2 },
    '! E_REFUSED\n! E_REFUSED',
    '',
  ],
];

for (const [what, order, says, shared] of FAULTS) {
  test(`when albums are to be shared and ${what}, it is said, and the next run shares what may be shared`, async (t) => {
    const { anna, emulator, run } = await driveLibrary(t, FILES, { share: 'link' });
    emulator.faults.order(order);
    const report = await run();
    assert.equal(report.totals.outcomes.done, 2);
    assert.equal(reportText({ ...report, items: [] }), says);
    assert.equal(reportText(await run()), '');
    assert.equal(sharedText(anna), shared);
  });
}

function sharedText(anna: DriveAccount['anna']): string {
  return anna
    .files()
    .flatMap(({ name, permissions }) => permissions.map(({ type, role }) => `${name}: ${type} ${role}`))
    .toSorted()
    .join('\n');
}
