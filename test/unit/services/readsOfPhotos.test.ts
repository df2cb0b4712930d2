import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import type { ErrorCode } from '../../../src/engine/model.ts';
import type { AlbumService, ContentSource } from '../../../src/engine/ports/albumService.ts';
import { fail, ok } from '../../../src/engine/result.ts';
import { CALL, codeOf, detailsOf, must, sourceOf } from '../../conformance/samples.ts';
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
    const { bytes, send } = await sending(t, open, megabytes);
    let begun = 0;
    const stream = () => {
      begun++;
      return diskPieces(bytes, MEGABYTE);
    };
    await send({ stream });
    assert.equal(begun, reads);
  });
}

/** Where a thread can read photos: how often it does, into memory that is sent as it is, and what else is read. */
const THREADS: readonly (readonly [
  service: string,
  open: (t: TestContext) => Promise<AlbumService>,
  megabytes: number,
  hashes: readonly string[],
  streams: number,
])[] = [
  ['Google Drive', drive, 0, ['sha256'], 0],
  ['Google Drive', drive, 4, ['sha256'], 0],
  ['Google Drive', drive, 6, [], 1],
  ['Google Photos', photos, 0, ['sha1 sha256'], 0],
  ['Google Photos', photos, 7, ['sha1 sha256'], 0],
  ['Google Photos', photos, 9, [], 2],
];

for (const [service, open, megabytes, hashes, streams] of THREADS) {
  test(`${service} has a thread read a photo of ${megabytes} MB ${hashes.length === 1 ? 'once' : 'never'}`, async (t) => {
    const { bytes, send } = await sending(t, open, megabytes);
    const asked: string[] = [];
    let begun = 0;
    const readInto: ContentSource['readInto'] = async (memory, names) => {
      assert.ok(memory.buffer instanceof SharedArrayBuffer);
      assert.equal(memory.length, bytes.length);
      asked.push(names.join(' '));
      memory.set(bytes);
      return ok({ size: bytes.length, hashes: names.map((name) => hash(name, bytes, 'hex')) });
    };
    const stream = () => {
      begun++;
      return diskPieces(bytes, MEGABYTE);
    };
    await send({ stream, readInto });
    assert.deepEqual([asked, begun], [hashes, streams]);
  });
}

/** What a thread may find that is not what was promised, and what becomes of the upload. */
const WRONG: readonly (readonly [what: string, readInto: ContentSource['readInto'], code: ErrorCode])[] = [
  ['fewer bytes', async () => ok({ size: 3, hashes: ['', ''] }), 'E_VERIFY'],
  ['more bytes', async (memory) => ok({ size: memory.length + 1, hashes: ['', ''] }), 'E_VERIFY'],
  ['a file that has changed', async () => fail(problem('E_SOURCE_CHANGED')), 'E_SOURCE_CHANGED'],
  ['nothing that can be read', async () => fail(problem('E_FILE_UNREADABLE')), 'E_FILE_UNREADABLE'],
];

for (const [service, open] of [
  ['Google Drive', drive],
  ['Google Photos', photos],
] as const) {
  for (const [what, readInto, code] of WRONG)
    test(`${service} is sent nothing where a thread finds ${what}`, async (t) => {
      const { to, album, upload } = await sending(t, open, 1);
      assert.equal(codeOf(await upload({ readInto })), code);
      assert.deepEqual(must(await to.listItems(album, CALL)), []);
    });
}

async function sending(t: TestContext, open: (t: TestContext) => Promise<AlbumService>, megabytes: number) {
  const bytes = Buffer.concat([tinyJpeg('photo'), Buffer.alloc(megabytes * MEGABYTE, 1)]);
  const to = await open(t);
  const album = must(await to.createAlbum('Trip', CALL));
  const details = { ...detailsOf({ name: 'a.jpg' }), facts: { size: bytes.length, modifiedMs: 0 } };
  const upload = (source: Partial<ContentSource>) =>
    to.upload(album, details, sourceOf({ name: 'a.jpg' }, { size: bytes.length, ...source }), CALL);
  return { bytes, to, album, upload, send: async (source: Partial<ContentSource>) => must(await upload(source)) };
}
