import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RemoteItem } from '../../../src/engine/model.ts';
import type { PlannedItem } from '../../../src/engine/plan/model.ts';
import type { Change } from '../../../src/engine/undo/model.ts';
import { stepOf } from '../../../src/engine/undo/step.ts';

const KEPT: RemoteItem = { id: 'trip/a.jpg', albumId: 'trip', name: 'a.jpg', size: 7, hash: 'sha256:aa' };
const SEEN: RemoteItem = { ...KEPT, url: 'file:///gallery/a.jpg', file: '/gallery/a.jpg' };
const FILE = { path: 'Trip/a.jpg', size: 7, modifiedMs: 5 };

const PLANNED: PlannedItem = {
  album: 'Trip',
  name: 'a.jpg',
  event: 'LOCAL_ONLY',
  action: 'UPLOAD_LOCAL',
  outcome: 'planned',
  sides: {},
  changed: { local: false, remote: false },
};

const TABLE: readonly [change: Change, remembered: Change][] = [
  [
    { side: 'remote', did: 'added', item: SEEN },
    { side: 'remote', did: 'added', item: KEPT },
  ],
  [
    { side: 'remote', did: 'removed', was: SEEN, trashed: 'x' },
    { side: 'remote', did: 'removed', was: KEPT, trashed: 'x' },
  ],
  [
    { side: 'remote', did: 'replaced', was: SEEN, item: SEEN, trashed: 'x' },
    { side: 'remote', did: 'replaced', was: KEPT, item: KEPT, trashed: 'x' },
  ],
  [
    { side: 'remote', did: 'updated', was: SEEN, item: SEEN },
    { side: 'remote', did: 'updated', was: KEPT, item: KEPT },
  ],
  [
    { side: 'local', did: 'added', file: FILE },
    { side: 'local', did: 'added', file: FILE },
  ],
];

for (const [change, remembered] of TABLE)
  test(`what is remembered of a change (${change.side} ${change.did}) says no more than taking it back needs`, () => {
    const { changes } = JSON.parse(JSON.stringify(stepOf(PLANNED, [change]))) as { readonly changes: unknown };
    assert.deepEqual(changes, [remembered]);
  });
