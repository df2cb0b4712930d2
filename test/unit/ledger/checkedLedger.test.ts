import assert from 'node:assert/strict';
import { closeSync, openSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { checkedAt, noteChecked } from '../../../src/ledger/checkedLedger.ts';
import { openLedger } from '../../../src/ledger/openLedger.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const HOUR_MS = 60 * 60 * 1000;
const PAGE = 4096;

/** Problems of a run that opens a ledger and closes it. */
function openAt(file: string, nowMs: number): string {
  const opened = openLedger(file, nowMs);
  assert.ok(opened.ok);
  opened.value.close();
  return opened.value.problems.map(({ code }) => code).join(' ');
}

function spoilPage(file: string, page: number): void {
  const open = openSync(file, 'r+');
  writeSync(open, Buffer.alloc(PAGE, 0xff), 0, PAGE, page * PAGE);
  closeSync(open);
}

describe('All pages of a ledger are checked', () => {
  const none = () => undefined;
  /** The page is bad before the ledger is noted as whole, so that only a check can know of it. */
  const CASES: readonly (readonly [when: string, change: (file: string) => void, hours: number, problems: string])[] = [
    ['not again within a day', none, 23, ''],
    ['after a day', none, 24, 'E_LEDGER_DAMAGED'],
    ['when the clock was set back', none, -0.5, 'E_LEDGER_DAMAGED'],
    ['when something was written to it', (file) => spoilPage(file, 4), 1, 'E_LEDGER_DAMAGED'],
    ['when only its date is another', (file) => utimesSync(file, 1, 1), 1, 'E_LEDGER_DAMAGED'],
    ['when a run that was cut left a log', (file) => writeFileSync(`${file}-wal`, ''), 1, 'E_LEDGER_DAMAGED'],
    ['when the note says nothing', (file) => writeFileSync(`${file}.checked`, ''), 1, 'E_LEDGER_DAMAGED'],
  ];
  for (const [when, change, hours, problems] of CASES)
    test(when, (t) => {
      const file = path.join(temporaryFolder(t), 'ledger.db');
      const checkedMs = Date.now() + HOUR_MS;
      openAt(file, checkedMs);
      spoilPage(file, 5);
      noteChecked(file, { at: checkedMs, nowMs: checkedMs });
      change(file);
      assert.equal(openAt(file, checkedMs + hours * HOUR_MS), problems);
    });
});

test('a ledger is noted as whole by the first run that does not write to it, and keeps the time of its check', (t) => {
  const file = path.join(temporaryFolder(t), 'ledger.db');
  const nowMs = Date.now();
  openAt(file, nowMs);
  assert.equal(checkedAt(file, nowMs), undefined);
  const later = statSync(file).ctimeMs + HOUR_MS;
  openAt(file, later);
  assert.equal(checkedAt(file, later + 1), later);
  openAt(file, later + HOUR_MS);
  assert.equal(checkedAt(file, later + HOUR_MS), later);
});
