import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Fingerprint } from '../../../src/engine/ports/ledger.ts';
import { createAlbumItems } from '../../../src/services/gallery/albumItems.ts';
import { sizeInColumns, stillTickingAt } from '../../../src/local/fingerprint.ts';
import { albumLook, pathsIn } from '../../../src/services/gallery/albumLook.ts';
import { stampAtReading } from '../../../src/services/gallery/albumState.ts';
import { layoutOf } from '../../../src/services/gallery/layout.ts';
import { stampOf } from '../../../src/services/gallery/look.ts';
import { rememberedLooks } from '../../../src/services/gallery/rememberedLooks.ts';
import { MemoryState } from '../../harness/memoryState.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const PHOTOS = ['a.jpg', 'Day/b.jpg'];

test('what was seen of photos a while ago gives the look that the album has, unless one was edited since', (t) => {
  const layout = layoutOf(temporaryFolder(t));
  mkdirSync(path.join(layout.album('trip'), 'Day'), { recursive: true });
  for (const name of [...PHOTOS, 'album.json', 'index.html']) writeFileSync(layout.item('trip', name), name);
  const seen = new Map(PHOTOS.map((name) => [name, stampOf(layout.item('trip', name))]));
  const asked: string[] = [];
  const digest = (known?: (name: string) => Fingerprint | undefined) =>
    albumLook('trip', layout, { now: Date.now(), known })?.digest;
  const recalled = () => digest((name) => (asked.push(name), seen.get(name)));
  assert.equal(recalled(), digest());
  assert.deepEqual(asked, ['Day/b.jpg', 'a.jpg', 'album.json']);
  appendFileSync(layout.item('trip', 'Day/b.jpg'), 'x');
  assert.notEqual(recalled(), digest());
});

/** What lies in an album, and in which order its paths are told. */
const FOLDERS: readonly (readonly [files: readonly string[], paths: readonly string[]])[] = [
  [[], []],
  [
    ['album.json', 'a.jpg', 'b.jpg'],
    ['a.jpg', 'album.json', 'b.jpg'],
  ],
  [
    ['d.jpg', 'day/e.jpg', 'day/end.jpg', 'day/n/f.jpg', 'z.jpg'],
    ['d.jpg', 'day/e.jpg', 'day/end.jpg', 'day/n/f.jpg', 'z.jpg'],
  ],
  [
    ['end', 'f', 'e/nd', 'index.html', 'e/index.html'],
    ['e/index.html', 'e/nd', 'end', 'f'],
  ],
];

for (const [files, paths] of FOLDERS)
  test(`of an album with ${files.join(', ') || 'nothing'} the paths are told in the order of their looks`, (t) => {
    const layout = layoutOf(temporaryFolder(t));
    mkdirSync(layout.album('trip'), { recursive: true });
    for (const [index, name] of files.entries()) {
      mkdirSync(path.dirname(layout.item('trip', name)), { recursive: true });
      writeFileSync(layout.item('trip', name), 'x'.repeat(index));
    }
    const seen = albumLook('trip', layout, { now: Date.now(), keepsFiles: true })?.files;
    assert.ok(seen);
    assert.deepEqual(pathsIn(seen), paths);
    const sizes = paths.map((_path, place) => sizeInColumns(seen.numbers, place));
    assert.deepEqual(
      sizes,
      paths.map((name) => files.indexOf(name)),
    );
    assert.equal(pathsIn({ ...seen, numbers: new BigInt64Array(seen.numbers.length + 1) }), undefined);
  });

/** Names that are hard to keep: what stands between them, and what is no text. */
const ODD_NAMES = ['a b.jpg', ' ', 'é.jpg', 'end', 'temporaries', '.album-sync-0123456789abcdef.tmp'];

test('how all files of an album looked is remembered as it was, with the look and for as long', (t) => {
  const layout = layoutOf(temporaryFolder(t));
  mkdirSync(layout.album('trip'), { recursive: true });
  for (const name of ODD_NAMES) writeFileSync(layout.item('trip', name), name);
  const at = Date.now() + 60_000;
  const look = albumLook('trip', layout, { now: at, keepsFiles: true });
  assert.ok(look?.files);
  const memory = new MemoryState();
  const state = memory.open();
  const looks = rememberedLooks(layout, state, () => undefined);
  assert.equal(looks.filesOf('trip', look.digest), undefined);
  looks.remember('trip', look, at);
  assert.deepEqual(looks.filesOf('trip', look.digest), look.files);
  assert.equal(looks.filesOf('trip', 'another digest'), undefined);
  for (const [key, value] of state.entries('gallery/files/')) state.set(key, value.slice(1));
  assert.equal(looks.filesOf('trip', look.digest), undefined);
  looks.keep(new Set());
  assert.deepEqual([...state.entries('gallery/')], []);
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
