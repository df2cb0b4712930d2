import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ContentSource } from '../../src/engine/ports/albumService.ts';
import type { MakeAccount } from './conformance.ts';
import {
  accountText,
  breakingSource,
  bytesOf,
  CALL,
  changedSource,
  codeOf,
  detailsOf,
  download,
  itemNamed,
  must,
  sampleText,
  send,
  sourceOf,
  stallingSource,
  type Sample,
} from './samples.ts';

const sample: Sample = { name: 'a.jpg', text: 'new' };
const other: Sample = { name: 'a.jpg', text: 'old' };

/** What can be wrong with a source, and what the answer to it is. */
const FAULTS: readonly (readonly [string, ContentSource, string])[] = [
  ['changes while it is read', changedSource(sample), 'E_SOURCE_CHANGED'],
  ['breaks in the middle', breakingSource(sample), 'E_FILE_UNREADABLE'],
  ['ends too early', sourceOf(sample, { stream: () => parts(bytesOf(sample).subarray(0, 30)) }), 'E_VERIFY'],
  ['has other bytes than were promised', sourceOf(sample, { stream: () => parts(scrambled(sample)) }), 'E_VERIFY'],
];

export function failureBehaviour(makeAccount: MakeAccount): void {
  describe('failures', () => {
    for (const [fault, source, code] of FAULTS) {
      test(`an upload whose source ${fault} leaves nothing`, async (t) => {
        const account = await makeAccount(t);
        const service = account.open();
        const album = must(await service.createAlbum('Trip', CALL));
        assert.equal(codeOf(await service.upload(album, detailsOf(sample), source, CALL)), code);
        assert.equal(await accountText(service), 'Trip');
        assert.equal(await accountText(account.open()), 'Trip');
        must(await send(service, album, sample));
      });

      test(`a replacement whose source ${fault} leaves the old content`, async (t) => {
        const account = await makeAccount(t);
        const service = account.open();
        const album = must(await service.createAlbum('Trip', CALL));
        const item = must(await send(service, album, other));
        const replaced = codeOf(await service.replace(item, detailsOf(sample), source, CALL));
        assert.equal(replaced, service.capabilities.replace === 'no' ? 'E_NOT_SUPPORTED' : code);
        const next = account.open();
        assert.equal(await accountText(next), `Trip\n  ${sampleText(next, other)}`);
        if (next.capabilities.downloadsOriginal) {
          assert.deepEqual(await download(next, await itemNamed(next, album, 'a.jpg')), bytesOf(other));
        }
      });
    }

    test('an upload that is cancelled on its way leaves nothing', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const controller = new AbortController();
      const source = stallingSource(sample, () => controller.abort());
      const sent = await service.upload(album, detailsOf(sample), source, { signal: controller.signal });
      assert.equal(codeOf(sent), 'E_CANCELLED');
      assert.equal(await accountText(account.open()), 'Trip');
    });

    test('a failed upload among others costs only itself', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const results = await Promise.all([
        send(service, album, { name: 'b.jpg' }),
        service.upload(album, detailsOf(sample), breakingSource(sample), CALL),
        send(service, album, { name: 'c.jpg' }),
      ]);
      assert.deepEqual(
        results.map(({ ok }) => ok),
        [true, false, true],
      );
      const next = account.open();
      const rest = ['b.jpg', 'c.jpg'].map((name) => `  ${sampleText(next, { name })}`);
      assert.equal(await accountText(next), ['Trip', ...rest].join('\n'));
    });

    test('a receiver that refuses a download is heard', async (t) => {
      const service = (await makeAccount(t)).open();
      const album = must(await service.createAlbum('Trip', CALL));
      const item = must(await send(service, album, sample));
      const refused = { ok: false, problem: { code: 'E_DISK_FULL', message: 'Full' } } as const;
      assert.deepEqual(await service.download(item, async () => refused, CALL), refused);
    });
  });
}

async function* parts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function scrambled(of: Sample): Uint8Array {
  return bytesOf(of).map((byte, index) => (index === 20 ? byte ^ 1 : byte));
}
