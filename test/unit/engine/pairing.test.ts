import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BaseItem, LocalItem, RemoteItem } from '../../../src/engine/model.ts';
import { pairAlbum } from '../../../src/engine/pairing.ts';

test('of two spellings that the ledger has of one name, the one of the web item counts and the other is outdated', () => {
  const composed = '\u00e9.jpg';
  const decomposed = 'e\u0301.jpg';
  const bases = [
    { name: composed, remoteId: 'gone' },
    { name: decomposed, remoteId: 'r1' },
  ];
  for (const base of [bases, bases.toReversed()]) {
    const pairs = pairAlbum({
      album: 'Trip',
      local: [{ name: decomposed } as LocalItem],
      remote: [{ id: 'r1', name: decomposed } as RemoteItem],
      base: base as BaseItem[],
    });
    assert.deepEqual(
      pairs.map(({ local, remote, base: known }) => [local?.name, remote?.id, known?.remoteId]).sort(),
      [
        [decomposed, 'r1', 'r1'],
        [undefined, undefined, 'gone'],
      ].sort(),
    );
  }
});
