import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import { CALL, detailsOf, must, sourceOf } from '../../conformance/samples.ts';
import { diskPieces } from '../../harness/diskPieces.ts';
import { driveAccount } from '../../harness/googleDrive.ts';
import { photosAccount } from '../../harness/googlePhotos.ts';
import { tinyJpeg } from '../../harness/library.ts';

const MEGABYTE = 1024 ** 2;

const drive = async (t: TestContext) => (await driveAccount(t)).open();
const photos = async (t: TestContext) => (await photosAccount(t)).open();

/** How often a photo is read from the disk until it is sent and verified. */
const TABLE: readonly (readonly [
  service: string,
  open: (t: TestContext) => Promise<AlbumService>,
  megabytes: number,
  reads: number,
])[] = [
  ['Google Drive', drive, 0, 1],
  ['Google Drive', drive, 4, 1],
  ['Google Drive', drive, 6, 1],
  ['Google Photos', photos, 0, 1],
  ['Google Photos', photos, 7, 1],
  // Its hash must be known before the first byte is sent, and so much is not kept in memory.
  ['Google Photos', photos, 9, 2],
];

for (const [service, open, megabytes, reads] of TABLE) {
  test(`${service} takes a photo of ${megabytes} MB that is read ${reads === 1 ? 'once' : `${reads} times`}`, async (t) => {
    const bytes = Buffer.concat([tinyJpeg('photo'), Buffer.alloc(megabytes * MEGABYTE, 1)]);
    let begun = 0;
    const stream = () => {
      begun++;
      return diskPieces(bytes, MEGABYTE);
    };
    const to = await open(t);
    const album = must(await to.createAlbum('Trip', CALL));
    const details = { ...detailsOf({ name: 'a.jpg' }), facts: { size: bytes.length, modifiedMs: 0 } };
    const source = sourceOf({ name: 'a.jpg' }, { size: bytes.length, stream });
    must(await to.upload(album, details, source, CALL));
    assert.equal(begun, reads);
  });
}
