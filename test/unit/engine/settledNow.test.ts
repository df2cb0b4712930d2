import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SentWhole } from '../../../src/engine/apply/sentWhole.ts';
import type { LocalItem, RemoteItem } from '../../../src/engine/model.ts';
import type { Part } from '../../../src/engine/parts.ts';
import type { AlbumInput, PlannedItem } from '../../../src/engine/plan/model.ts';
import type { FolderRecord } from '../../../src/engine/ports/localFiles.ts';
import { folderKey } from '../../../src/engine/ports/localFiles.ts';
import type { SettleFacts } from '../../../src/engine/settled/settle.ts';
import { settledNow, type AfterRun } from '../../../src/engine/settled/settledNow.ts';

const PLACE: FolderRecord = { path: 'Trip', root: '.', look: 'L1', files: 1, folders: [], skipped: [] };

const LOCAL: LocalItem = {
  ...{ path: 'Trip/a.jpg', root: '.', pathInRoot: 'Trip/a.jpg', size: 1, modifiedMs: 0 },
  ...{ type: { kind: 'photo', mime: 'image/jpeg' }, album: 'Trip', name: 'a.jpg' },
};

const SENT: PlannedItem = {
  ...{ album: 'Trip', name: 'a.jpg', sides: { local: LOCAL }, event: 'LOCAL_ONLY', detail: 'new' },
  ...{ changed: { local: false, remote: false }, action: 'UPLOAD_LOCAL', outcome: 'planned' },
};

const ALBUM: AlbumInput = {
  album: 'Trip',
  local: [LOCAL],
  remote: [],
  base: [],
  folders: ['Trip'],
  group: undefined,
  known: [],
};
const PART: Part = { part: 1, album: { id: 'A1', title: 'Trip' } };
const KNOWN = { id: 'A1', album: 'Trip', part: 1, folders: [] };
const FACTS: SettleFacts = {
  rules: 'R1',
  places: new Map([[folderKey(PLACE), PLACE]]),
  capabilities: { sameBytes: 'ownItems' },
};

function settled(plan: { album?: Partial<AlbumInput>; items?: readonly PlannedItem[] }, after: Partial<AfterRun> = {}) {
  return settledNow(
    { items: plan.items ?? [SENT], albums: [{ ...ALBUM, ...plan.album }] },
    {
      sentWhole: new Map([['Trip', 1]]),
      partsOf: (album) => (album === 'Trip' ? [PART] : []),
      marks: new Map([['A1', 'M1']]),
      known: [KNOWN, { ...KNOWN, id: 'A9', album: 'Rome' }],
      ...after,
    },
    FACTS,
  );
}

describe('An album that a run has made is settled', () => {
  const other = { ...SENT, name: 'b.jpg' };
  const second: Part = { part: 2, album: { id: 'A2', title: 'Trip #2' } };
  const table: readonly (readonly [when: string, isSettled: boolean, ...Parameters<typeof settled>])[] = [
    ['when all of its files were sent', true, {}],
    ['when nothing was sent', false, {}, { sentWhole: new Map() }],
    ['when one of its files was not sent', false, { album: { local: [LOCAL, LOCAL] }, items: [SENT, other] }],
    ['when the plan has more of it than files', false, { items: [SENT, other] }],
    ['when a part of it was there', false, { album: { group: { name: 'Trip', parts: [PART] } } }],
    ['when nobody knows how it looks', false, {}, { marks: new Map([['A9', 'M9']]) }],
    ['when nobody knows how a part of it looks', false, {}, { partsOf: () => [PART, second] }],
  ];
  for (const [when, isSettled, ...parts] of table)
    test(`${when}: ${isSettled ? 'yes' : 'no'}`, () => assert.equal(settled(...parts).length, isSettled ? 1 : 0));

  test('with all by which it is recognised', () => {
    assert.deepEqual(settled({}), [
      {
        ...{ album: 'Trip', rules: 'R1', folders: ['Trip'], places: [PLACE], items: 1, known: [KNOWN] },
        parts: [{ part: 1, id: 'A1', mark: 'M1' }],
      },
    ]);
  });
});

describe('A file that was sent need not be compared', () => {
  const remote: RemoteItem = { id: 'i1', albumId: 'A1', name: 'a.jpg', size: 1, hash: 'sha256:0' };
  const table: readonly (readonly [
    when: string,
    counted: number,
    item: PlannedItem,
    remote: RemoteItem | undefined,
  ])[] = [
    ['when the web tells its size and hash', 1, SENT, remote],
    ['when it replaced another one', 0, { ...SENT, action: 'REPLACE_REMOTE_WITH_LOCAL' }, remote],
    ['when another size is told', 0, SENT, { ...remote, size: 2 }],
    ['when no hash is told', 0, SENT, { ...remote, hash: undefined }],
    ['when a hash of another kind is told', 0, SENT, { ...remote, hash: 'md5:0' }],
    ['when nothing is told', 0, SENT, undefined],
  ];
  for (const [when, counted, item, answer] of table)
    test(`${when}: ${counted === 1 ? 'yes' : 'no'}`, () => {
      const sent = new SentWhole();
      sent.add(item, answer);
      assert.equal(sent.albums.get('Trip') ?? 0, counted);
    });
});
