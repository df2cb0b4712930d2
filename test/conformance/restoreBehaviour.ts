import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RemoteItem } from '../../src/engine/model.ts';
import type { MakeAccount } from './conformance.ts';
import {
  accountText,
  bytesOf,
  CALL,
  codeOf,
  detailsOf,
  download,
  must,
  sampleText,
  send,
  sourceOf,
} from './samples.ts';

const OLD = { name: 'day 1/a.jpg', text: 'old', capture: { capturedAt: '2001-02-03T04:05:06', caption: 'First' } };
const NEW = { name: 'day 1/a.jpg', text: 'new content', modifiedAt: '2021-01-01T00:00:00Z' };

/** What was put away comes back, for a client that has just been started. */
export function restoreBehaviour(makeAccount: MakeAccount): void {
  describe('bringing back', () => {
    test('a removed item comes back as it was, once', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, OLD));
      const { trashed = '' } = service.capabilities.remove === 'no' ? {} : must(await service.remove(item, CALL));
      const next = account.open();
      const restored = await next.restore(item, trashed, CALL);
      if (!service.capabilities.restore) {
        assert.equal(codeOf(restored), 'E_NOT_SUPPORTED');
        return;
      }
      assert.equal(must(restored).id, item.id);
      must(await account.open().restore(item, trashed, CALL));
      assert.equal(await accountText(account.open()), `Trip\n  ${sampleText(next, OLD)}`);
      if (next.capabilities.downloadsOriginal) assert.deepEqual(await download(next, must(restored)), bytesOf(OLD));
    });

    test('a replaced item has its old content again, once', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      if (!service.capabilities.restore) return assertRefused(await service.restore(NOTHING, '', CALL));
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, OLD));
      const { trashed = '', ...now } = must(await service.replace(item, detailsOf(NEW), sourceOf(NEW), CALL));
      must(await account.open().restore(item, trashed, { ...CALL, replaces: now }));
      must(await account.open().restore(item, trashed, { ...CALL, replaces: now }));
      assert.equal(await accountText(account.open()), `Trip\n  ${sampleText(service, OLD)}`);
    });

    test('what was changed since is not replaced', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      if (!service.capabilities.restore) return assertRefused(await service.restore(NOTHING, '', CALL));
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, OLD));
      const { trashed = '', ...now } = must(await service.replace(item, detailsOf(NEW), sourceOf(NEW), CALL));
      const third = { ...NEW, text: 'by somebody else' };
      must(await service.replace(now, detailsOf(third), sourceOf(third), CALL));
      const restored = await account.open().restore(item, trashed, { ...CALL, replaces: now });
      assert.equal(codeOf(restored), 'E_TARGET_CHANGED');
      assert.equal(await accountText(account.open()), `Trip\n  ${sampleText(service, third)}`);
    });

    for (const trashed of ['', 'nowhere', '.trash/../albums/trip/a.jpg', '../../etc/passwd', '/etc/passwd']) {
      test(`nothing comes back from “${trashed}”`, async (t) => {
        const service = (await makeAccount(t)).open();
        const album = must(await service.createAlbum('Trip', CALL));
        const gone = { ...NOTHING, albumId: album.id };
        const code = codeOf(await service.restore(gone, trashed, CALL));
        assert.equal(code, service.capabilities.restore ? 'E_TRASH_EMPTIED' : 'E_NOT_SUPPORTED');
      });
    }
  });
}

const NOTHING: RemoteItem = { id: 'never', albumId: 'never', name: 'never.jpg', size: 1 };

function assertRefused(result: Parameters<typeof codeOf>[0]): void {
  assert.equal(codeOf(result), 'E_NOT_SUPPORTED');
}
