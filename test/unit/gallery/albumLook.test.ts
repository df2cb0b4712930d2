import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Fingerprint } from '../../../src/engine/ports/ledger.ts';
import { createAlbumItems } from '../../../src/services/gallery/albumItems.ts';
import { stillTickingAt } from '../../../src/local/fingerprint.ts';
import { albumLook } from '../../../src/services/gallery/albumLook.ts';
import { stampAtReading } from '../../../src/services/gallery/albumState.ts';
import { layoutOf } from '../../../src/services/gallery/layout.ts';
import { stampOf } from '../../../src/services/gallery/look.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const PHOTOS = ['a.jpg', 'Day/b.jpg'];

test('what was seen of photos a while ago gives the look that the album has, unless one was edited since', (t) => {
  const layout = layoutOf(temporaryFolder(t));
  mkdirSync(path.join(layout.album('trip'), 'Day'), { recursive: true });
  for (const name of [...PHOTOS, 'album.json', 'index.html']) writeFileSync(layout.item('trip', name), name);
  const seen = new Map(PHOTOS.map((name) => [name, stampOf(layout.item('trip', name))]));
  const asked: string[] = [];
  const digest = (known?: (name: string) => Fingerprint | undefined) =>
    albumLook('trip', layout, Date.now(), known)?.digest;
  const recalled = () => digest((name) => (asked.push(name), seen.get(name)));
  assert.equal(recalled(), digest());
  assert.deepEqual(asked, ['Day/b.jpg', 'a.jpg', 'album.json']);
  appendFileSync(layout.item('trip', 'Day/b.jpg'), 'x');
  assert.notEqual(recalled(), digest());
});

test('how a photo looked when it was read is known until something is done about it', () => {
  const at = 1_700_000_000_000;
  const ns = BigInt(at) * 1_000_000n;
  const entryOf = (name: string) => ({ name, path: name, facts: {}, file: {}, capture: {} });
  const [old, young, other] = ['old.jpg', 'young.jpg', 'other.jpg'].map(entryOf);
  assert.ok(old && young && other);
  const stamp = (ageNs: bigint): Fingerprint => ({
    size: 1,
    modifiedNs: ns - ageNs,
    changedNs: ns - ageNs - 1n,
    inode: 1n,
  });
  const items = createAlbumItems();
  for (const entry of [old, young]) items.put(entry);
  const byEntry = new Map([
    [old, stamp(1_000_000_000n)],
    [young, stamp(1n)],
  ]);
  const stamps = { isTicking: stillTickingAt(at), byEntry };
  const state = { slug: 'trip', title: 'Trip', date: undefined, items, isWritten: true, stamps };
  const known = () => ['old.jpg', 'young.jpg', 'other.jpg'].filter((name) => stampAtReading(state, name));
  assert.deepEqual(known(), ['old.jpg']);
  items.put({ ...old, tagged: true });
  assert.deepEqual(known(), []);
});
