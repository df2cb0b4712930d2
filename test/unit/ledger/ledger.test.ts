import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { BaseItem } from '../../../src/engine/model.ts';
import type { Fingerprint } from '../../../src/engine/ports/ledger.ts';
import { openLedger, openLedgerCopy } from '../../../src/ledger/openLedger.ts';
import type { OpenLedger } from '../../../src/ledger/openLedger.ts';
import { SqliteLedger } from '../../../src/ledger/sqliteLedger.ts';
import { ledgerFiles, stateDirectory } from '../../../src/ledger/stateDirectory.ts';
import type { Result } from '../../../src/engine/result.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const ITEM: BaseItem = {
  album: 'Été',
  name: 'sub/a.jpg',
  path: 'Été/sub/a.jpg',
  remoteId: 'r1',
  albumId: 'ete',
  local: { size: 5_000_000_000, modifiedMs: 1_718_000_000_000.123, hash: 'sha256:aa' },
  remote: { size: 10, modifiedMs: undefined, hash: undefined },
  capturedAt: '2024-06-10T10:00:00',
};

const SEEN: Fingerprint = {
  size: 7,
  modifiedNs: 1_718_000_000_000_123_456n,
  changedNs: 2n,
  inode: 9_007_199_254_740_993n,
};

function opened(result: Result<OpenLedger>): OpenLedger {
  assert.ok(result.ok);
  return result.value;
}

test('what was committed is there for the next run, to the last digit', (t) => {
  const file = path.join(temporaryFolder(t), 'a folder', 'ledger.db');
  const first = opened(openLedger(file, NOW));
  first.ledger.rememberItem(ITEM);
  first.ledger.rememberAlbum({ id: 'ete', album: 'Été', part: 2, folders: ['Été'] });
  first.ledger.learn('a.jpg', SEEN, {
    type: { kind: 'photo', mime: 'image/jpeg' },
    hash: 'sha256:bb',
    capture: { caption: 'x' },
  });
  first.ledger.learn('b.txt', SEEN, { type: 'notMedia' });
  first.ledger.commit();
  first.ledger.forgetItem(ITEM.album, ITEM.name);
  first.close();
  const { ledger, close } = opened(openLedger(file, NOW));
  assert.deepEqual(ledger.items(), [ITEM]);
  assert.deepEqual(ledger.albums(), [{ id: 'ete', album: 'Été', part: 2, folders: ['Été'] }]);
  assert.deepEqual(ledger.knowledge('a.jpg', SEEN), {
    type: { kind: 'photo', mime: 'image/jpeg' },
    hash: 'sha256:bb',
    capture: { caption: 'x' },
  });
  assert.equal(ledger.knowledge('b.txt', SEEN)?.type, 'notMedia');
  for (const changed of [{ size: 8 }, { modifiedNs: 1n }, { changedNs: 3n }, { inode: 1n }])
    assert.equal(ledger.knowledge('a.jpg', { ...SEEN, ...changed }), undefined);
  close();
});

test('names that UTF-8 cannot spell stay different', (t) => {
  const file = path.join(temporaryFolder(t), 'ledger.db');
  const names = ['\ud83d', '\ude00', '\ufffd', '\uffff"x"', 'plain'];
  const first = opened(openLedger(file, NOW));
  for (const name of names) first.ledger.rememberItem({ ...ITEM, name });
  first.ledger.forgetItem(ITEM.album, '\ude00');
  first.ledger.commit();
  first.close();
  const { ledger, close } = opened(openLedger(file, NOW));
  assert.deepEqual(
    ledger
      .items()
      .map(({ name }) => name)
      .sort(),
    names.filter((name) => name !== '\ude00').sort(),
  );
  close();
});

test('a preview reads a copy: it sees what is remembered and leaves no trace', (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'ledger.db');
  const writer = opened(openLedger(file, NOW));
  writer.ledger.rememberItem(ITEM);
  writer.ledger.commit();
  writer.close();
  const before = readFileSync(file);
  const copy = opened(openLedgerCopy(file));
  assert.deepEqual(copy.ledger.items(), [ITEM]);
  copy.ledger.forgetItem(ITEM.album, ITEM.name);
  copy.ledger.commit();
  copy.close();
  assert.deepEqual(readdirSync(folder), ['ledger.db']);
  assert.deepEqual(readFileSync(file), before);
  assert.deepEqual(opened(openLedgerCopy(path.join(folder, 'none.db'))).ledger.items(), []);
});

