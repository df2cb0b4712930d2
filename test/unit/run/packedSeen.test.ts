import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportItem } from '../../../src/engine/report.ts';
import { holdSeen, packSeen } from '../../../src/run/packedSeen.ts';

const PLAIN = { album: 'Rome', event: 'LOCAL_ONLY', action: 'UPLOAD_LOCAL', outcome: 'planned' } as const;
const ITEMS: readonly ReportItem[] = [
  { ...PLAIN, name: 'a.jpg', seen: { local: { size: 3, modifiedMs: 1.5 } } },
  { ...PLAIN, name: 'b.jpg' },
  { ...PLAIN, name: 'c.jpg', seen: {} },
  {
    ...PLAIN,
    name: 'Füße \ud800.jpg',
    seen: { local: { size: 0 }, remote: { hash: 'sha256:00', file: '/web/Füße 🌍 \ud800.jpg' } },
  },
];

/** As the editor has them: a message makes each object anew. */
function held(items: readonly ReportItem[]): readonly ReportItem[] {
  const piece = structuredClone(packSeen(items));
  holdSeen(piece);
  return piece.items;
}

test('what was seen of items is with each of them as it was', () => {
  assert.deepEqual(held(ITEMS), ITEMS);
  assert.deepEqual(
    held(ITEMS).map(({ seen }) => seen),
    ITEMS.map(({ seen }) => seen),
  );
  assert.deepEqual(held([]), []);
});

test('an item that is copied, written out or sent on takes along what was seen of it', () => {
  for (const [row, item] of held(ITEMS).entries()) {
    assert.deepEqual({ ...item }, ITEMS[row]);
    assert.deepEqual(JSON.parse(JSON.stringify(item)), ITEMS[row]);
    assert.deepEqual(structuredClone(item), ITEMS[row]);
  }
});

test('items travel without what was seen of them, and whoever has them keeps his own', () => {
  const { items, seen } = packSeen(ITEMS);
  assert.deepEqual(
    items.map((item) => 'seen' in item),
    [false, false, false, false],
  );
  assert.equal(seen.ends.length, ITEMS.length);
  assert.equal('seen' in (ITEMS[0] ?? {}), true);
});
