import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { SecretStore } from '../../../src/accounts/secretStore.ts';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import type { RemoteItem } from '../../../src/engine/model.ts';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import { fail } from '../../../src/engine/result.ts';
import { googleError, html } from '../../emulators/http/answers.ts';
import { DAY_MS } from '../../emulators/http/clock.ts';
import type { Fault } from '../../emulators/http/faults.ts';
import { CALL, codeOf, download, must } from '../../conformance/samples.ts';
import { driveAccount } from '../../harness/googleDrive.ts';
import type { DriveAccount, DriveAccountOptions } from '../../harness/googleDrive.ts';
import { memorySecretStore } from '../../harness/memorySecretStore.ts';
import { detailsOf, MEGABYTE, sendUnheard, sourceOf } from './longVideo.ts';

const BYTES = randomBytes(6 * MEGABYTE);
/** As long as the other one. */
const OTHER = randomBytes(6 * MEGABYTE);
const ARRIVED = 3 * MEGABYTE;

const REST = `session 0\nsession ${BYTES.length - ARRIVED}`;
const ANEW = `start\nsession ${BYTES.length}`;

/** What is there when the next run comes. */
interface Next {
  /** What has happened meanwhile. */
  readonly before?: (account: DriveAccount) => void;
  readonly bytes?: Buffer;
  readonly at?: string;
  /** Its requests for the upload, with the bytes that they brought. */
  readonly requests: string;
}

const NEXT: readonly (readonly [what: string, next: Next])[] = [
  ['the file is the same', { requests: REST }],
  ['the file is another one of the same size and date', { bytes: OTHER, requests: ANEW }],
  ['the file has another date, which was told at the beginning', { at: '2020-06-02T10:00:00Z', requests: ANEW }],
  [
    'Google has forgotten the upload',
    { before: refuseOnce(404), requests: `session 0\nstart\nsession ${BYTES.length}` },
  ],
  ['Google has ended the upload', { before: refuseOnce(410), requests: `session 0\nstart\nsession ${BYTES.length}` }],
  ['Google refuses the address', { before: refuseOnce(400), requests: `session 0\nstart\nsession ${BYTES.length}` }],
  [
    'Google says that all has arrived, and made nothing of it',
    {
      before: ({ emulator }) => {
        const headers = { Range: `bytes=0-${BYTES.length - 1}` };
        const answer = { status: 308, headers, body: '' };
        emulator.faults.order({ route: 'uploads.session', fault: { kind: 'answer', answer } });
      },
      requests: `session 0\nstart\nsession ${BYTES.length}`,
    },
  ],
  [
    'the server fails once more',
    { before: order({ kind: 'answer', answer: html('', 503) }), requests: `session 0\n${REST}` },
  ],
  ['a week has gone by', { before: ({ emulator }) => emulator.clock.advance(7 * DAY_MS), requests: ANEW }],
  [
    'nearly a week has gone by',
    { before: ({ emulator }) => emulator.clock.advance(7 * DAY_MS - 60_000), requests: REST },
  ],
  ['the secret is lost', { before: ({ kept }) => kept.clear(), requests: ANEW }],
  ['the secret is half a text', { before: editSecret((text) => text.slice(0, -9)), requests: ANEW }],
  ['the secret is of a later version', { before: editSecret((text) => text.replace(':1', ':2')), requests: ANEW }],
  [
    'the secret has another address',
    { before: editSecret((text) => text.replace(/http:\/\/[^/]*/, 'https://example.com')), requests: ANEW },
  ],
  ['the secret has no address', { before: editSecret((text) => text.replace('"http:', '"')), requests: ANEW }],
  [
    'the secret is of another account',
    { before: editSecret((text) => text.replace(' 1234 ', ' 5678 ')), requests: ANEW },
  ],
];

for (const [what, { before = () => undefined, bytes = BYTES, at, requests }] of NEXT) {
  test(`the next run brings a long video that broke off when ${what}`, async (t) => {
    const { account, albumOf } = await brokenOff(t);
    const { anna, emulator, kept, open } = account;
    before(account);
    emulator.log.clear();
    const service = open();
    const album = await albumOf(service);
    const item = must(await service.upload(album, detailsOf(bytes, at), sourceOf(bytes), CALL));
    assert.equal(uploadsText(account), requests);
    await checkArrived(service, item, bytes);
    assert.equal(anna.treeText(), 'Album Sync/\n  Trip/\n    long.mp4');
    await service.finish(CALL);
    assert.equal([...kept.values()].filter((value) => !value.includes(' 5678 ')).join(), '');
  });
}

