import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BaseItem } from '../../../src/engine/model.ts';
import { newsAtRest } from '../../../src/run/newsAtRest.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const text = fc.string({ unit: 'binary' });
const facts = fc.record({
  size: maybe(fc.nat()),
  modifiedMs: maybe(fc.double({ noNaN: true, noDefaultInfinity: true })),
  hash: maybe(text),
});
const place = { name: text, path: text, remoteId: text, albumId: text };
const row: fc.Arbitrary<BaseItem> = fc.record({
  ...{ album: fc.constant('Trip'), ...place },
  ...{ local: facts, remote: facts, capturedAt: maybe(text) },
});

test('what the ledger is to be told comes back as it was, also odd names and what is not known', () => {
  fc.assert(
    fc.property(fc.array(row), (news) => {
      const album = { album: 'Trip', folders: ['Trip'], known: [], items: news.length };
      assert.deepEqual(newsAtRest({ ...album, news }).news.map(zeroed), news.map(zeroed));
    }),
  );
});

/** JSON has one zero, and so has the ledger. */
function zeroed({ local, remote, ...item }: BaseItem): BaseItem {
  return { ...item, local: { ...local, ...zeroIn(local) }, remote: { ...remote, ...zeroIn(remote) } };
}

function zeroIn({ modifiedMs }: BaseItem['local']) {
  return { modifiedMs: modifiedMs === undefined ? undefined : modifiedMs + 0 };
}
