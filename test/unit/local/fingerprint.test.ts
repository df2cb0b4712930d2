import assert from 'node:assert/strict';
import { appendFileSync, closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import {
  fingerprintOfOpen,
  isRacy,
  isSameFile,
  isStillTicking,
  readFingerprint,
} from '../../../src/local/fingerprint.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const MS = 1_000_000n;
const HOUR = 3_600_000n * MS;
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
    ['its date is ahead by two zones', NOW + 26n * HOUR, NOW - 5000n * MS - 1n, true, true],
    ['a camera dated it months ahead', NOW + 2000n * HOUR, NOW - 5000n * MS - 1n, false, false],
    ['a camera dated it months ahead, and it came just now', NOW + 2000n * HOUR, NOW - 50n * MS - 1n, true, true],
    ['the disk is months ahead', NOW + 2000n * HOUR, NOW + 2000n * HOUR, true, true],
  ];
  for (const [what, modifiedNs, changedNs, racy, ticking] of table)
    test(`${what}: ${racy ? 'yes' : 'no'}, by the clock of the disk ${ticking ? 'yes' : 'no'}`, () => {
      const seen = { size: 1, modifiedNs, changedNs, inode: 1n };
      assert.deepEqual([isRacy(seen, NOW_MS), isStillTicking(seen, NOW_MS)], [racy, ticking]);
    });
});

describe('A file that is open looks', () => {
  const table: readonly (readonly [what: string, happens: (file: string) => void, isSame: boolean])[] = [
    ['as its name did, when nothing happens', () => undefined, true],
    ['otherwise, when somebody writes into it', (file) => appendFileSync(file, 'more'), false],
    ['otherwise, when it is deleted', (file) => rmSync(file), false],
    [
      'otherwise, when another one takes its place',
      (file) => {
        writeFileSync(`${file}.new`, 'same size');
        renameSync(`${file}.new`, file);
      },
      false,
    ],
  ];
  for (const [what, happens, isSame] of table)
    test(what, (t) => {
      const file = path.join(temporaryFolder(t), 'a.jpg');
      writeFileSync(file, 'same size');
      const found = readFingerprint(file);
      const descriptor = openSync(file, 'r');
      t.after(() => closeSync(descriptor));
      // The clock of the disk has ticked since.
      const probe = path.join(temporaryFolder(t), 'probe');
      do writeFileSync(probe, '');
      while (readFingerprint(probe).changedNs === found.changedNs);
      happens(file);
      assert.equal(isSameFile(fingerprintOfOpen(descriptor), found), isSame);
    });
});