for (const [what, next] of [
  ['the file is the same', { requests: REST }],
  ['the file is another one', { bytes: randomBytes(7 * MEGABYTE), requests: `start\nsession ${7 * MEGABYTE}` }],
] satisfies [string, Next][]) {
  test(`the next run brings a new content that broke off when ${what}`, async (t) => {
    const account = await driveAccount(t);
    const { emulator, kept, open } = account;
    const service = open();
    const album = must(await service.createAlbum('Trip', CALL));
    const item = must(await service.upload(album, detailsOf(OTHER), sourceOf(OTHER), CALL));
    breakOff(account);
    assert.equal(codeOf(await service.replace(item, detailsOf(BYTES), sourceOf(BYTES), CALL)), 'E_UNREACHABLE');
    assert.ok((await download(open(), item)).equals(OTHER));
    emulator.faults.clear();
    emulator.log.clear();
    const { bytes = BYTES, requests } = { bytes: BYTES, ...next };
    const again = open();
    const { trashed = '', ...now } = must(await again.replace(item, detailsOf(bytes), sourceOf(bytes), CALL));
    assert.equal(uploadsText(account), requests);
    await checkArrived(again, now, bytes);
    const back = must(await again.restore(item, trashed, { ...CALL, replaces: now }));
    await checkArrived(open(), back, OTHER);
    assert.deepEqual([...kept], []);
  });
}

test('an upload whose end nobody heard of is not sent again', async (t) => {
  const account = await driveAccount(t);
  const { anna, emulator, kept, open } = account;
  const album = await sendUnheard(account, BYTES);
  emulator.log.clear();
  // What is new may come late into the feed of changes.
  const change = (body: unknown) => ({ ...(body as object), changes: [] });
  emulator.faults.order({ route: 'changes.list', fault: { kind: 'changedJson', change } });
  const next = open();
  const item = must(await next.upload(album, detailsOf(BYTES), sourceOf(BYTES), CALL));
  assert.equal(uploadsText(account), 'session 0');
  await checkArrived(next, item, BYTES);
  assert.equal(anna.files().length, 3);
  assert.deepEqual([...kept], []);
});

test('an upload whose end nobody heard of, and that a person has put into the bin, is sent into another file', async (t) => {
  const account = await driveAccount(t);
  const { anna, emulator, kept, open } = account;
  const album = await sendUnheard(account, BYTES);
  anna.trash(anna.files().find(({ name }) => name === 'long.mp4')?.id ?? '');
  emulator.log.clear();
  const next = open();
  const item = must(await next.upload(album, detailsOf(BYTES), sourceOf(BYTES), CALL));
  assert.equal(uploadsText(account), `session 0\n${ANEW}`);
  await checkArrived(next, item, BYTES);
  assert.equal(anna.treeText(), 'Album Sync/\n  Trip/\n    long.mp4');
  assert.deepEqual([...kept], []);
});

test('an upload that was cancelled is gone on with', async (t) => {
  const account = await driveAccount(t);
  const { emulator, kept, open } = account;
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  const cancelling = new AbortController();
  const source = sourceOf(BYTES);
  const cancelled = await service.upload(
    album,
    detailsOf(BYTES),
    {
      ...source,
      stream: async function* () {
        for await (const piece of source.stream()) {
          cancelling.abort();
          yield piece;
        }
      },
    },
    { signal: cancelling.signal },
  );
  assert.equal(codeOf(cancelled), 'E_CANCELLED');
  await service.finish({ signal: cancelling.signal });
  assert.equal(kept.size, 1);
  emulator.log.clear();
  const next = open();
  await checkArrived(next, must(await next.upload(album, detailsOf(BYTES), source, CALL)), BYTES);
  assert.match(uploadsText(account), /^session 0\nsession \d+$/);
  assert.deepEqual([...kept], []);
});

test('a store that cannot be used stops no upload, which then begins anew', async (t) => {
  const wrong = async () => fail(problem('E_SECRETS', phrase`no keyring`));
  const { account, albumOf } = await brokenOff(t, { secrets: { get: wrong, set: wrong, delete: wrong } });
  account.emulator.log.clear();
  const service = account.open();
  const album = await albumOf(service);
  await checkArrived(service, must(await service.upload(album, detailsOf(BYTES), sourceOf(BYTES), CALL)), BYTES);
  assert.equal(uploadsText(account), ANEW);
  assert.deepEqual(await service.finish(CALL), { problems: [] });
});

