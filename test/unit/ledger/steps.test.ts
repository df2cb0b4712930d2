import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import type { UndoStep } from '../../../src/engine/undo/model.ts';
import { openLedger, type OpenLedger } from '../../../src/ledger/openLedger.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const stepOf = (name: string): UndoStep => ({
  ...{ album: 'Été\ud83d', name, event: 'LOCAL_ONLY', action: 'UPLOAD_LOCAL' },
  changes: [{ side: 'local', did: 'added', file: { path: name, size: 1.5, modifiedMs: 1_718_000_000_000.123 } }],
});

const namesOf = (first: number, end: number) =>
  Array.from({ length: end - first }, (_, index) => `${first + index}.jpg`);

function ledgerFile(t: TestContext): string {
  return path.join(temporaryFolder(t), 'ledger.db');
}

function open(file: string): OpenLedger {
  const opened = openLedger(file, NOW);
  assert.ok(opened.ok);
  return opened.value;
}

/** The names of the steps, which have to be told in the order of their numbers and as they were given. */
function namesIn({ ledger }: OpenLedger): readonly string[] {
  const steps = ledger.steps();
  assert.deepEqual(
    steps.map(({ number }) => number),
    [...new Set(steps.map(({ number }) => number))].sort((a, b) => a - b),
  );
  for (const { number, ...step } of steps) assert.deepEqual([step, number > 0], [stepOf(step.name), true]);
  return steps.map(({ name }) => name);
}

/** Each run gives the names of the steps of each of its transactions. */
const TRANSACTIONS: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  ['one', [['a.jpg']]],
  ['one each', [['a.jpg'], ['b.jpg'], ['c.jpg']]],
  ['several each', [namesOf(0, 3), namesOf(3, 70), ['z.jpg']]],
  ['more than a row takes', [namesOf(0, 1000)]],
  ['as many as a row takes', [namesOf(0, 256), namesOf(256, 512)]],
];

for (const [what, transactions] of TRANSACTIONS) {
  test(`steps come back in their order, and go one by one: ${what}`, (t) => {
    const file = ledgerFile(t);
    const first = open(file);
    first.ledger.beginRun({ startedMs: 1, mode: 'upload' });
    const names = transactions.flat();
    for (const each of transactions) {
      for (const name of each) first.ledger.rememberStep(stepOf(name));
      first.ledger.commit();
    }
    assert.deepEqual(namesIn(first), names);
    first.close();
    const second = open(file);
    // Backwards, as an undo does; every seventh could not be taken back.
    const isKept = (_: unknown, index: number) => index % 7 === 0;
    const numbers = second.ledger.steps().map(({ number }) => number);
    for (const number of numbers.filter((each, index) => !isKept(each, index)).toReversed()) {
      second.ledger.forgetStep(number);
      second.ledger.commit();
    }
    assert.deepEqual(namesIn(second), names.filter(isKept));
    second.close();
    const third = open(file);
    assert.deepEqual(namesIn(third), names.filter(isKept));
    for (const { number } of third.ledger.steps()) third.ledger.forgetStep(number);
    assert.deepEqual([third.ledger.steps(), third.ledger.lastRun()?.startedMs], [[], 1]);
    third.close();
  });
}

test('steps are durable with the transaction that they belong to, or not at all', (t) => {
  const file = ledgerFile(t);
  const first = open(file);
  first.ledger.rememberStep(stepOf('a.jpg'));
  first.ledger.commit();
  first.ledger.rememberStep(stepOf('b.jpg'));
  first.ledger.rememberStep(stepOf('c.jpg'));
  assert.deepEqual(namesIn(first), ['a.jpg', 'b.jpg', 'c.jpg']);
  first.close();
  const second = open(file);
  assert.deepEqual(namesIn(second), ['a.jpg']);
  second.ledger.rememberStep(stepOf('d.jpg'));
  // NaN is no number for the database, so the transaction is given up.
  assert.throws(() => second.ledger.rememberAlbum({ id: 'x', album: 'x', part: Number.NaN, folders: [] }), /NOT NULL/);
  second.ledger.rememberStep(stepOf('e.jpg'));
  second.ledger.commit();
  second.close();
  const third = open(file);
  assert.deepEqual(namesIn(third), ['a.jpg', 'e.jpg']);
  third.close();
});

test('the first step of a run takes the place of lists and of single steps', (t) => {
  const file = ledgerFile(t);
  const { ledger, close } = open(file);
  for (const name of namesOf(0, 5)) ledger.rememberStep(stepOf(name));
  ledger.commit();
  ledger.beginRun({ startedMs: 2, mode: 'upload' });
  ledger.rememberStep(stepOf('z.jpg'));
  assert.deepEqual(
    ledger.steps().map(({ name }) => name),
    ['z.jpg'],
  );
  close();
});

test('steps that an earlier version wrote, a row each, are told and forgotten like others', (t) => {
  const file = ledgerFile(t);
  open(file).close();
  const old = new DatabaseSync(file);
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg'])
    old.prepare('INSERT INTO step (step) VALUES (?)').run(JSON.stringify(stepOf(name)));
  old.exec('PRAGMA user_version = 5');
  old.close();
  const opened = open(file);
  const { ledger } = opened;
  assert.deepEqual(namesIn(opened), ['a.jpg', 'b.jpg', 'c.jpg']);
  ledger.rememberStep(stepOf('d.jpg'));
  ledger.forgetStep(ledger.steps()[1]?.number ?? -1);
  ledger.forgetStep(-1);
  ledger.forgetStep(1e9);
  ledger.commit();
  assert.deepEqual(namesIn(opened), ['a.jpg', 'c.jpg', 'd.jpg']);
  opened.close();
});
