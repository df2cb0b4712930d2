import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { takeRunLock } from '../../../src/ledger/runLock.ts';
import type { RunLock } from '../../../src/ledger/runLock.ts';
import type { Result } from '../../../src/engine/result.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

test('a lock is held by one, and that of a dead process or a silent host is taken over', (t) => {
  const file = path.join(temporaryFolder(t), 'lock.db');
  let now = NOW;
  const take = () => takeRunLock(file, () => now);
  const first = take();
  assert.ok(first.ok);
  const refused = take();
  assert.match(refused.ok ? '' : refused.problem.message, new RegExp(`^process ${process.pid} on .*, since 0 s`));
  first.value.release();
  const second = take();
  assert.ok(second.ok);
  const holder = (pid: number, host: string) => {
    const database = new DatabaseSync(file);
    database.prepare('UPDATE lock SET pid = ?, host = ?').run(pid, host);
    database.close();
  };
  holder(process.pid, 'another-computer');
  now += 60_000;
  assert.equal(take().ok, false);
  now += 120_000;
  const third = take();
  assert.ok(third.ok);
  holder(2 ** 22 + 1, 'another-computer');
  second.value.release();
  assert.equal(take().ok, false);
  third.value.release();
});

test('a lock that cannot be written any more ends no run', (t) => {
  const file = path.join(temporaryFolder(t), 'lock.db');
  const lock = takeRunLock(file, () => NOW);
  assert.ok(lock.ok);
  const database = new DatabaseSync(file);
  database.exec("CREATE TRIGGER full BEFORE DELETE ON lock BEGIN SELECT raise(ABORT, 'disk full'); END");
  database.close();
  lock.value.release();
  const next = takeRunLock(file, () => NOW);
  assert.ok(next.ok);
  next.value.release();
});

test('a damaged lock is taken over once nobody can be writing into it any more', (t) => {
  const lost = Buffer.alloc(8192);
  const torn = (whole: Buffer) => Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(4096, 7)]);
  const table: readonly (readonly [
    what: string,
    damage: (whole: Buffer) => Uint8Array,
    ageMs: number,
    code: string,
  ])[] = [
    ['whole', (whole) => whole, 0, 'taken'],
    ['empty', () => Buffer.alloc(0), 0, 'taken'],
    ['lost a moment ago', () => lost, 60_000, 'E_LEDGER_UNUSABLE'],
    ['lost', () => lost, 121_000, 'taken'],
    ['torn a moment ago', torn, 60_000, 'E_LEDGER_UNUSABLE'],
    ['torn', torn, 121_000, 'taken'],
    ['of another program', () => Buffer.from('a text of two lines\n'.repeat(500)), 121_000, 'taken'],
  ];
  for (const [what, damage, ageMs, code] of table) {
    const file = path.join(temporaryFolder(t), 'lock.db');
    const first = takeRunLock(file, () => NOW);
    assert.ok(first.ok);
    first.value.release();
    writeFileSync(file, damage(readFileSync(file)));
    utimesSync(file, new Date(NOW - ageMs), new Date(NOW - ageMs));
    const next = takeRunLock(file, () => NOW);
    assert.equal(next.ok ? 'taken' : next.problem.code, code, what);
    if (next.ok) next.value.release();
  }
});

test('of two runs that find the same damaged lock, the second does not take away the fresh one of the first', (t) => {
  const file = path.join(temporaryFolder(t), 'lock.db');
  writeFileSync(file, Buffer.alloc(8192));
  utimesSync(file, new Date(NOW - 121_000), new Date(NOW - 121_000));
  const others: Result<RunLock>[] = [];
  const here = takeRunLock(file, () => NOW, {
    beforeRepair: () => others.push(takeRunLock(file, () => NOW)),
  });
  const [there] = others;
  assert.ok(there?.ok);
  assert.equal(here.ok ? 'taken' : here.problem.code, 'E_LOCKED');
  const third = takeRunLock(file, () => NOW);
  assert.equal(third.ok ? 'taken' : third.problem.code, 'E_LOCKED');
  there.value.release();
  const next = takeRunLock(file, () => NOW);
  assert.ok(next.ok);
  next.value.release();
});

test('a damaged lock that somebody else repairs just now is left alone', (t) => {
  const file = path.join(temporaryFolder(t), 'lock.db');
  const lost = Buffer.alloc(8192);
  writeFileSync(file, lost);
  utimesSync(file, new Date(NOW - 121_000), new Date(NOW - 121_000));
  const other = new DatabaseSync(`${file}.repair`);
  other.exec('BEGIN EXCLUSIVE');
  const here = takeRunLock(file, () => NOW, { patienceMs: 1 });
  assert.equal(here.ok ? 'taken' : here.problem.code, 'E_LEDGER_UNUSABLE');
  assert.deepEqual(readFileSync(file), lost);
  other.close();
  const next = takeRunLock(file, () => NOW);
  assert.ok(next.ok);
  next.value.release();
  assert.equal(readFileSync(`${file}.repair`).length, 0);
});

test('a process that is dead and was not noticed yet holds no lock', async (t) => {
  const file = path.join(temporaryFolder(t), 'lock.db');
  // The shell becomes a program that never asks how its child ended; the child ends when its input does, after that.
  const parent = spawn('sh', ['-c', 'exec 3<&0; (read line <&3) & echo $!; exec sleep 60'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  t.after(() => parent.kill());
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  const hasBecomeSleep = () => readFileSync(`/proc/${parent.pid}/comm`, 'latin1') === 'sleep\n';
  while (!hasBecomeSleep()) await setImmediate();
  parent.stdin.end();
  const isDead = () => readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z');
  while (!isDead()) await setImmediate();
  const held = takeRunLock(file, () => NOW);
  assert.ok(held.ok);
  const database = new DatabaseSync(file);
  database.prepare('UPDATE lock SET pid = ?').run(pid);
  database.close();
  const lock = takeRunLock(file, () => NOW);
  assert.ok(lock.ok);
  lock.value.release();
});