test('an address is kept once, before the first byte, and forgotten when the upload has ended in any way', async (t) => {
  const kept = new Map<string, string>();
  const calls: string[] = [];
  const account = await driveAccount(t, { secrets: watched(memorySecretStore(kept), calls) });
  const service = account.open();
  const album = must(await service.createAlbum('Trip', CALL));
  const small = BYTES.subarray(0, MEGABYTE);
  must(await service.upload(album, { ...detailsOf(small), name: 'small.mp4' }, sourceOf(small), CALL));
  assert.equal(calls.join(), '');
  const source = sourceOf(BYTES);
  const watchedSource = {
    ...source,
    stream: () => {
      calls.push('bytes');
      return source.stream();
    },
  };
  const cut: Fault = { kind: 'requestCut', afterBytes: MEGABYTE };
  account.emulator.faults.order({ route: 'uploads.session', fault: cut });
  must(await service.upload(album, detailsOf(BYTES), watchedSource, CALL));
  assert.equal(calls.splice(0).join(), 'set,bytes,bytes,delete');
  const changed = { ...source, verify: async () => fail(problem('E_SOURCE_CHANGED', phrase`long.mp4`)) };
  const second = { ...detailsOf(BYTES), name: 'second.mp4' };
  assert.equal(codeOf(await service.upload(album, second, changed, CALL)), 'E_SOURCE_CHANGED');
  assert.deepEqual([calls.join(), [...kept]], ['set,delete', []]);
});

test('what nobody comes back for is forgotten with the first run after a week', async (t) => {
  const { account } = await brokenOff(t);
  const { emulator, kept, open } = account;
  for (const [days, left] of [
    [6, 1],
    [2, 0],
  ] as const) {
    emulator.clock.advance(days * DAY_MS);
    await open().finish(CALL);
    assert.equal(kept.size, left);
  }
});

/** An account to which a run has brought a part of a long video, before nothing went any more. */
async function brokenOff(t: TestContext, options: DriveAccountOptions = {}) {
  const account = await driveAccount(t, options);
  const { emulator, open } = account;
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  breakOff(account);
  assert.equal(codeOf(await service.upload(album, detailsOf(BYTES), sourceOf(BYTES), CALL)), 'E_UNREACHABLE');
  emulator.faults.clear();
  const albumOf = async (next: AlbumService) => {
    const [found] = must(await next.listAlbums(CALL));
    assert.equal(found?.id, album.id);
    return album;
  };
  return { account, albumOf };
}

/** A part arrives, and then the server says nothing but that it cannot. */
function breakOff({ emulator }: DriveAccount): void {
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: ARRIVED } });
  emulator.faults.order({
    route: 'uploads.session',
    fault: { kind: 'answer', answer: html('<h1>503</h1>', 503) },
    times: Infinity,
  });
}

function order(fault: Fault) {
  return ({ emulator }: DriveAccount) => emulator.faults.order({ route: 'uploads.session', fault });
}

function refuseOnce(code: number) {
  return order({ kind: 'answer', answer: googleError({ code, message: 'no', errors: [] }) });
}

function editSecret(edit: (text: string) => string) {
  return ({ kept }: DriveAccount) => {
    const [[name, text] = ['', '']] = kept;
    assert.notEqual(edit(text), text);
    kept.set(name, edit(text));
  };
}

/** The requests that bring bytes in parts, one a line. */
function uploadsText({ emulator }: DriveAccount): string {
  assert.doesNotMatch(emulator.log.text(), /upload_id=\w/);
  return emulator.log.entries
    .filter(({ route }) => route === 'uploads.start' || route === 'uploads.session')
    .map(({ route, requestBytes }) => (route === 'uploads.start' ? 'start' : `session ${requestBytes}`))
    .join('\n');
}

async function checkArrived(service: AlbumService, item: RemoteItem, bytes: Buffer): Promise<void> {
  assert.ok((await download(service, item)).equals(bytes), 'other bytes have arrived');
}

/** Writes down what is changed in a store. */
function watched(store: SecretStore, calls: string[]): SecretStore {
  return {
    ...store,
    set: (key, value) => {
      calls.push('set');
      return store.set(key, value);
    },
    delete: (key) => {
      calls.push('delete');
      return store.delete(key);
    },
  };
}
