import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { ErrorCode } from '../../../src/engine/model.ts';
import { googleError } from '../../emulators/http/answers.ts';
import type { FaultOrder } from '../../emulators/http/faults.ts';
import { diskPieces } from '../../harness/diskPieces.ts';
import { photosAccount, photosLibrary } from '../../harness/googlePhotos.ts';
import { lines, reportText, tinyJpeg } from '../../harness/library.ts';
import { CALL, codeOf, detailsOf, must, send, sourceOf } from '../../conformance/samples.ts';

const SYNC_UPLOAD = { settings: { mode: 'syncUpload', allowDelete: 'remote' } };
const MiB = 1024 * 1024;

async function inStep(t: TestContext) {
  const account = await photosLibrary(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await account.run();
  return account;
}

/** What happens to a replacement, and what it says. The old item stays. */
const REPLACEMENTS: readonly (readonly [what: string, order: FaultOrder, code: ErrorCode])[] = [
  ['the bytes cannot be sent', { route: 'uploads', fault: { kind: 'answerLost' }, times: Infinity }, 'E_UNREACHABLE'],
  [
    'the item is refused',
    { route: 'mediaItems.batchCreate', fault: { kind: 'special', name: 'refuseItems', value: 1 } },
    'E_REFUSED',
  ],
  [
    'the file is too large',
    {
      route: 'uploads',
      fault: { kind: 'answer', answer: googleError({ code: 413, message: 'Too large', status: 'OUT_OF_RANGE' }) },
    },
    'E_REFUSED',
  ],
];

for (const [what, order, code] of REPLACEMENTS) {
  test(`the old item stays when ${what}`, async (t) => {
    const { anna, emulator, library, run } = await inStep(t);
    library.write({ 'Trip/a.jpg': { text: 'edited', at: '2025-01-01T00:00:00Z' } });
    emulator.faults.order(order);
    const report = await run(SYNC_UPLOAD);
    assert.equal(reportText(report), `REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL failed Trip/a.jpg ${code}`);
    assert.equal(anna.albumsText(), 'Trip\n  a.jpg\n  b.jpg');
    assert.equal(emulator.log.of('albums.batchRemoveMediaItems').length, 0);
    emulator.faults.clear();
    assert.equal((await run(SYNC_UPLOAD)).totals.outcomes.done, 1);
    assert.deepEqual(anna.albumsText().match(/\.jpg/g)?.length, 2);
  });
}

test('an old item that could not be taken out is taken out by the next run', async (t) => {
  const { anna, emulator, library, run } = await inStep(t);
  library.write({ 'Trip/a.jpg': { text: 'edited', at: '2025-01-01T00:00:00Z' } });
  const broken = {
    kind: 'answer',
    answer: googleError({ code: 500, message: 'Internal', status: 'INTERNAL' }),
  } as const;
  emulator.faults.order({ route: 'albums.batchRemoveMediaItems', fault: broken, times: Infinity });
  assert.equal((await run(SYNC_UPLOAD)).totals.outcomes.failed, 1);
  assert.equal(anna.albumsText().match(/\.jpg/g)?.length, 3);
  emulator.faults.clear();
  assert.equal((await run(SYNC_UPLOAD)).totals.outcomes.done, 1);
  assert.equal(anna.albumsText().match(/\.jpg/g)?.length, 2);
  assert.equal(anna.items().length, 3);
  assert.equal(reportText(await run(SYNC_UPLOAD)), '');
});

test('the photos of a batch come in the order of their names, whichever arrives first', async (t) => {
  const { anna, emulator, open } = await photosAccount(t);
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  const { promise: othersSent, resolve } = Promise.withResolvers<undefined>();
  emulator.faults.order({ route: 'uploads', fault: { kind: 'held', until: othersSent } });
  let sent = 0;
  const call = { ...CALL, onSent: () => (++sent === 2 ? resolve(undefined) : undefined) };
  const samples = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => ({ name }));
  const uploads = samples.map((sample) => service.upload(album, detailsOf(sample), sourceOf(sample), call));
  (await Promise.all(uploads)).forEach(must);
  assert.equal(emulator.log.of('mediaItems.batchCreate').length, 1);
  assert.equal(anna.albumsText(), 'Trip\n  a.jpg\n  b.jpg\n  c.jpg');
});

test('a removal whose answer is lost has happened', async (t) => {
  const { anna, emulator, library, run } = await inStep(t);
  library.remove('Trip/a.jpg');
  emulator.faults.order({ route: 'albums.batchRemoveMediaItems', fault: { kind: 'answerLost' } });
  assert.equal(reportText(await run(SYNC_UPLOAD)), 'REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/a.jpg');
  assert.equal(anna.albumsText(), 'Trip\n  b.jpg');
});

test('without permission nothing leaves its album', async (t) => {
  const { anna, emulator, library, run } = await inStep(t);
  library.remove('Trip/a.jpg');
  library.write({ 'Trip/b.jpg': { text: 'edited', at: '2025-01-01T00:00:00Z' } });
  for (const mode of ['repairUpload', 'syncUpload'])
    assert.equal(
      reportText(await run({ settings: { mode } })),
      lines`
        REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL notPermitted Trip/b.jpg E_NOT_PERMITTED
        REMOTE_ONLY:deletedLocally DELETE_REMOTE notPermitted Trip/a.jpg E_NOT_PERMITTED`,
    );
  assert.equal(emulator.log.of('albums.batchRemoveMediaItems').length, 0);
  assert.equal(anna.albumsText(), 'Trip\n  a.jpg\n  b.jpg');
});

