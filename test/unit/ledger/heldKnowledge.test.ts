import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import type { FileKnowledge, Fingerprint, Ledger } from '../../../src/engine/ports/ledger.ts';
import { openLedger } from '../../../src/ledger/openLedger.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const SEEN: Fingerprint = { size: 3, modifiedNs: 1n, changedNs: 2n, inode: 3n };
const OTHERWISE: Fingerprint = { ...SEEN, changedNs: 4n };
const HEAD: FileKnowledge = {
  type: { kind: 'photo', mime: 'image/jpeg' },
  capture: { capturedAt: '2024-05-12T16:28:39' },
};
const ALL: FileKnowledge = { ...HEAD, hash: 'sha256:1' };

/** A ledger, and the paths and hashes of the files and what of services another program finds in it. */
function ledgerHere(t: TestContext) {
  const file = path.join(temporaryFolder(t), 'ledger.db');
  const opened = openLedger(file, Date.parse('2026-11-22T12:00:00Z'));
  assert.ok(opened.ok);
  const reader = new DatabaseSync(file);
  t.after(() => reader.close());
  const rows = () =>
    reader
      .prepare('SELECT path, hash FROM file')
      .all()
      .map((row) => `${String(row['path'])} ${String(row['hash'])}`);
  const tokens = () => reader.prepare('SELECT value FROM state').all();
  return { ...opened.value, rows, tokens };
}

test('what a photo says of itself is told at once, and written when its hash is known', (t) => {
  const { ledger, rows, close } = ledgerHere(t);
  ledger.learn('a.jpg', SEEN, HEAD);
  ledger.learn('b.jpg', SEEN, HEAD);
  commitSomething(ledger, 1);
  assert.deepEqual(rows(), []);
  assert.deepEqual([ledger.knowledge('a.jpg', SEEN), ledger.knowledge('a.jpg', () => OTHERWISE)], [HEAD, undefined]);
  ledger.learn('a.jpg', SEEN, ALL);
  commitSomething(ledger, 1);
  assert.deepEqual(rows(), ['a.jpg sha256:1']);
  assert.deepEqual(ledger.knowledge('a.jpg', SEEN), ALL);
  close();
  assert.deepEqual(rows(), ['a.jpg sha256:1', 'b.jpg null']);
});

const WHOLE: readonly (readonly [what: string, knowledge: FileKnowledge])[] = [
  ['that a file is no photo', { type: 'notMedia' }],
  ['the type alone', { type: { kind: 'photo', mime: 'image/jpeg' } }],
  ['all of a photo', ALL],
];

for (const [what, knowledge] of WHOLE)
  test(`${what} is written with the next transaction`, (t) => {
    const { ledger, rows, close } = ledgerHere(t);
    ledger.learn('a', SEEN, knowledge);
    assert.deepEqual(rows(), []);
    ledger.commit();
    assert.equal(rows().length, 1);
    close();
  });

test('a run that takes long writes what it holds before its end', (t) => {
  const { ledger, rows, close } = ledgerHere(t);
  ledger.learn('a.jpg', SEEN, HEAD);
  commitSomething(ledger, 1023);
  assert.deepEqual(rows(), []);
  commitSomething(ledger, 1);
  assert.deepEqual(rows(), ['a.jpg null']);
  close();
});

test('what was not committed is given up, and what was learned is not', (t) => {
  const { ledger, state, rows, tokens, close } = ledgerHere(t);
  ledger.learn('a.jpg', SEEN, HEAD);
  state.set('token', '1');
  close();
  assert.deepEqual(rows(), ['a.jpg null']);
  assert.deepEqual(tokens(), []);
});

test('no more is held than has room', (t) => {
  const { ledger, rows, close } = ledgerHere(t);
  for (let number = 0; number <= 65_536; number++) ledger.learn(`${number}.jpg`, SEEN, HEAD);
  ledger.commit();
  assert.deepEqual(rows(), ['65536.jpg null']);
  close();
  assert.equal(rows().length, 65_537);
});

function commitSomething(ledger: Ledger, times: number): void {
  for (let time = 0; time < times; time++) {
    ledger.rememberAlbum({ id: 'x', album: 'x', part: time + 1, folders: [] });
    ledger.commit();
  }
}
