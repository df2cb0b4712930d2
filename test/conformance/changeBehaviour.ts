import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RemoteItem } from '../../src/engine/model.ts';
import type { AlbumService, ItemPatch } from '../../src/engine/ports/albumService.ts';
import type { MakeAccount } from './conformance.ts';
import {
  accountText,
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
} from './samples.ts';

/** What `updateItem` may write, by the word for it in the capabilities. */
const CONTRADICTED: readonly (readonly ['size' | 'hash', ItemPatch])[] = [
  ['size', { size: 123_456 }],
  ['hash', { hash: `sha256:${'ab'.repeat(32)}` }],
];

const FACTS: readonly (readonly ['sourceDate' | 'caption' | 'captureDate', ItemPatch])[] = [
  ['sourceDate', { modifiedMs: Date.parse('2011-12-13T14:15:16.170Z') }],
  ['caption', { caption: 'Corrected' }],
  ['captureDate', { capturedAt: '2011-12-13T14:15:16' }],
];

export function changeBehaviour(makeAccount: MakeAccount): void {
  describe('changes', () => {
    test('a replaced item has the new bytes and facts, in the same place', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, { name: 'a.jpg', text: 'old' }));
      const sample = { name: 'a.jpg', text: 'new content', modifiedAt: '2021-01-01T00:00:00Z' };
      const replaced = await service.replace(item, detailsOf(sample), sourceOf(sample), CALL);
      if (service.capabilities.replace === 'no') {
        assert.equal(codeOf(replaced), 'E_NOT_SUPPORTED');
        return;
      }
      const expected = `Trip\n  ${sampleText(service, sample)}`;
      if (service.capabilities.replace === 'inPlace') {
        assert.equal(must(replaced).id, item.id);
        assert.equal(await accountText(service), expected);
        assert.equal(await accountText(account.open()), expected);
      }
      if (service.capabilities.downloadsOriginal) {
        assert.deepEqual(await download(account.open(), must(replaced)), bytesOf(sample));
      }
    });

    test('an item that is replaced leaves the others of its album', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      if (service.capabilities.replace === 'no') return;
      const album = must(await service.createAlbum('Trip', CALL));
      const texts = ['one', 'two', 'three'];
      const items = texts.map((text, index) => ({ name: `${index}.jpg`, text }));
      const before = (await Promise.all(items.map((item) => send(service, album, item)))).map(must);
      // Each gets the content of the next, so that where the same bytes are one item, the old one is always needed.
      const swapped = items.map(({ name }, index) => ({ name, text: texts[(index + 1) % texts.length] ?? '' }));
      const replaced = await Promise.all(
        before.map((item, index) => {
          const sample = swapped[index] ?? { name: '' };
          return service.replace(item, detailsOf(sample), sourceOf(sample), CALL);
        }),
      );
      assert.equal(new Set(replaced.map(must).map(({ id }) => id)).size, 3);
      const listed = must(await account.open().listItems(album, CALL)).map(({ id }) => id);
      assert.deepEqual(
        listed.toSorted(),
        replaced
          .map(must)
          .map(({ id }) => id)
          .toSorted(),
      );
    });

    test('a removed item is gone, and removing it again is no fault', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, { name: 'a.jpg' }));
      must(await send(service, album, { name: 'b.jpg' }));
      assert.equal(codeOf(await service.remove(item, CANCELLED)), 'E_CANCELLED');
      const removed = await service.remove(item, CALL);
      if (service.capabilities.remove === 'no') {
        assert.equal(codeOf(removed), 'E_NOT_SUPPORTED');
        return;
      }
      must(removed);
      must(await service.remove(item, CALL));
      const next = account.open();
      assert.equal(await accountText(next), `Trip\n  ${sampleText(next, { name: 'b.jpg' })}`);
      must(await send(next, album, { name: 'a.jpg', text: 'another one' }));
      assert.equal(must(await next.listItems(album, CALL)).length, 2);
    });

    test('a mark stays', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, { name: 'a.jpg' }));
      const tagged = await service.tag(item, CALL);
      if (!service.capabilities.tag) {
        assert.equal(codeOf(tagged), 'E_NOT_SUPPORTED');
        return;
      }
      must(tagged);
      const next = account.open();
      assert.equal((await itemNamed(next, album, 'a.jpg')).tagged, true);
    });

    for (const [fact, patch] of FACTS) {
      test(`the ${fact} of an item is written without its bytes`, async (t) => {
        const account = await makeAccount(t);
        const service = account.open();
        const album = must(await service.createAlbum('Trip', CALL));
        const sample = { name: 'a.jpg', capture: { capturedAt: '2001-02-03T04:05:06', caption: 'First' } };
        const item = must(await send(service, album, sample));
        const updated = await service.updateItem(item, patch, CALL);
        if (!service.capabilities.metadata.includes(fact)) {
          assert.equal(codeOf(updated), 'E_NOT_SUPPORTED');
          return;
        }
        must(updated);
        const listed = await itemNamed(account.open(), album, 'a.jpg');
        assert.deepEqual(factsOf(service, listed), factsOf(service, { ...item, ...patch }));
        if (service.capabilities.downloadsOriginal) assert.deepEqual(await download(service, listed), bytesOf(sample));
      });
    }

    for (const [fact, patch] of CONTRADICTED) {
      test(`a ${fact} that the stored bytes contradict is refused, and nothing changes`, async (t) => {
        const account = await makeAccount(t);
        const service = account.open();
        const album = must(await service.createAlbum('Trip', CALL));
        const item = must(await send(service, album, { name: 'a.jpg' }));
        const able = service.capabilities.metadata.includes(fact);
        assert.equal(codeOf(await service.updateItem(item, patch, CALL)), able ? 'E_VERIFY' : 'E_NOT_SUPPORTED');
        const listed = await itemNamed(account.open(), album, 'a.jpg');
        assert.deepEqual(factsOf(service, listed), factsOf(service, item));
      });
    }

    test('a renamed item keeps its bytes and facts', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, { name: 'day 1/a.jpg', text: 'content' }));
      const renamed = await service.updateItem(item, { name: 'day 2/b.jpg' }, CALL);
      if (!service.capabilities.rename.item) {
        assert.equal(codeOf(renamed), 'E_NOT_SUPPORTED');
        return;
      }
      const sample = { name: 'day 2/b.jpg', text: 'content' };
      const next = account.open();
      assert.equal(await accountText(next), `Trip\n  ${sampleText(next, sample)}`);
      if (next.capabilities.downloadsOriginal) assert.deepEqual(await download(next, must(renamed)), bytesOf(sample));
    });

    test('a moved item is in the other album only', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const from = must(await service.createAlbum('From', CALL));
      const to = must(await service.createAlbum('To', CALL));
      const item = must(await send(service, from, { name: 'a.jpg', text: 'content' }));
      const moved = await service.updateItem(item, { albumId: to.id, name: 'b.jpg' }, CALL);
      if (!service.capabilities.rename.move) {
        assert.equal(codeOf(moved), 'E_NOT_SUPPORTED');
        return;
      }
      const sample = { name: 'b.jpg', text: 'content' };
      const next = account.open();
      assert.equal(await accountText(next), `From\nTo\n  ${sampleText(next, sample)}`);
      assert.equal(must(moved).albumId, to.id);
      if (next.capabilities.downloadsOriginal) assert.deepEqual(await download(next, must(moved)), bytesOf(sample));
    });

    test('a rename does not take the place of another item', async (t) => {
      const service = (await makeAccount(t)).open();
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, { name: 'a.jpg' }));
      must(await send(service, album, { name: 'b.jpg' }));
      await service.updateItem(item, { name: 'b.jpg' }, CALL);
      assert.equal(must(await service.listItems(album, CALL)).length, 2);
      if (service.capabilities.downloadsOriginal) {
        const other = must(await service.listItems(album, CALL)).find(({ id }) => id !== item.id);
        assert.ok(other);
        assert.deepEqual(await download(service, other), bytesOf({ name: 'b.jpg' }));
      }
    });
  });
}

/** What the service knows of an item; what it was just sent it may know better than the next listing does. */
function factsOf({ capabilities: { knows } }: AlbumService, item: RemoteItem) {
  const { size, hash, modifiedMs, caption, capturedAt } = item;
  return {
    ...(knows.size && { size }),
    ...(knows.hashes.length > 0 && { hash }),
    ...(knows.sourceDate && { modifiedMs }),
    ...{ caption, capturedAt },
  };
}
