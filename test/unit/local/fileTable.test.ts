import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MediaType } from '../../../src/engine/model.ts';
import { FileTable } from '../../../src/local/fileTable.ts';
import type { FileFolder } from '../../../src/local/fileTable.ts';

const JPEG: MediaType = { kind: 'photo', mime: 'image/jpeg' };
const TRIP: FileFolder = { root: 'photos', path: 'photos/Trip', below: 'Trip' };
const LOOK = { size: 3, modifiedNs: 1_500_000n, changedNs: 2n, inode: 7n };

test('a file of the table has its place, its facts and its date', () => {
  const table = new FileTable();
  const capture = { capturedAt: '2019-06-01T10:00:00' };
  table.folder(TRIP)('a.jpg', LOOK, { type: JPEG, hash: 'sha256:aa', capture });
  table.folder({ root: '.', path: '.', below: '' })('b.jpg', { ...LOOK, size: 4 }, { type: JPEG });
  assert.deepEqual(
    [...table].map((file) => ({ ...file, obstacle: undefined })),
    [
      {
        ...{
          path: 'photos/Trip/a.jpg',
          root: 'photos',
          pathInRoot: 'Trip/a.jpg',
          size: 3,
          modifiedMs: 1.5,
          type: JPEG,
        },
        ...{ hash: 'sha256:aa', capture, obstacle: undefined },
      },
      {
        ...{ path: 'b.jpg', root: '.', pathInRoot: 'b.jpg', size: 4, modifiedMs: 1.5, type: JPEG },
        ...{ hash: undefined, capture: undefined, obstacle: undefined },
      },
    ],
  );
  assert.equal(table.at(2), undefined);
});

test('a file that nobody could look at stands there without a look', () => {
  const table = new FileTable();
  const obstacle = { code: 'E_FILE_UNREADABLE', message: 'It cannot be read' } as const;
  table.folder(TRIP)('a.jpg', undefined, { type: JPEG, obstacle });
  const { size, modifiedMs, obstacle: reason } = table.at(0) ?? {};
  assert.deepEqual([size, modifiedMs, reason], [0, 0, obstacle]);
  assert.equal(table.fingerprintOf('photos/Trip/a.jpg'), undefined);
});

const number = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n });
const look = fc.record(
  { size: fc.nat(), modifiedNs: number, changedNs: number, inode: number },
  { noNullPrototype: true },
);
const folders = fc.uniqueArray(
  fc.record({
    path: fc.constantFrom('Trip', 'Trip/Day', 'Rome', '.'),
    files: fc.uniqueArray(
      fc.record({ name: fc.string({ minLength: 1 }).filter((name) => !name.includes('/')), look }),
      {
        selector: ({ name }) => name,
        maxLength: 700,
        size: '+1',
      },
    ),
  }),
  { selector: ({ path }) => path },
);

test('how a file looked is found by its path, whatever the disk counts with', () => {
  fc.assert(
    fc.property(folders, (all) => {
      const table = new FileTable();
      const adders = all.map(({ path }) => table.folder({ root: '.', path, below: path === '.' ? '' : path }));
      const sorted = all.map(({ files }) => files.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
      // A scan goes into a folder while it is on the way through another one.
      for (let turn = 0; turn < 700; turn++)
        for (const [index, files] of sorted.entries()) {
          const file = files[turn];
          if (file) adders[index]?.(file.name, file.look, { type: JPEG });
        }
      for (const { path, files } of all)
        for (const { name, look } of files)
          assert.deepEqual(table.fingerprintOf(path === '.' ? name : `${path}/${name}`), look);
      assert.equal(table.fingerprintOf('Trip/is not there.jpg'), undefined);
      assert.equal(table.fingerprintOf('Oslo/a.jpg'), undefined);
    }),
  );
});
