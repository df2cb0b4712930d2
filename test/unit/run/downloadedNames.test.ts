import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BaseItem, LocalItem, RemoteItem } from '../../../src/engine/model.ts';
import { nameDownloads } from '../../../src/run/downloadedNames.ts';

test('a download that the ledger does not know of has the name of its web item', () => {
  const table: readonly (readonly [local: string[], remote: string[], base: string[], expected: string[]])[] = [
    // Another spelling was needed for a colon, for names that some disks take for one, and for a folder of its own.
    [['a%3Ab.jpg'], ['a:b.jpg'], [], ['a:b.jpg']],
    [['%61.jpg', 'A.jpg'], ['a.jpg', 'A.jpg'], [], ['a.jpg', 'A.jpg']],
    // … also when the twin is gone meanwhile.
    [['Day/%61.jpg'], ['Day/a.jpg'], [], ['Day/a.jpg']],
    [['Day%2Fa.jpg'], ['Day/a.jpg'], [], ['Day/a.jpg']],
    // A name that a person gave, or that the ledger knows, stays.
    [['100%41.jpg'], ['100A.jpg'], [], ['100%41.jpg']],
    [['a%3Ab.jpg'], [], [], ['a%3Ab.jpg']],
    [['a%3Ab.jpg'], ['a:b.jpg'], ['a%3Ab.jpg'], ['a%3Ab.jpg']],
    [['a%3Ab.jpg', 'a:b.jpg'], ['a:b.jpg'], [], ['a%3Ab.jpg', 'a:b.jpg']],
  ];
  for (const [local, remote, base, expected] of table) {
    const named = nameDownloads(
      local.map((name) => ({ name, path: name }) as LocalItem),
      remote.map((name) => ({ name }) as RemoteItem),
      base.map((path) => ({ path }) as BaseItem),
    );
    assert.deepEqual(
      named.map(({ name }) => name),
      expected,
    );
  }
});
