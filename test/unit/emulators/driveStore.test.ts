import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { effectivePermissions, roleOf, sees } from '../../emulators/drive/store/access.ts';
import { FOLDER } from '../../emulators/drive/store/model.ts';
import type { Revision } from '../../emulators/drive/store/model.ts';
import { readMedia } from '../../emulators/drive/store/media.ts';
import { createRandomness } from '../../emulators/drive/store/random.ts';
import { makeRevision, purgeRevisions } from '../../emulators/drive/store/revision.ts';
import { createStore } from '../../emulators/drive/store/store.ts';
import type { DriveStore } from '../../emulators/drive/store/store.ts';

const ANNA = 'anna@example.com';
const BERT = 'bert@example.com';
const DAY = 86_400_000;

/** My Drive / Trip / Rome / forum.jpg, all made by the app `app-1`. */
function sample() {
  const store = createStore(() => 1_000, createRandomness(1));
  const make = (name: string, mimeType: string, parent: string) =>
    store.add({ id: store.newId(), owner: ANNA, name, mimeType, parent, clients: new Set(['app-1']) });
  const trip = make('Trip', FOLDER, store.root(ANNA).id);
  const rome = make('Rome', FOLDER, trip.id);
  const photo = make('forum.jpg', 'image/jpeg', rome.id);
  return { store, trip, rome, photo };
}

const viewer = (clientId: string, scope: string, account = ANNA) => ({
  account,
  clientId,
  scopes: new Set([`https://www.googleapis.com/auth/${scope}`]),
});

function feedOf(store: DriveStore): string {
  const name = (id: string) => store.get(id)?.name ?? 'gone';
  return store.feed
    .since(0)
    .map(({ fileId, gone }) => (gone ? `removed (${[...gone.clients].join()})` : name(fileId)))
    .join(', ');
}

test('the feed has one entry a file, its latest, and the oldest entry first', () => {
  const { store, trip } = sample();
  assert.equal(feedOf(store), 'Trip, Rome, forum.jpg');
  const token = store.feed.nextSequence();
  store.changed(trip);
  assert.equal(feedOf(store), 'Rome, forum.jpg, Trip');
  assert.deepEqual(
    store.feed.since(token).map(({ fileId }) => fileId),
    [trip.id],
  );
});

test('deleting a folder for ever takes all below it, and the feed still knows which app saw them', () => {
  const { store, trip, photo } = sample();
  store.remove(trip);
  assert.equal(store.get(photo.id), undefined);
  assert.equal(feedOf(store), 'removed (app-1), removed (app-1), removed (app-1)');
});

test('a file in a trashed folder is trashed without having been trashed itself', () => {
  const { store, trip, photo } = sample();
  trip.trashedMs = 1_000;
  assert.equal(store.isTrashed(photo), true);
  assert.equal(photo.trashedMs, undefined);
});

test('a moved file is in the new folder only', () => {
  const { store, trip, rome, photo } = sample();
  photo.parent = trip.id;
  store.changed(photo);
  assert.deepEqual(
    [rome, trip].map(({ id }) =>
      store
        .children(id)
        .map(({ name }) => name)
        .join(),
    ),
    ['', 'Rome,forum.jpg'],
  );
});

test('which app may know of a file', () => {
  const { store, photo } = sample();
  const table: readonly (readonly [clientId: string, scope: string, account: string, seen: boolean])[] = [
    ['app-1', 'drive.file', ANNA, true],
    ['app-2', 'drive.file', ANNA, false],
    ['app-2', 'drive', ANNA, true],
    ['app-2', 'drive.readonly', ANNA, true],
    ['app-1', 'drive', BERT, false],
  ];
  for (const [clientId, scope, account, seen] of table)
    assert.equal(sees(store, viewer(clientId, scope, account), photo), seen, `${clientId} ${scope} ${account}`);
});

test('a permission on a folder holds for what is below, and the strongest one counts', () => {
  const { store, trip, photo } = sample();
  trip.permissions.push({ id: 'anyoneWithLink', type: 'anyone', role: 'reader', allowFileDiscovery: false });
  assert.equal(roleOf(store, BERT, photo), 'reader');
  photo.permissions.push({ id: 'p', type: 'user', role: 'writer', emailAddress: BERT });
  assert.equal(roleOf(store, BERT, photo), 'writer');
  assert.deepEqual(
    effectivePermissions(store, photo).map(({ permission, inheritedFrom }) => [permission.role, inheritedFrom]),
    [
      ['owner', undefined],
      ['writer', undefined],
      ['reader', trip.id],
    ],
  );
});

test('an id may be named once, and only by the account that it was issued to', () => {
  const { store } = sample();
  const [id = ''] = store.issueIds(ANNA, 1);
  assert.deepEqual([store.idState(ANNA, id), store.idState(BERT, id)], ['free', 'foreign']);
  store.remove(store.add({ id, owner: ANNA, name: 'a', mimeType: 'image/jpeg', parent: store.root(ANNA).id }));
  assert.equal(store.idState(ANNA, id), 'used');
});

test('old content is purged after 30 days or beyond 100, except the head and what is kept for ever', () => {
  const revisions = [revision('old', 0), revision('kept', 0), revision('recent', 20 * DAY), revision('head', 0)];
  for (const one of revisions) one.keepForever = one.id === 'kept';
  purgeRevisions(revisions, 31 * DAY);
  assert.deepEqual(
    revisions.map(({ id }) => id),
    ['kept', 'recent', 'head'],
  );
  const many = Array.from({ length: 103 }, (_, at) => revision(String(at), 0));
  purgeRevisions(many, 0);
  assert.deepEqual([many.length, many[0]?.id, many.at(-1)?.id], [100, '3', '102']);
});

test('what is read out of a picture, and that what is none has nothing', async () => {
  const blank = sharp({ create: { width: 40, height: 30, channels: 3, background: 'peru' } });
  const exif = { IFD0: { Make: 'Kodak' }, IFD2: { DateTimeOriginal: '2019:06:01 10:00:00' } };
  const photo = await blank.withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  assert.deepEqual(await readMedia(photo, 'image/jpeg'), {
    width: 40,
    height: 30,
    rotation: 1,
    time: '2019:06:01 10:00:00',
    cameraMake: 'Kodak',
  });
  assert.equal(await readMedia(Buffer.from('no picture'), 'image/jpeg'), undefined);
  assert.equal(await readMedia(photo, 'text/plain'), undefined);
});

function revision(id: string, storedMs: number, content = id): Revision {
  const bytes = Buffer.from(content);
  const checksums = { md5: 'm', sha1: 's', sha256: 't' };
  return makeRevision(
    id,
    { bytes, mimeType: 'image/jpeg', media: undefined, checksums },
    { modifiedMs: 0, storedMs },
    'a.jpg',
  );
}
