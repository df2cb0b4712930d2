import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { UploadDetails } from '../../../src/engine/ports/albumService.ts';
import { html } from '../../emulators/http/answers.ts';
import { DAY_MS } from '../../emulators/http/clock.ts';
import { CALL, codeOf, detailsOf, must, sourceOf } from '../../conformance/samples.ts';
import { diskPieces } from '../../harness/diskPieces.ts';
import { photosAccount } from '../../harness/googlePhotos.ts';
import type { PhotosAccount } from '../../harness/googlePhotos.ts';
import { tinyJpeg } from '../../harness/library.ts';

const MiB = 1024 ** 2;
const NAME = 'long.jpg';
const BYTES = longPhoto();
const ARRIVED = 20 * MiB;

const REST = `session 0\nsession ${BYTES.length - ARRIVED}`;
const ANEW = `start\nsession ${BYTES.length}`;

/** What is there when the next run comes, and its requests for the upload with the bytes that they brought. */
const NEXT: readonly (readonly [
  what: string,
  before: (account: PhotosAccount) => void,
  requests: string,
  bytes?: Buffer,
])[] = [
  ['the file is the same', () => undefined, REST],
  ['the file is another one', () => undefined, ANEW, longPhoto()],
  [
    'Google has forgotten the upload',
    ({ emulator }) => {
      emulator.limits.sessionMs = DAY_MS;
      emulator.clock.advance(2 * DAY_MS);
    },
    `session 0\n${ANEW}`,
  ],
  [
    'the secret has another address',
    ({ kept }) => {
      for (const [name, text] of kept) kept.set(name, text.replace(/http:\/\/[^/]*/, 'https://example.com'));
    },
    ANEW,
  ],
];

for (const [what, before, requests, bytes = BYTES] of NEXT) {
  test(`the next run brings a long photo that broke off when ${what}`, async (t) => {
    const account = await photosAccount(t);
    const { anna, emulator, kept, open } = account;
    const service = open();
    const album = must(await service.createAlbum('Trip', CALL));
    breakOff(account);
    assert.equal(codeOf(await service.upload(album, detailsFor(BYTES), sourceFor(BYTES), CALL)), 'E_UNREACHABLE');
    assert.deepEqual([kept.size, emulator.log.of('uploads.session').length > 1], [1, true]);
    emulator.faults.clear();
    before(account);
    emulator.log.clear();
    const next = open();
    must(await next.upload(album, detailsFor(bytes), sourceFor(bytes), CALL));
    assert.equal(uploadsText(account), requests);
    assert.deepEqual(
      anna.items().map((item) => item.bytes.equals(bytes)),
      [true],
    );
    // What belongs to another content is of no use any more, and goes after a week.
    emulator.clock.advance(7 * DAY_MS);
    await next.finish(CALL);
    assert.deepEqual([...kept], []);
  });
}

test('an upload that has ended, and of which nobody heard the token, is begun anew', async (t) => {
  const account = await photosAccount(t);
  const { anna, emulator, kept, open } = account;
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'answerLost' }, times: Infinity });
  assert.equal(codeOf(await service.upload(album, detailsFor(BYTES), sourceFor(BYTES), CALL)), 'E_UNREACHABLE');
  emulator.faults.clear();
  emulator.log.clear();
  must(await open().upload(album, detailsFor(BYTES), sourceFor(BYTES), CALL));
  assert.equal(uploadsText(account), `session 0\n${ANEW}`);
  assert.deepEqual([anna.items().length, [...kept]], [1, []]);
});

test('the same bytes on their way into two albums are gone on with twice', async (t) => {
  const account = await photosAccount(t);
  const { anna, emulator, kept, open } = account;
  const service = open();
  const albums = [must(await service.createAlbum('One', CALL)), must(await service.createAlbum('Two', CALL))];
  const cut = { kind: 'requestCut', afterBytes: ARRIVED } as const;
  emulator.faults.order({ route: 'uploads.session', fault: cut, times: 2 });
  emulator.faults.order({
    route: 'uploads.session',
    fault: { kind: 'answer', answer: html('', 503) },
    times: Infinity,
  });
  const sendAll = (client: typeof service) =>
    Promise.all(albums.map((album) => client.upload(album, detailsFor(BYTES), sourceFor(BYTES), CALL)));
  assert.deepEqual((await sendAll(service)).map(codeOf), ['E_UNREACHABLE', 'E_UNREACHABLE']);
  emulator.faults.clear();
  emulator.log.clear();
  for (const uploaded of await sendAll(open())) must(uploaded);
  assert.equal(uploadsText(account).split('\n').sort().join('\n'), `${REST}\n${REST}`.split('\n').sort().join('\n'));
  assert.equal(anna.albumsText(), `One\n  ${NAME}\nTwo\n  ${NAME}`);
  assert.deepEqual([...kept], []);
});

function breakOff({ emulator }: PhotosAccount): void {
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: ARRIVED } });
  emulator.faults.order({
    route: 'uploads.session',
    fault: { kind: 'answer', answer: html('', 503) },
    times: Infinity,
  });
}

/** The requests that bring bytes in parts, one a line. */
function uploadsText({ emulator }: PhotosAccount): string {
  assert.doesNotMatch(emulator.log.text(), /upload_id=\w/);
  return emulator.log.entries
    .filter(({ route, status }) => status !== 401 && (route === 'uploads' || route === 'uploads.session'))
    .map(({ route, requestBytes }) => (route === 'uploads' ? 'start' : `session ${requestBytes}`))
    .join('\n');
}

function longPhoto(): Buffer {
  return Buffer.concat([tinyJpeg('long'), Buffer.alloc(51 * MiB, randomBytes(700_000))]);
}

function detailsFor(bytes: Buffer): UploadDetails {
  return { ...detailsOf({ name: NAME }), facts: { size: bytes.length, modifiedMs: 0 } };
}

function sourceFor(bytes: Buffer) {
  return sourceOf({ name: NAME }, { size: bytes.length, stream: () => diskPieces(bytes, MiB) });
}