test('a file that is no ledger is set aside, kept, and said', (t) => {
  const table: readonly (readonly [name: string, spoil: (file: string) => void])[] = [
    ['text', (file) => writeFileSync(file, 'this is no database at all')],
    ['empty', (file) => writeFileSync(file, '')],
    [
      'cut',
      (file) => {
        const ledger = opened(openLedger(file, NOW));
        ledger.ledger.rememberItem(ITEM);
        ledger.ledger.commit();
        ledger.close();
        writeFileSync(file, readFileSync(file).subarray(0, 5000));
      },
    ],
    ['foreign', (file) => new DatabaseSync(file).exec('CREATE TABLE other (x)')],
  ];
  for (const [name, spoil] of table) {
    const folder = temporaryFolder(t);
    const file = path.join(folder, 'ledger.db');
    spoil(file);
    const preview = opened(openLedgerCopy(file));
    assert.deepEqual(
      [preview.ledger.items(), preview.problems.map(({ code }) => code)],
      [[], ['E_LEDGER_DAMAGED']],
      name,
    );
    const { ledger, problems, close } = opened(openLedger(file, NOW));
    assert.deepEqual([ledger.items(), problems.map(({ code }) => code)], [[], ['E_LEDGER_DAMAGED']], name);
    close();
    assert.ok(readdirSync(folder).includes('ledger.db.bad-2026-11-22T120000.000Z'), name);
  }
});

test('a full disk gives up one transaction and not the ones after it', (t) => {
  const file = path.join(temporaryFolder(t), 'ledger.db');
  opened(openLedger(file, NOW)).close();
  const database = new DatabaseSync(file);
  t.after(() => database.close());
  const ledger = new SqliteLedger(database);
  ledger.rememberItem(ITEM);
  ledger.commit();
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() ?? {};
  database.exec(`PRAGMA max_page_count = ${Number(pages)}`);
  const large = { ...ITEM, name: 'x'.repeat(100_000) };
  for (let tries = 0; tries < 3; tries++)
    assert.throws(() => {
      ledger.forgetItem(ITEM.album, ITEM.name);
      ledger.rememberItem(large);
    }, /full/);
  assert.deepEqual(ledger.items(), [ITEM]);
  database.exec('PRAGMA max_page_count = 100000');
  ledger.rememberItem(large);
  ledger.commit();
  assert.deepEqual(ledger.items(), [ITEM, large]);
});

test('the log beside a ledger stays short, however much a run writes, and ends with it', (t) => {
  const file = path.join(temporaryFolder(t), 'ledger.db');
  const { ledger, close } = opened(openLedger(file, NOW));
  const caption = 'x'.repeat(64 * 1024);
  const lengths = Array.from({ length: 500 }, (_each, number) => {
    ledger.learn(`${number}.jpg`, SEEN, { capture: { caption } });
    ledger.commit();
    return statSync(`${file}-wal`).size;
  });
  assert.ok(Math.max(...lengths) < 17 * 1024 * 1024, `${Math.max(...lengths)} bytes`);
  close();
  assert.equal(existsSync(`${file}-wal`), false);
});

test('a ledger of a newer version is left untouched', (t) => {
  const file = path.join(temporaryFolder(t), 'ledger.db');
  opened(openLedger(file, NOW)).close();
  new DatabaseSync(file).exec('PRAGMA user_version = 99');
  for (const result of [openLedger(file, NOW), openLedgerCopy(file)])
    assert.equal(result.ok ? '' : result.problem.code, 'E_LEDGER_NEWER');
});

test('the state directory follows the platform, and one folder has one ledger by every way to it', () => {
  const table: readonly (readonly [env: Record<string, string>, platform: NodeJS.Platform, expected: string])[] = [
    [{ ALBUM_SYNC_STATE_DIR: '/state' }, 'linux', '/state'],
    [{}, 'linux', '/home/me/.local/state/album-sync'],
    [{ XDG_STATE_HOME: '/x' }, 'linux', '/x/album-sync'],
    [{}, 'darwin', '/home/me/Library/Application Support/album-sync'],
  ];
  for (const [env, platform, expected] of table) assert.equal(stateDirectory(env, platform, '/home/me'), expected);
  const one = ledgerFiles('/state', '/photos/My Trip', 'gallery', 'a');
  const two = ledgerFiles('/state', '/photos/My Trip', 'gallery', 'b');
  assert.equal(one.lock, two.lock);
  assert.notEqual(one.ledger, two.ledger);
});

