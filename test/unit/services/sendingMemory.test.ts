import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import { SendingMemory } from '../../../src/services/google/sendingMemory.ts';
import { CALL, detailsOf, download, must, sourceOf } from '../../conformance/samples.ts';
import { driveAccount } from '../../harness/googleDrive.ts';
import { photosAccount } from '../../harness/googlePhotos.ts';
import { tinyJpeg } from '../../harness/library.ts';

const MEGABYTE = 1024 ** 2;

/** A line of `borrow` and `back` is done in turn; the outcome says in which piece of memory each borrowed one is. */
const TABLE: readonly (readonly [why: string, steps: string, pieces: string])[] = [
  ['what came back is used again', 'borrow 4, back 1, borrow 4', '1 1'],
  ['what is in use is used by nobody else', 'borrow 4, borrow 4', '1 2'],
  ['a shorter photo fits too', 'borrow 4, back 1, borrow 1', '1 1'],
  ['a longer one does not', 'borrow 1, back 1, borrow 4', '1 2'],
  ['what comes back twice is there once', 'borrow 4, back 1, back 1, borrow 4, borrow 4', '1 1 2'],
  [
    'of five the shortest is cleared away',
    'borrow 1, borrow 4, borrow 4, borrow 4, borrow 4, back 1, back 2, back 3, back 4, back 5, borrow 1, borrow 1, borrow 1, borrow 1, borrow 1',
    '1 2 3 4 5 2 3 4 5 6',
  ],
];

for (const [why, steps, pieces] of TABLE) {
  test(`memory for sending: ${why}`, () => {
    const memory = new SendingMemory();
    const lent: Uint8Array[] = [];
    const buffers: ArrayBufferLike[] = [];
    for (const [verb, number] of steps.split(', ').map((step) => step.split(' '))) {
      if (verb === 'borrow') lent.push(memory.borrow(Number(number) * MEGABYTE));
      else memory.giveBack(lent[Number(number) - 1] ?? assert.fail(number));
    }
    for (const { buffer } of lent) if (!buffers.includes(buffer)) buffers.push(buffer);
    assert.equal(lent.map(({ buffer }) => buffers.indexOf(buffer) + 1).join(' '), pieces);
  });
}

test('no two photos ever wait in the same memory, and each has as much as it asked for', () => {
  const step = fc.oneof(fc.nat(9 * MEGABYTE), fc.constant('back' as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const memory = new SendingMemory();
      const inUse: Uint8Array[] = [];
      for (const each of steps) {
        if (each !== 'back') {
          const bytes = memory.borrow(each);
          assert.equal(bytes.length, each);
          assert.ok(!inUse.some(({ buffer }) => buffer === bytes.buffer));
          inUse.push(bytes);
        } else {
          const bytes = inUse.shift();
          if (bytes) memory.giveBack(bytes);
        }
      }
    }),
  );
});

const SERVICES: readonly (readonly [name: string, open: (t: TestContext) => Promise<AlbumService>])[] = [
  ['Google Drive', async (t) => (await driveAccount(t)).open()],
  ['Google Photos', async (t) => (await photosAccount(t)).open()],
];

for (const [name, open] of SERVICES) {
  test(`${name} keeps each photo apart from those that were sent before it and beside it`, async (t) => {
    const to = await open(t);
    const album = must(await to.createAlbum('Trip', CALL));
    const photos = Array.from({ length: 12 }, (_, number) => ({
      name: `${number}.jpg`,
      bytes: Buffer.concat([tinyJpeg(`photo ${number}`), Buffer.alloc(number * 100_000, number)]),
    }));
    const rounds = [photos.slice(6), photos.slice(0, 6)];
    for (const round of rounds) {
      await Promise.all(
        round.map(async ({ name, bytes }) => {
          const details = { ...detailsOf({ name }), facts: { size: bytes.length, modifiedMs: 0 } };
          const stream = async function* () {
            yield bytes;
          };
          must(await to.upload(album, details, sourceOf({ name }, { size: bytes.length, stream }), CALL));
        }),
      );
    }
    for (const item of must(await to.listItems(album, CALL))) {
      const { bytes } = photos.find((photo) => photo.name === item.name) ?? assert.fail(item.name);
      assert.ok((await download(to, item)).equals(bytes), item.name);
    }
  });
}
