import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MakeAccount } from './conformance.ts';
import {
  accountText,
  albumNamed,
  bytesOf,
  CALL,
  CANCELLED,
  codeOf,
  detailsOf,
  download,
  itemNamed,
  must,
  sampleText,
  send,
  sourceOf,
  type Sample,
} from './samples.ts';

/** So many that a service which lists in pages needs more than one. */
const MANY = 120;

export function uploadBehaviour(makeAccount: MakeAccount): void {
  describe('uploads', () => {
    test('an item comes back with its bytes and all that was told of it', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const sample: Sample = {
        name: 'day 1/a.jpg',
        modifiedAt: '2019-02-03T04:05:06.789Z',
        capture: { capturedAt: '2019-02-03T05:05:06', caption: 'Höhe & Tiefe <i>\nzwei Zeilen' },
      };
      const sent = must(await send(service, album, sample));
      assert.equal(await accountText(service), `Trip\n  ${sampleText(service, sample)}`);
      assert.equal((await itemNamed(service, album, sample.name)).id, sent.id);
      if (service.capabilities.downloadsOriginal) assert.deepEqual(await download(service, sent), bytesOf(sample));
      // The client is dropped without an end, as by a crash.
      const next = account.open();
      assert.equal(await accountText(next), `Trip\n  ${sampleText(next, sample)}`);
    });

    test('the same item sent twice is one item', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const first = must(await send(service, album, { name: 'a.jpg' }));
      const again = must(await send(service, album, { name: 'a.jpg' }));
      assert.equal(again.id, first.id);
      // After a crash, the answer to the first one is lost, and so is all that the client knew.
      const next = account.open();
      const after = must(await send(next, await albumNamed(next, 'Trip'), { name: 'a.jpg' }));
      assert.equal(after.id, first.id);
      assert.equal(must(await next.listItems(album, CALL)).length, 1);
    });

    test('the same bytes under two names are two items, or one where the service keeps them once', async (t) => {
      const service = (await makeAccount(t)).open();
      const album = must(await service.createAlbum('Trip', CALL));
      const names = ['a.jpg', 'b.jpg', 'c.jpg'];
      const sent = [must(await send(service, album, { name: 'first.jpg', text: 'same' }))];
      sent.push(...(await Promise.all(names.map((name) => send(service, album, { name, text: 'same' })))).map(must));
      const items = service.capabilities.sameBytes === 'oneItem' ? 1 : 4;
      assert.equal(new Set(sent.map(({ id }) => id)).size, items);
      assert.equal(must(await service.listItems(album, CALL)).length, items);
    });

    test('the same bytes sent at once under two names both arrive', async (t) => {
      const service = (await makeAccount(t)).open();
      const album = must(await service.createAlbum('Trip', CALL));
      const other = must(await service.createAlbum('Other', CALL));
      const sent = await Promise.all([
        send(service, album, { name: 'a.jpg', text: 'same' }),
        send(service, album, { name: 'b.jpg', text: 'same' }),
        send(service, other, { name: 'c.jpg', text: 'same' }),
      ]);
      const isOne = service.capabilities.sameBytes === 'oneItem';
      assert.equal(new Set(sent.map(must).map(({ id }) => id)).size, isOne ? 1 : 3);
      assert.equal(must(await service.listItems(album, CALL)).length, isOne ? 1 : 2);
      assert.equal(must(await service.listItems(other, CALL)).length, 1);
    });

    test('an upload does not take the place of another content', async (t) => {
      const service = (await makeAccount(t)).open();
      const album = must(await service.createAlbum('Trip', CALL));
      const first = must(await send(service, album, { name: 'a.jpg', text: 'first' }));
      await send(service, album, { name: 'a.jpg', text: 'second' });
      if (service.capabilities.downloadsOriginal) {
        assert.deepEqual(await download(service, first), bytesOf({ name: 'a.jpg', text: 'first' }));
      }
      assert.ok(must(await service.listItems(album, CALL)).some(({ id }) => id === first.id));
    });

    test('many uploads at once all arrive', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const samples = Array.from({ length: MANY }, (_, index) => ({ name: `photo ${index}.jpg` }));
      const work = samples.values();
      await Promise.all(
        Array.from({ length: service.capabilities.concurrency }, async () => {
          for (const sample of work) must(await send(service, album, sample));
        }),
      );
      const expected = samples.map((sample) => sampleText(service, sample)).toSorted();
      const listed = (await accountText(account.open())).split('\n').slice(1);
      assert.deepEqual(
        listed.map((line) => line.trim()),
        expected,
      );
    });

    test('uploads into several albums at once stay apart', async (t) => {
      const service = (await makeAccount(t)).open();
      const titles = ['One', 'Two', 'Three'];
      await Promise.all(
        titles.map(async (title) => {
          const album = must(await service.createAlbum(title, CALL));
          await Promise.all(['a.jpg', 'b.jpg'].map(async (name) => must(await send(service, album, { name }))));
        }),
      );
      const text = titles.toSorted().map((title) => {
        const items = ['a.jpg', 'b.jpg'].map((name) => `  ${sampleText(service, { name })}`);
        return [title, ...items].join('\n');
      });
      assert.equal(await accountText(service), text.join('\n'));
    });

    test('the end of a run changes no item, however often it comes', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      must(await send(service, album, { name: 'a.jpg' }));
      const before = await accountText(service);
      for (const call of [CANCELLED, CALL, CALL]) assert.deepEqual((await service.finish(call)).problems, []);
      assert.equal(await accountText(service), before);
      assert.equal(await accountText(account.open()), before);
    });

    test('a cancelled upload, download or listing answers so', async (t) => {
      const service = (await makeAccount(t)).open();
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, { name: 'a.jpg' }));
      const sample = { name: 'b.jpg' };
      assert.equal(codeOf(await service.upload(album, detailsOf(sample), sourceOf(sample), CANCELLED)), 'E_CANCELLED');
      assert.equal(codeOf(await service.listItems(album, CANCELLED)), 'E_CANCELLED');
      assert.equal(
        codeOf(await service.download(item, async () => ({ ok: true, value: undefined }), CANCELLED)),
        'E_CANCELLED',
      );
      assert.equal(must(await service.listItems(album, CALL)).length, 1);
    });
  });
}