test('what a service keeps is durable with the next commit, and a preview forgets what it changes', (t) => {
  const file = path.join(temporaryFolder(t), 'ledger.db');
  const first = opened(openLedger(file, NOW));
  for (const [key, value] of [
    ['file/a', '1'],
    ['file/%', 'x'],
    ['file/\ud83d', '2'],
    ['fi', '3'],
    ['token', '4'],
    ['token', '5'],
  ] as const)
    first.state.set(key, value);
  first.state.delete('fi');
  first.state.commit();
  first.state.set('token', '6');
  first.close();
  const copy = opened(openLedgerCopy(file));
  copy.state.set('token', '7');
  copy.state.commit();
  assert.equal(copy.state.get('token'), '7');
  copy.close();
  const { state, close } = opened(openLedger(file, NOW));
  assert.deepEqual([state.get('token'), state.get('fi'), state.get('toke')], ['5', undefined, undefined]);
  assert.deepEqual([...state.entries('file/')].sort(), [
    ['file/%', 'x'],
    ['file/a', '1'],
    ['file/\ud83d', '2'],
  ]);
  close();
});

const WITHOUT_SIGNS = 'DROP TRIGGER settled_forgotten; DROP TABLE sign';

const WITHOUT_SETTLED = `${WITHOUT_SIGNS}; DROP TRIGGER item_written; DROP TRIGGER item_changed; DROP TRIGGER item_forgotten; DROP TABLE settled`;

const OLDER: readonly (readonly [version: number, downgrade: string])[] = [
  [1, `${WITHOUT_SETTLED}; DROP TABLE state; DROP TABLE run; DROP TABLE step; PRAGMA user_version = 1`],
  [2, `${WITHOUT_SETTLED}; DROP TABLE state; PRAGMA user_version = 2`],
  [3, `${WITHOUT_SETTLED}; PRAGMA user_version = 3`],
  [4, `${WITHOUT_SIGNS}; PRAGMA user_version = 4`],
  [5, 'PRAGMA user_version = 5'],
  [6, 'PRAGMA user_version = 6'],
];

for (const [version, downgrade] of OLDER) {
  test(`a ledger of version ${version} is brought up to date with all that it remembers`, (t) => {
    const file = path.join(temporaryFolder(t), 'ledger.db');
    const first = opened(openLedger(file, NOW));
    first.ledger.rememberItem(ITEM);
    first.ledger.commit();
    first.close();
    const old = new DatabaseSync(file);
    old.exec(downgrade);
    old.close();
    const copy = opened(openLedgerCopy(file));
    assert.deepEqual([copy.ledger.items(), copy.ledger.steps(), copy.problems], [[ITEM], [], []]);
    assert.deepEqual([...copy.state.entries('')], []);
    copy.close();
    const { ledger, state, problems, close } = opened(openLedger(file, NOW));
    state.set('token', '1');
    assert.deepEqual([ledger.items(), ledger.steps(), state.get('token'), problems], [[ITEM], [], '1', []]);
    close();
  });
}

test('the steps of a run take the place of those before it when its first one is written', (t) => {
  const file = path.join(temporaryFolder(t), 'ledger.db');
  const { ledger, close } = opened(openLedger(file, NOW));
  const step = (name: string) =>
    ({ album: 'Été', name, event: 'LOCAL_ONLY', action: 'UPLOAD_LOCAL', changes: [] }) as const;
  const remembered = () => [ledger.lastRun()?.startedMs, ...ledger.steps().map(({ name }) => name)];
  ledger.beginRun({ startedMs: 1, mode: 'upload' });
  ledger.rememberStep(step('a'));
  ledger.rememberStep(step('b'));
  ledger.commit();
  ledger.beginRun({ startedMs: 2, mode: 'upload' });
  assert.deepEqual(remembered(), [1, 'a', 'b']);
  ledger.rememberStep(step('c'));
  assert.deepEqual(remembered(), [2, 'c']);
  ledger.commit();
  const [last] = ledger.steps();
  assert.deepEqual(last, { ...step('c'), number: last?.number });
  ledger.forgetStep(last?.number ?? -1);
  assert.deepEqual(remembered(), [2]);
  close();
});

