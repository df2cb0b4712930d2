import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { CALL, must, send } from '../../conformance/samples.ts';
import { googleError } from '../../emulators/http/answers.ts';
import { driveAccount } from '../../harness/googleDrive.ts';
import { photosAccount } from '../../harness/googlePhotos.ts';

const drive = (t: TestContext) => driveAccount(t);
const photos = (t: TestContext) => photosAccount(t);

/** What an upload is answered first, and whether that says that fewer are to be sent at once. */
const TABLE: readonly (readonly [
  service: string,
  account: typeof drive | typeof photos,
  route: string,
  code: number,
  reason: string,
  slowDowns: number,
])[] = [
  ['Google Drive', drive, 'uploads.multipart', 403, 'userRateLimitExceeded', 1],
  ['Google Drive', drive, 'uploads.multipart', 429, 'rateLimitExceeded', 1],
  ['Google Drive', drive, 'uploads.multipart', 503, 'backendError', 1],
  ['Google Drive', drive, 'uploads.multipart', 500, 'internalError', 0],
  ['Google Photos', photos, 'uploads', 429, 'rateLimitExceeded', 1],
  ['Google Photos', photos, 'uploads', 503, 'backendError', 1],
  ['Google Photos', photos, 'uploads', 500, 'internalError', 0],
];

for (const [service, account, route, code, reason, slowDowns] of TABLE) {
  test(`${service} that answers ${code} ${reason} ${slowDowns === 1 ? 'cannot keep up' : 'has failed'}`, async (t) => {
    const { emulator, open } = await account(t);
    const to = open();
    const album = must(await to.createAlbum('Trip', CALL));
    const answer = googleError({ code, message: reason, errors: [{ domain: 'global', reason, message: reason }] });
    emulator.faults.order({ route, fault: { kind: 'answer', answer } });
    must(await send(to, album, { name: 'a.jpg' }));
    assert.equal(to.slowDowns?.(), slowDowns);
  });
}