/** What breaks on the way of a long upload, and what is sent of it. */
const LONG: readonly (readonly [what: string, orders: readonly FaultOrder[], sessions: number])[] = [
  ['nothing', [], 1],
  ['the connection, once', [{ route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: 20 * MiB } }], 3],
  [
    'the connection, twice',
    [
      { route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: 20 * MiB } },
      { route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: 10 * MiB }, after: 1 },
    ],
    5,
  ],
];

for (const [what, orders, sessions] of LONG) {
  test(`a photo of 51 MB arrives although ${what} breaks`, async (t) => {
    const { anna, emulator, open } = await photosAccount(t);
    const service = open();
    const album = must(await service.createAlbum('Trip', CALL));
    const bytes = Buffer.concat([tinyJpeg('long'), Buffer.alloc(51 * MiB)]);
    for (const order of orders) emulator.faults.order(order);
    const details = { ...detailsOf({ name: 'long.jpg' }), facts: { size: bytes.length, modifiedMs: 0 } };
    const source = sourceOf({ name: 'long.jpg' }, { size: bytes.length, stream: () => diskPieces(bytes, MiB) });
    must(await service.upload(album, details, source, CALL));
    assert.ok(anna.items()[0]?.bytes.equals(bytes));
    assert.deepEqual([emulator.log.of('uploads').length, emulator.log.of('uploads.session').length], [1, sessions]);
  });
}

test('a file that changes between reading and sending is not made an item', async (t) => {
  const { anna, open } = await photosAccount(t);
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  let reads = 0;
  // A shorter one is read once.
  const bytes = (text: string) => Buffer.concat([tinyJpeg(text), Buffer.alloc(9 * MiB)]);
  const { length: size } = bytes('one');
  const stream = () => diskPieces(bytes(reads++ === 0 ? 'one' : 'two'), MiB);
  const details = { ...detailsOf({ name: 'a.jpg' }), facts: { size, modifiedMs: 0 } };
  const source = sourceOf({ name: 'a.jpg' }, { size, stream });
  assert.equal(codeOf(await service.upload(album, details, source, CALL)), 'E_SOURCE_CHANGED');
  assert.equal(anna.items().length, 0);
});

test('a download has no place in it, and comes from the address of the moment', async (t) => {
  const { emulator, open } = await photosAccount(t);
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  const item = must(await send(service, album, { name: 'a.jpg' }));
  const chunks: Uint8Array[] = [];
  const sink = async (stream: AsyncIterable<Uint8Array>) => {
    for await (const chunk of stream) chunks.push(chunk);
    return { ok: true, value: undefined } as const;
  };
  emulator.clock.advance(2 * 3_600_000);
  must(await service.download(item, sink, CALL));
  assert.ok(Buffer.concat(chunks).length > 0);
  assert.match(emulator.log.entries.at(-1)?.path ?? '', /=d$/);
  assert.equal(service.capabilities.downloadsOriginal, false);
});

test('a video is fetched when Google has finished it, and then encoded anew', async (t) => {
  const { emulator, open } = await photosAccount(t);
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  const bytes = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2mp41'), Buffer.alloc(100, 'film')]);
  const details = { ...detailsOf({ name: 'a.mp4' }), facts: { size: bytes.length, modifiedMs: 0 } };
  const source = sourceOf({ name: 'a.mp4' }, { size: bytes.length, stream: () => diskPieces(bytes) });
  const video = { ...details, type: { kind: 'video', mime: 'video/mp4' } as const };
  const item = must(await service.upload(album, video, source, CALL));
  assert.deepEqual(item.type, { kind: 'video', mime: 'video/mp4' });
  const sink = async (stream: AsyncIterable<Uint8Array>) => {
    for await (const chunk of stream) assert.ok(chunk.length > 0);
    return { ok: true, value: undefined } as const;
  };
  assert.equal(codeOf(await service.download(item, sink, CALL)), 'E_NOT_SUPPORTED');
  emulator.clock.advance(120_000);
  must(await service.download(item, sink, CALL));
  assert.match(emulator.log.entries.at(-1)?.path ?? '', /=dv$/);
});

/** Items that Google would refuse, and are not sent. */
const REFUSED: readonly (readonly [what: string, mime: string, kind: 'photo' | 'video', size: number])[] = [
  ['a photo of more than 200 MB', 'image/jpeg', 'photo', 200 * MiB + 1],
  ['a video of more than 20 GB', 'video/mp4', 'video', 20 * 1024 * MiB + 1],
  ['a WebM', 'video/webm', 'video', 1],
];

for (const [what, mime, kind, size] of REFUSED) {
  test(`${what} is not sent`, async (t) => {
    const { emulator, open } = await photosAccount(t);
    const service = open();
    const album = must(await service.createAlbum('Trip', CALL));
    emulator.log.clear();
    const details = { ...detailsOf({ name: 'a' }), type: { kind, mime }, facts: { size, modifiedMs: 0 } };
    assert.equal(codeOf(await service.upload(album, details, sourceOf({ name: 'a' }, { size }), CALL)), 'E_REFUSED');
    assert.equal(emulator.log.entries.length, 0);
  });
}

test('a picture that breaks off is no download', async (t) => {
  const { emulator, library, run } = await photosLibrary(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await run();
  library.remove('Trip/a.jpg');
  emulator.faults.order({ route: 'pictures', fault: { kind: 'answerCut', afterBytes: 20 }, times: Infinity });
  const report = await run({ settings: { mode: 'download' } });
  assert.equal(reportText(report), 'REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE failed Trip/a.jpg E_UNREACHABLE');
  assert.equal(library.textOf('Trip/a.jpg'), undefined);
  emulator.faults.clear();
  assert.equal((await run({ settings: { mode: 'download' } })).totals.outcomes.done, 1);
  assert.equal(reportText(await run({ settings: { mode: 'twoWay' } })), '');
});