test('an album is settled until anything is written about an item of it', (t) => {
  const file = path.join(temporaryFolder(t), 'ledger.db');
  const rome: BaseItem = { ...ITEM, album: 'Rome' };
  const signs = [Uint8Array.of(0, 255), Uint8Array.of(1)];
  const settle = ({ ledger }: OpenLedger) => {
    for (const album of [ITEM.album, rome.album, 'none\ud83d'])
      ledger.settle({ album, rules: 'r', folders: [album], places: [], parts: [], known: [], items: 1 }, signs);
    ledger.commit();
  };
  const signsIn = (of: OpenLedger) => (album: string) => {
    const known = of.ledger.signsOf(album);
    return known?.map((place) => [...place].join());
  };
  const names = ({ ledger }: OpenLedger) => ledger.settled().map(({ album }) => album);
  const open = opened(openLedger(file, NOW));
  for (const item of [ITEM, rome]) open.ledger.rememberItem(item);
  settle(open);
  assert.deepEqual(names(open).toSorted(), ['Rome', 'none\ud83d', 'Été']);
  assert.deepEqual(['Rome', 'none\ud83d', 'Oslo'].map(signsIn(open)), [['0,255', '1'], ['0,255', '1'], undefined]);
  open.ledger.rememberItem(rome);
  assert.deepEqual(names(open).toSorted(), ['none\ud83d', 'Été']);
  assert.deepEqual(['Rome', 'Été'].map(signsIn(open)), [undefined, ['0,255', '1']]);
  settle(open);
  open.ledger.forgetItem('Rome', rome.name);
  open.ledger.commit();
  const copy = opened(openLedgerCopy(file));
  assert.deepEqual(names(copy).toSorted(), ['none\ud83d', 'Été']);
  assert.deepEqual(['Rome', 'none\ud83d'].map(signsIn(copy)), [undefined, ['0,255', '1']]);
  copy.close();
  open.close();
});

test('items are counted, and told album by album', (t) => {
  const { ledger, close } = opened(openLedger(path.join(temporaryFolder(t), 'ledger.db'), NOW));
  assert.deepEqual([ledger.countItems(), ledger.albumsWithItems(), ledger.itemsIn('Rome')], [0, [], []]);
  const albums = ['', 'Rome', 'Été', 'odd\ud83d'];
  for (const album of albums) for (const name of ['a.jpg', 'b.jpg']) ledger.rememberItem({ ...ITEM, album, name });
  assert.equal(ledger.countItems(), 8);
  assert.deepEqual(ledger.albumsWithItems().toSorted(), albums.toSorted());
  for (const album of albums)
    assert.deepEqual(
      ledger.itemsIn(album),
      ['a.jpg', 'b.jpg'].map((name) => ({ ...ITEM, album, name })),
    );
  close();
});

test('items are told by the paths of their files', (t) => {
  const { ledger, close } = opened(openLedger(path.join(temporaryFolder(t), 'ledger.db'), NOW));
  const at = (path: string, name: string, album = 'Rome'): BaseItem => ({ ...ITEM, album, name, path });
  const [a, b] = [at('Rome/a "1".jpg', 'a "1".jpg'), at('Rome/b.jpg', 'b.jpg')];
  const [odd, other] = [at('Rome/odd\ud83d.jpg', 'odd\ud83d.jpg'), at('Rome/day/b.jpg', 'b (2).jpg')];
  for (const item of [a, b, odd, other, at('Rome/c.jpg', 'c.jpg', 'Oslo')]) ledger.rememberItem(item);
  const found = (...places: string[]) => ledger.itemsAt('Rome', new Set(places));
  assert.deepEqual(found(a.path, odd.path), [a, odd]);
  assert.deepEqual(found(other.path), [other]);
  assert.deepEqual(found(a.path, other.path, 'Rome/c.jpg', 'Rome/d.jpg'), [a, other]);
  assert.deepEqual(found(), []);
  close();
});
