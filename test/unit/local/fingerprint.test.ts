import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isRacy, isStillTicking } from '../../../src/local/fingerprint.ts';

const MS = 1_000_000n;
const NOW_MS = 1_700_000_000_000;
const NOW = BigInt(NOW_MS) * MS;

describe('Whether a later look at a file could be fooled', () => {
  const table: readonly (readonly [
    what: string,
    modifiedNs: bigint,
    changedNs: bigint,
    racy: boolean,
    ticking: boolean,
  ])[] = [
    ['it was changed long ago', 0n, NOW - 5000n * MS - 1n, false, false],
    ['it was changed a second ago, on a disk with fine dates', 0n, NOW - 1000n * MS - 1n, true, false],
    ['it was changed a second ago, on a disk that counts in hundredths', 0n, NOW - 1000n * MS, true, true],
    ['it was changed just now, on a disk with fine dates', 0n, NOW - 50n * MS - 1n, true, true],
    ['its status alone was changed, later than the clock says', 0n, NOW + 1n, true, true],
    ['its date is in the future', NOW + 5000n * MS, NOW - 5000n * MS - 1n, true, true],
  ];
  for (const [what, modifiedNs, changedNs, racy, ticking] of table)
    test(`${what}: ${racy ? 'yes' : 'no'}, by the clock of the disk ${ticking ? 'yes' : 'no'}`, () => {
      const seen = { size: 1, modifiedNs, changedNs, inode: 1n };
      assert.deepEqual([isRacy(seen, NOW_MS), isStillTicking(seen, NOW_MS)], [racy, ticking]);
    });
});
