import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LocalItem, RemoteItem } from '../../../src/engine/model.ts';
import type { AlbumInput } from '../../../src/engine/plan/model.ts';
import type { LocalFiles } from '../../../src/engine/ports/localFiles.ts';
import type { RunEvent } from '../../../src/engine/ports/progress.ts';
import { ok } from '../../../src/engine/result.ts';
import { EarlyHashes } from '../../../src/run/earlyHashes.ts';
import { Library } from '../../harness/library.ts';
import { hostWith } from '../../harness/between.ts';

function localItem(name: string, size = 1): LocalItem {
  return {
    ...{ path: `Trip/${name}`, root: '.', pathInRoot: `Trip/${name}`, size, modifiedMs: 0 },
    ...{ type: { kind: 'photo', mime: 'image/jpeg' }, album: 'Trip', name },
  };
}

function remoteItem(name: string, size = 1): RemoteItem {
  return { id: name, albumId: 'A1', name, size, hash: 'sha256:web' };
}

function albumOf(local: readonly LocalItem[], remote: readonly RemoteItem[]): AlbumInput {
  return { album: 'Trip', local, remote, base: [], folders: ['Trip'], group: undefined, known: [] };
}

/** Hashes by hand: each file waits until it is answered. */
function byHand(options: { readonly fails?: boolean } = {}) {
  const asked: { readonly path: string; readonly answer: () => void }[] = [];
  const events: RunEvent[] = [];
  const read: AlbumInput[] = [];
  const hash: LocalFiles['hash'] = ({ path }) =>
    new Promise((resolve, reject) =>
      asked.push({
        path,
        answer: () => (options.fails ? reject(new Error('a fault')) : resolve(ok(`sha256:${path}`))),
      }),
    );
  const hashes = new EarlyHashes(
    { files: { hash }, rules: { tests: ['hash'], toleranceMs: 0 }, onRead: (album) => read.push(album) },
    { onEvent: (event) => events.push(event), signal: new AbortController().signal },
  );
  const answerAll = async () => {
    for (let next = asked.shift(); next; next = asked.shift()) {
      next.answer();
      await Promise.resolve();
    }
  };
  return { hashes, asked, read, events, answerAll };
}

describe('only a file that the comparison needs the hash of is read', () => {
  const table: readonly (readonly [what: string, album: AlbumInput, asked: readonly string[]])[] = [
    ['with a copy of its size', albumOf([localItem('a')], [remoteItem('a')]), ['Trip/a']],
    ['with a copy of another size', albumOf([localItem('a')], [remoteItem('a', 2)]), []],
    ['without a copy', albumOf([localItem('a')], [remoteItem('b')]), []],
    ['with two copies', albumOf([localItem('a')], [remoteItem('a'), { ...remoteItem('a'), id: 'b' }]), ['Trip/a']],
    ['with a hash that is known', albumOf([{ ...localItem('a'), hash: 'sha256:a' }], [remoteItem('a')]), []],
  ];
  for (const [what, album, paths] of table)
    test(what, async () => {
      const { hashes, asked } = byHand();
      await hashes.begin(album);
      assert.deepEqual(
        asked.map(({ path }) => path),
        paths,
      );
    });
});

test('an album comes back with its hashes once all of it is read, and how far it is, is told from the end on', async () => {
  const { hashes, read, asked, events, answerAll } = byHand();
  await hashes.begin(
    albumOf(
      [localItem('a'), localItem('b'), localItem('c', 2)],
      ['a', 'b', 'c'].map((name) => remoteItem(name)),
    ),
  );
  asked.shift()?.answer();
  await new Promise(setImmediate);
  assert.deepEqual([read, events], [[], []]);
  const end = hashes.end();
  await answerAll();
  await end;
  assert.deepEqual(
    read.map(({ local }) => local.map(({ name, hash }) => [name, hash])),
    [
      [
        ['a', 'sha256:Trip/a'],
        ['b', 'sha256:Trip/b'],
        ['c', undefined],
      ],
    ],
  );
  assert.deepEqual(events, [{ type: 'progress', phase: 'compare', done: 2, total: 2, label: 'Trip/b' }]);
});

test('a further album waits while too many files are unread', async () => {
  const { hashes, answerAll } = byHand();
  const names = Array.from({ length: 10_000 }, (_, index) => String(index));
  let isRoom = false;
  const begun = hashes.begin(
    albumOf(
      names.map((name) => localItem(name)),
      names.map((name) => remoteItem(name)),
    ),
  );
  void begun.then(() => (isRoom = true));
  await new Promise(setImmediate);
  assert.equal(isRoom, false);
  await answerAll();
  await begun;
  await hashes.end();
});

test('a fault while reading comes out at the end, and holds nobody up', async () => {
  const { hashes, answerAll } = byHand({ fails: true });
  await hashes.begin(albumOf([localItem('a')], [remoteItem('a')]));
  await answerAll();
  await assert.rejects(hashes.end(), { message: 'a fault' });
});

test('a run hashes the photos of one album before it has listed the next one', async (t) => {
  const library = new Library(t, { 'Rome/a.jpg': 'a', 'Oslo/b.jpg': 'b' });
  await library.run({});
  library.loseLedger();
  const hashed = Promise.withResolvers<undefined>();
  const host = hostWith({
    service: (real) => ({
      listItems: async (album, call) => {
        if (album.title === 'Oslo') await hashed.promise;
        return real.listItems(album, call);
      },
    }),
    files: (real) => ({
      hash: (file, call) => {
        hashed.resolve(undefined);
        return real.hash(file, call);
      },
    }),
  });
  const report = await library.run({ kind: 'preview', settings: { compare: ['hash'] }, host });
  assert.equal(report.totals.events.SAME, 2);
});
