import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LocalItem, RemoteItem } from '../../../src/engine/model.ts';
import type { AlbumInput, PlannedItem } from '../../../src/engine/plan/model.ts';
import type { FolderRecord } from '../../../src/engine/ports/localFiles.ts';
import { folderKey } from '../../../src/engine/ports/localFiles.ts';
import { settledBy } from '../../../src/engine/settled/settle.ts';
import type { SettleFacts } from '../../../src/engine/settled/settle.ts';
import { standAlone, stillSettled } from '../../../src/engine/settled/settledAlbum.ts';
import type { Signs } from '../../../src/engine/settled/settledAlbum.ts';

const PLACE: FolderRecord = { path: 'Trip', root: '.', look: 'L1', files: 1, folders: [], skipped: [] };

const LOCAL: LocalItem = {
  ...{ path: 'Trip/a.jpg', root: '.', pathInRoot: 'Trip/a.jpg', size: 1, modifiedMs: 0 },
  ...{ type: { kind: 'photo', mime: 'image/jpeg' }, album: 'Trip', name: 'a.jpg' },
};

const REMOTE: RemoteItem = { id: 'i1', albumId: 'A1', name: 'a.jpg' };

const ALBUM: AlbumInput = {
  album: 'Trip',
  local: [LOCAL],
  remote: [REMOTE],
  base: [],
  folders: ['Trip'],
  group: { name: 'Trip', parts: [{ part: 1, album: { id: 'A1', title: 'Trip', mark: 'M1' } }] },
  known: [{ id: 'A1', album: 'Trip', part: 1, folders: [] }],
};

const SAME: PlannedItem = {
  ...{ album: 'Trip', name: 'a.jpg', sides: { local: LOCAL, remote: REMOTE } },
  ...{ event: 'SAME', changed: { local: false, remote: false }, action: 'SILENT', outcome: 'silent' },
};

const FACTS: SettleFacts = { rules: 'R1', places: places(PLACE), capabilities: { sameBytes: 'ownItems' } };

function places(...folders: readonly FolderRecord[]): SettleFacts['places'] {
  return new Map(folders.map((folder) => [folderKey(folder), folder]));
}

function settled(album: Partial<AlbumInput> = {}, items: readonly PlannedItem[] = [SAME], facts = {}) {
  return settledBy({ items, albums: [{ ...ALBUM, ...album }] }, { ...FACTS, ...facts });
}

describe('An album is settled when all of it is in step and can be recognised', () => {
  const other = { ...SAME, name: 'b.jpg' };
  const table: readonly (readonly [what: string, isSettled: boolean, ...Parameters<typeof settled>])[] = [
    ['as it is', true],
    ['an item is at work', false, {}, [{ ...SAME, event: 'DIFFERENT', action: 'REPORT', outcome: 'reported' }]],
    [
      'an item in step is sent by order',
      false,
      {},
      [{ ...SAME, action: 'REPLACE_REMOTE_WITH_LOCAL', outcome: 'planned' }],
    ],
    ['an item is only reported', false, {}, [{ ...SAME, action: 'REPORT', outcome: 'reported' }]],
    ['an item is passed over', false, {}, [{ ...SAME, outcome: 'skipped' }]],
    ['a file has no web item', false, { remote: [] }],
    ['a web item has no file', false, { local: [] }],
    ['an item of another name comes too', false, {}, [SAME, other]],
    ['it is empty', false, { local: [], remote: [] }, []],
    ['it is not on the web', false, { group: undefined }],
    [
      'its web album has no mark',
      false,
      { group: { name: 'Trip', parts: [{ part: 1, album: { id: 'A1', title: 'Trip' } }] } },
    ],
    [
      'a part of it has no mark',
      false,
      {
        group: {
          name: 'Trip',
          parts: [...(ALBUM.group?.parts ?? []), { part: 2, album: { id: 'A2', title: 'Trip #2' } }],
        },
      },
    ],
    ['its folder cannot be recognised', false, {}, [SAME], { places: places() }],
    ['its folder holds more than it', false, {}, [SAME], { places: places({ ...PLACE, files: 2 }) }],
    ['one item may be in several albums', false, {}, [SAME], { capabilities: { sameBytes: 'oneItem' } }],
  ];
  for (const [what, isSettled, ...input] of table)
    test(`${what}: ${isSettled ? 'yes' : 'no'}`, () => {
      assert.equal(settled(...input).length, isSettled ? 1 : 0);
    });

  test('and says by what', () => {
    assert.deepEqual(settled(), [
      {
        ...{ album: 'Trip', rules: 'R1', folders: ['Trip'], places: [PLACE], items: 1 },
        parts: [{ part: 1, id: 'A1', mark: 'M1' }],
        known: ALBUM.known,
      },
    ]);
  });
});

describe('A settled album is recognised while nothing of it was touched', () => {
  const signs: Signs = {
    rules: 'R1',
    looks: { unchanged: new Set([folderKey(PLACE)]), touched: new Map() },
    marks: new Map([['A1', 'M1']]),
    known: ALBUM.known,
  };
  const table: readonly (readonly [what: string, isStill: boolean, Partial<Signs>])[] = [
    ['as it was', true, {}],
    [
      'another album came',
      true,
      {
        marks: new Map([
          ['A1', 'M1'],
          ['A2', 'M2'],
        ]),
      },
    ],
    [
      'another album is remembered',
      true,
      { known: [...ALBUM.known, { id: 'A2', album: 'Rome', part: 1, folders: [] }] },
    ],
    ['the rules are others', false, { rules: 'R2' }],
    ['its folder looks otherwise', false, { looks: { unchanged: new Set(), touched: new Map() } }],
    [
      'a folder of that path in another root does not',
      false,
      { looks: { unchanged: new Set([folderKey({ ...PLACE, root: 'Trip' })]), touched: new Map() } },
    ],
    ['its web album looks otherwise', false, { marks: new Map([['A1', 'M2']]) }],
    ['its web album does not say how it looks', false, { marks: new Map([['A1', undefined]]) }],
    ['its web album is gone', false, { marks: new Map() }],
    ['its web album is forgotten', false, { known: [] }],
    ['its web album is another part', false, { known: [{ id: 'A1', album: 'Trip', part: 2, folders: [] }] }],
    ['a download gave it a folder', false, { known: [{ id: 'A1', album: 'Trip', part: 1, folders: ['Trip'] }] }],
  ];
  for (const [what, isStill, change] of table)
    test(`${what}: ${isStill ? 'yes' : 'no'}`, () => {
      assert.equal(stillSettled(settled(), { ...signs, ...change }).length, isStill ? 1 : 0);
    });
});

describe('A settled album stands alone', () => {
  const groups = ALBUM.group ? [ALBUM.group] : [];
  const second = { part: 2, album: { id: 'A2', title: 'Trip #2' } };
  const table: readonly (readonly [what: string, isAlone: boolean, ...Parameters<typeof standAlone>])[] = [
    ['as it is', true, settled(), new Set(['Rome']), groups],
    ['not when another folder flows into it', false, settled(), new Set(['Trip']), groups],
    [
      'not when a further web album is a part of it',
      false,
      settled(),
      new Set(),
      groups.map((group) => ({ ...group, parts: [...group.parts, second] })),
    ],
    [
      'not when its web album is one of another album',
      false,
      settled(),
      new Set(),
      groups.map((group) => ({ ...group, name: 'Rome' })),
    ],
  ];
  for (const [what, isAlone, ...input] of table)
    test(what, () => {
      assert.equal(standAlone(...input).length, isAlone ? 1 : 0);
    });
});
