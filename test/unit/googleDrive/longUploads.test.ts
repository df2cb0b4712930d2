import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { fail, ok, type Result } from '../../../src/engine/result.ts';
import { googleError, html, redirect } from '../../emulators/http/answers.ts';
import type { Fault, FaultOrder } from '../../emulators/http/faults.ts';
import { CALL, codeOf, download, must } from '../../conformance/samples.ts';
import { diskPieces } from '../../harness/diskPieces.ts';
import { driveAccount } from '../../harness/googleDrive.ts';
import { detailsOf, MEGABYTE, sendUnheard, sourceOf } from './longVideo.ts';

/** Long enough to be sent in parts. */
const BYTES = randomBytes(6 * MEGABYTE);
const OTHER = randomBytes(7 * MEGABYTE);

function refused(code: number, reason: string): Fault {
  const errors = [{ domain: 'global', reason, message: reason }];
  return { kind: 'answer', answer: googleError({ code, message: reason, errors }) };
}

/** What happens to a long upload, and with how many requests to its address it arrives all the same. */
const PASSING: readonly (readonly [what: string, orders: readonly FaultOrder[], requests: number])[] = [
  ['nothing happens', [], 1],
  ['the connection breaks', [{ route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: 3 * MEGABYTE } }], 3],
  [
    'the connection breaks again and again',
    [{ route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: MEGABYTE }, times: 3 }],
    5,
  ],
  [
    'Google stores less than was sent',
    [{ route: 'uploads.session', fault: { kind: 'special', name: 'storeLess', value: 2 * MEGABYTE } }],
    2,
  ],
  ['Google stores nothing', [{ route: 'uploads.session', fault: { kind: 'special', name: 'storeLess', value: 0 } }], 2],
  ['the last answer is lost', [{ route: 'uploads.session', fault: { kind: 'answerLost' } }], 2],
  ['the server fails', [{ route: 'uploads.session', fault: { kind: 'answer', answer: html('<h1>503</h1>', 503) } }], 3],
  ['it comes too fast', [{ route: 'uploads.session', fault: refused(403, 'userRateLimitExceeded') }], 2],
  ['the upload is forgotten', [{ route: 'uploads.session', fault: refused(404, 'notFound') }], 2],
  ['the answer to the beginning is lost', [{ route: 'uploads.start', fault: { kind: 'answerLost' } }], 1],
];

for (const [what, orders, requests] of PASSING) {
  test(`a long video arrives when ${what}, and takes the place of another one too`, async (t) => {
    const { anna, emulator, open } = await driveAccount(t);
    const service = open();
    const album = must(await service.createAlbum('Trip', CALL));
    for (const order of orders) emulator.faults.order(order);
    const item = must(await service.upload(album, detailsOf(BYTES), sourceOf(BYTES), CALL));
    assert.equal(emulator.log.of('uploads.session').length, requests, emulator.log.text());
    assert.equal(anna.treeText(), 'Album Sync/\n  Trip/\n    long.mp4');
    for (const order of orders) emulator.faults.order(order);
    const { trashed = '', ...now } = must(await service.replace(item, detailsOf(OTHER), sourceOf(OTHER), CALL));
    assert.ok((await download(service, now)).equals(OTHER));
    const back = must(await service.restore(item, trashed, { ...CALL, replaces: now }));
    assert.ok((await download(open(), back)).equals(BYTES));
    assert.doesNotMatch(emulator.log.text(), /upload_id=\w/);
  });
}

for (const takenId of ['atStart', 'atEnd'] as const) {
  test(`a long video whose upload was not heard of is not sent into a second file, told ${takenId}`, async (t) => {
    const account = await driveAccount(t, { habits: { takenId } });
    const { anna, open } = account;
    const album = await sendUnheard(account, BYTES);
    // The next client knows the id, and has not listed the album.
    const next = open();
    must(await next.upload(album, detailsOf(BYTES), sourceOf(BYTES), CALL));
    assert.equal(anna.files().length, 3);
  });
}

test('an upload that is to go to another address is given up', async (t) => {
  const { anna, emulator, open } = await driveAccount(t);
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  const elsewhere = { ...redirect('https://example.com/upload'), status: 200 };
  emulator.faults.order({ route: 'uploads.start', fault: { kind: 'answer', answer: elsewhere } });
  assert.equal(codeOf(await service.upload(album, detailsOf(BYTES), sourceOf(BYTES), CALL)), 'E_SERVICE_ANSWER');
  assert.equal(anna.files().length, 2);
});

test('a long video of which the file changes is never finished', async (t) => {
  const { anna, open } = await driveAccount(t);
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  const changed = Buffer.concat([BYTES.subarray(1), BYTES.subarray(0, 1)]);
  for (const [source, code] of [
    [{ ...sourceOf(BYTES), stream: () => diskPieces(changed) }, 'E_VERIFY'],
    [{ ...sourceOf(BYTES), stream: () => diskPieces(BYTES.subarray(0, -1)) }, 'E_VERIFY'],
  ] as const) {
    assert.equal(codeOf(await service.upload(album, detailsOf(BYTES), source, CALL)), code);
    assert.equal(anna.files().length, 2);
  }
});

test('what Drive stored otherwise goes into the bin, and an old content comes back', async (t) => {
  const { anna, emulator, open } = await driveAccount(t);
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  const corrupt: FaultOrder = { route: 'uploads.multipart', fault: { kind: 'special', name: 'corrupt', value: 500 } };
  const [small, smaller] = [BYTES.subarray(0, 1000), BYTES.subarray(1000, 1900)];
  emulator.faults.order(corrupt);
  assert.equal(codeOf(await service.upload(album, detailsOf(small), sourceOf(small), CALL)), 'E_VERIFY');
  assert.equal(anna.treeText(), 'Album Sync/\n  Trip/');
  emulator.faults.clear();
  const item = must(await service.upload(album, detailsOf(small), sourceOf(small), CALL));
  emulator.faults.order(corrupt);
  assert.equal(codeOf(await service.replace(item, detailsOf(smaller), sourceOf(smaller), CALL)), 'E_VERIFY');
  assert.ok((await download(open(), item)).equals(small));
  assert.deepEqual(must(await open().listItems(album, CALL)), [item]);
});

test('a download that breaks is continued where it broke', async (t) => {
  const { emulator, open } = await driveAccount(t);
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  const item = must(await service.upload(album, detailsOf(BYTES), sourceOf(BYTES), CALL));
  emulator.faults.order({ route: 'files.download', fault: { kind: 'answerCut', afterBytes: 2 * MEGABYTE }, times: 2 });
  assert.ok((await download(service, item)).equals(BYTES));
  assert.equal(emulator.log.of('files.download').length, 3);
  emulator.faults.order({ route: 'files.download', fault: { kind: 'answerCut', afterBytes: 9 }, times: Infinity });
  const received = await service.download(item, refuseWhatBreaks, CALL);
  assert.equal(codeOf(received), 'E_UNREACHABLE');
});

/** Reads what comes, as the photo folders do. */
async function refuseWhatBreaks(chunks: AsyncIterable<Uint8Array>): Promise<Result<void>> {
  try {
    for await (const chunk of chunks) assert.ok(chunk.length > 0);
    return ok();
  } catch {
    return fail(problem('E_VERIFY', phrase`long.mp4`));
  }
}
