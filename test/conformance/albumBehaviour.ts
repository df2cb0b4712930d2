import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ok } from '../../src/engine/result.ts';
import type { Result } from '../../src/engine/result.ts';
import type { MakeAccount } from './conformance.ts';
import { accountText, albumNamed, CALL, CANCELLED, codeOf, itemNamed, must, send } from './samples.ts';

/** Titles that must come back as they were given, and be different albums. */
const TITLES = [
  'Trip',
  'trip',
  'Trip #2',
  'Ünïcode – “Straße” 東京 🎉',
  '../../outside',
  '<img src=x onerror=alert(1)>',
  `a "quoted" 'title' & more; \${x}`,
  'CON',
  'x'.repeat(300),
];

export function albumBehaviour(makeAccount: MakeAccount): void {
  describe('albums', () => {
    test('an empty account has none', async (t) => {
      const service = (await makeAccount(t)).open();
      assert.deepEqual(must(await service.listAlbums(CALL)), []);
    });

    test('every title is kept, also for the next client', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const ids = new Set<string>();
      for (const title of TITLES) ids.add(must(await service.createAlbum(title, CALL)).id);
      assert.equal(ids.size, TITLES.length);
      const listed = must(await account.open().listAlbums(CALL));
      assert.deepEqual(listed.map(({ title }) => title).toSorted(), TITLES.toSorted());
    });

    test('a new title and a date stay with the album and its items', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      must(await send(service, album, { name: 'a.jpg' }));
      const patch = { title: 'Journey', date: '2020-05-01T09:00:00' };
      const updated = await service.updateAlbum(album, patch, CALL);
      if (!service.capabilities.rename.album) {
        assert.equal(codeOf(updated), 'E_NOT_SUPPORTED');
        return;
      }
      assert.equal(must(updated).id, album.id);
      const next = account.open();
      const listed = await albumNamed(next, 'Journey');
      assert.equal(listed.id, album.id);
      if (next.capabilities.metadata.includes('albumDate')) assert.equal(listed.date, patch.date);
      assert.equal((await itemNamed(next, listed, 'a.jpg')).name, 'a.jpg');
    });

    test('where a service tells of some items, it tells of them what it tells of all, and nothing of a changed album', async (t) => {
      const account = await makeAccount(t);
      const first = account.open();
      if (!first.listSome) return;
      const { id } = must(await first.createAlbum('Trip', CALL));
      for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) must(await send(first, { id, title: 'Trip' }, { name }));
      await first.finish(CALL);
      const service = account.open();
      const album = await albumNamed(service, 'Trip');
      const [a, ...others] = must(await account.open().listItems(album, CALL));
      const told = must((await service.listSome?.(album, new Set([a?.id ?? '', 'none']), CALL)) ?? ok(undefined));
      const dates = others.flatMap(({ capturedAt }) => capturedAt ?? []).toSorted();
      assert.deepEqual(told, { items: [a], othersSince: dates[0] });
      const later = account.open();
      must(await later.remove(await itemNamed(later, album, 'b.jpg'), CALL));
      await later.finish(CALL);
      const next = account.open();
      const now = await albumNamed(next, 'Trip');
      if (album.mark !== undefined) assert.notEqual(now.mark, album.mark);
      assert.equal(must((await next.listSome?.(now, new Set(), CALL)) ?? ok(undefined))?.items.length, 0);
      assert.equal(
        codeOf((await next.listSome?.(now, new Set(), { signal: AbortSignal.abort() })) ?? ok(undefined)),
        'E_CANCELLED',
      );
    });

    test('where an album has a mark, it is the same while nothing is done, and every change gives it another one', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const other = must(await service.createAlbum('Rome', CALL));
      await service.finish(CALL);
      const marks = new Set<string>();
      const marksOf = async () => {
        const listed = must(await account.open().listAlbums(CALL));
        return [album, other].map(({ id }) => listed.find((each) => each.id === id)?.mark);
      };
      const [, ofOther] = await marksOf();
      const steps: readonly (() => Promise<Result<unknown>>)[] = [
        () => send(service, album, { name: 'a.jpg' }),
        () => send(service, album, { name: 'b.jpg' }),
        async () => service.remove(await itemNamed(service, album, 'a.jpg'), CALL),
      ];
      for (const step of steps) {
        must(await step());
        await service.finish(CALL);
        const [mark, unchanged] = await marksOf();
        assert.deepEqual(await marksOf(), [mark, unchanged]);
        assert.equal(unchanged, ofOther);
        if (mark !== undefined) marks.add(mark);
      }
      assert.equal(marks.size, ofOther === undefined ? 0 : steps.length);
    });

    test('only an empty album can be removed', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const empty = must(await service.createAlbum('Empty', CALL));
      const full = must(await service.createAlbum('Full', CALL));
      must(await send(service, full, { name: 'a.jpg' }));
      const removed = await service.removeAlbum(empty, CALL);
      if (!service.capabilities.removeAlbum) {
        assert.equal(codeOf(removed), 'E_NOT_SUPPORTED');
        return;
      }
      must(removed);
      assert.equal(codeOf(await service.removeAlbum(full, CALL)), 'E_TARGET_CHANGED');
      must(await service.removeAlbum(empty, CALL));
      assert.match(await accountText(account.open()), /^Full\n {2}a\.jpg/);
    });

    test('a cancelled call changes nothing', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      assert.equal(codeOf(await service.createAlbum('Trip', CANCELLED)), 'E_CANCELLED');
      assert.equal(codeOf(await service.listAlbums(CANCELLED)), 'E_CANCELLED');
      assert.equal(await accountText(account.open()), '');
    });
  });
}
