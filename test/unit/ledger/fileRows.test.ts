import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FileKnowledge, Fingerprint } from '../../../src/engine/ports/ledger.ts';
import { FileRows } from '../../../src/ledger/fileRows.ts';
import { TABLES } from '../../../src/ledger/schema.ts';
import { SqliteLedger } from '../../../src/ledger/sqliteLedger.ts';

const SEEN: Fingerprint = { size: 7, modifiedNs: 1n, changedNs: 2n, inode: 3n };

/** Names whose order is not the same for SQLite and for JavaScript, and one that UTF-8 cannot spell. */
const OTHERS = ['é.jpg', '\u{1F600}.jpg', '\uFFFD.jpg', '\ud83d.jpg', 'a/b.jpg', 'a.jpg', 'A.jpg'];

test('what is known of a file does not depend on what was asked and learned before', () => {
  const aPath = fc.oneof(
    fc.nat(40).map((number) => `IMG_${number}.jpg`),
    fc.constantFrom(...OTHERS),
  );
  const aStep = fc.record({ path: aPath, learns: fc.boolean() });
  const aRow = fc.array(aPath, { minLength: 10, maxLength: 60 }).map((paths) => paths.toSorted());
  fc.assert(
    fc.property(fc.array(aPath), aRow, fc.array(aStep, { maxLength: 40 }), (learned, inOrder, steps) => {
      const ledger = ledgerWith(learned);
      const known = new Map<string, string>(learned.map((path) => [path, 'before']));
      const asks = [...inOrder.map((path) => ({ path, learns: false })), ...steps, ...steps.toReversed()];
      for (const [index, { path, learns }] of asks.entries()) {
        if (learns) {
          ledger.learn(path, SEEN, { hash: String(index) });
          known.set(path, String(index));
        }
        assert.equal(ledger.knowledge(path, SEEN)?.hash, known.get(path), path);
      }
    }),
  );
});

test('the rows of files that are asked for in their order are read a hundred at a time, those of new files one by one', () => {
  const known = Array.from({ length: 1000 }, (_, index) => `${String(index).padStart(4, '0')}.jpg`);
  const table: readonly (readonly [name: string, paths: readonly string[], most: number])[] = [
    ['all in their order', known, 20],
    ['some of them left out', known.filter((_, index) => index < 300 || index >= 400), 40],
    ['a new one after every tenth', known.flatMap((path, index) => (index % 10 ? path : [path, `${path}.new`])), 130],
    ['all of them new', known.map((path) => `${path}.new`), 1001],
  ];
  for (const [name, paths, most] of table) {
    const reads = readsOf(known, paths);
    assert.ok(reads.statements <= most, `${name}: ${reads.statements} statements`);
    assert.ok(reads.rows <= known.length + 256, `${name}: ${reads.rows} rows`);
  }
});

test('where no file is known, that is asked once', () => {
  assert.deepEqual(readsOf([], ['a.jpg', 'b.jpg', 'a.jpg']), { statements: 1, rows: 0 });
});

test('a first scan that learns what each file is asks the database once', () => {
  const paths = Array.from({ length: 300 }, (_, index) => `${String(index).padStart(4, '0')}.jpg`);
  assert.deepEqual(readsOf([], paths, { learning: true }), { statements: 1, rows: 0 });
});

test('what was learned a moment ago is not read again, whatever became of it', () => {
  const { database, ledger } = databaseWith(['a.jpg', 'b.jpg']);
  const photo: FileKnowledge = {
    type: { kind: 'photo', mime: 'image/jpeg' },
    hash: 'sha256:1',
    capture: { caption: 'A' },
  };
  const table: readonly (readonly [name: string, knowledge: FileKnowledge])[] = [
    ['a.jpg', photo],
    ['a.jpg', { ...photo, capture: {} }],
    ['\ud83d.jpg', photo],
    ['\uFFFF.jpg', { type: 'notMedia' }],
    ['b.jpg', {}],
  ];
  for (const [name, knowledge] of table) ledger.learn(name, SEEN, knowledge);
  const lately = new Map(table);
  const asked = [...lately.keys()].map((name) => ledger.knowledge(name, SEEN));
  ledger.commit();
  const reopened = new SqliteLedger(database);
  assert.deepEqual(
    asked,
    [...lately.keys()].map((name) => reopened.knowledge(name, SEEN)),
  );
  assert.equal(ledger.knowledge('a.jpg', { ...SEEN, size: 8 }), undefined);
  database.exec('DELETE FROM file');
  assert.equal(ledger.knowledge('a.jpg', SEEN)?.hash, 'sha256:1');
  assert.equal(reopened.knowledge('a.jpg', SEEN)?.hash, undefined);
});

test('so much is kept of what was learned last, and the rest is read', () => {
  const { database, ledger } = databaseWith([]);
  const names = Array.from({ length: 5000 }, (_, index) => `${index}.jpg`);
  for (const name of names) ledger.learn(name, SEEN, { hash: name });
  database.exec('DELETE FROM file');
  const kept = names.filter((name) => ledger.knowledge(name, SEEN)?.hash === name);
  // Two times 2048, of which the older ones were let go of together when the newer ones were so many.
  assert.deepEqual(kept, names.slice(2048));
});

function databaseWith(paths: readonly string[]): { database: DatabaseSync; ledger: SqliteLedger } {
  const database = new DatabaseSync(':memory:');
  database.exec(TABLES);
  const ledger = new SqliteLedger(database);
  const knowledge: FileKnowledge = { hash: 'before' };
  for (const path of paths) ledger.learn(path, SEEN, knowledge);
  return { database, ledger };
}

function ledgerWith(paths: readonly string[]): SqliteLedger {
  return databaseWith(paths).ledger;
}

/**
 * How often the database is asked, and for how many rows, when somebody asks for these files, and learns of each what it is
 * before the next one.
 */
function readsOf(
  known: readonly string[],
  paths: readonly string[],
  { learning = false } = {},
): { statements: number; rows: number } {
  const { database } = databaseWith(known);
  const reads = { statements: 0, rows: 0 };
  const files = new FileRows((sql) => {
    const statement = database.prepare(sql);
    const count = (rows: readonly unknown[]) => {
      reads.statements++;
      reads.rows += rows.length;
    };
    return {
      all(...values: readonly string[]) {
        const rows = statement.all(...values);
        count(rows);
        return rows;
      },
      get(...values: readonly string[]) {
        const row = statement.get(...values);
        count(row ? [row] : []);
        return row;
      },
    } as unknown as StatementSync;
  });
  for (const path of paths) {
    files.find(path);
    if (learning) files.learned({ path });
  }
  return reads;
}
