import { timestamp } from '../http/clock.ts';
import { isRefusal, type OrRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { apiRoute } from './api.ts';
import type { Read } from './message.ts';
import type { StoredAlbum, StoredItem, Viewer } from './model.ts';
import type { Photos } from './photos.ts';
import { inserted, placeIn, POSITION } from './position.ts';
import { readMedia } from './readMedia.ts';
import { invalid, INVALID_UPLOAD_TOKEN, NOT_WRITABLE, STORAGE_FULL } from './refusals.ts';
import { createdItemResource } from './resources.ts';
import type { Upload } from './uploads.ts';

const NEW_ITEM = {
  fields: { description: 'string', simpleMediaItem: { fields: { uploadToken: 'string', fileName: 'string' } } },
} as const;
const BODY = { albumId: 'string', albumPosition: POSITION, newMediaItems: [NEW_ITEM] } as const;
type Body = Read<{ readonly fields: typeof BODY }>;
const LONGEST_NAME = 255;
const LONGEST_DESCRIPTION = 999;

/** Makes media items of what was uploaded. Each of them succeeds or fails for itself. */
export function batchCreateRoute(photos: Photos): Route {
  return apiRoute(photos, {
    name: 'mediaItems.batchCreate',
    method: 'POST',
    path: '/v1/mediaItems:batchCreate',
    scopes: ['appendonly'],
    kind: 'write',
    query: {},
    body: BODY,
    answers: ['newMediaItemResults'],
    handle: (request) => batchCreate(photos, request),
  });
}

interface BatchCreate {
  readonly call: Call;
  readonly viewer: Viewer;
  readonly body: Body;
}

interface NewItem {
  readonly token: string;
  /** Undefined for a token that is not good. */
  readonly upload: Upload | undefined;
  readonly fileName: string;
  readonly description: string;
}

async function batchCreate(photos: Photos, request: BatchCreate): Promise<OrRefusal<object>> {
  const { call, viewer, body } = request;
  const wanted = readNewItems(photos, viewer, body.newMediaItems ?? []);
  if (isRefusal(wanted)) return wanted;
  const target = targetOf(photos, viewer, body);
  if (isRefusal(target)) return target;
  if (needsMoreThanIsLeft(photos, viewer, wanted)) return STORAGE_FULL;
  if (target && itemCount(target.album) + wanted.length > photos.limits.albumItems) return invalid();
  const faults = { fail: call.special('failItems') ?? 0, refuse: call.special('refuseItems') ?? 0 };
  const made: StoredItem[] = [];
  const results: object[] = [];
  for (const [index, item] of wanted.entries()) {
    const result = hasBit(faults.fail, index)
      ? { code: 13, message: 'Internal error' }
      : hasBit(faults.refuse, index)
        ? REFUSED
        : await create(photos, viewer, item, made);
    if ('code' in result) results.push({ uploadToken: item.token, status: result });
    else {
      made.push(result);
      const mediaItem = createdItemResource({ photos, viewer, origin: call.origin }, result);
      results.push({ uploadToken: item.token, status: { message: 'Success' }, mediaItem });
    }
  }
  const entries = made.map(({ id }) => ({ kind: 'item' as const, id }));
  if (target) target.album.entries = inserted(target.album, target.place, entries);
  return { newMediaItemResults: results };
}

function readNewItems(
  photos: Photos,
  viewer: Viewer,
  items: NonNullable<Body['newMediaItems']>,
): OrRefusal<readonly NewItem[]> {
  if (items.length === 0) return invalid();
  if (items.length > photos.limits.batch)
    return invalid(`Request must have less than ${String(photos.limits.batch)} items`);
  const read = items.map(({ description = '', simpleMediaItem: { uploadToken: token = '', fileName = '' } = {} }) => ({
    token,
    upload: photos.uploads.find(viewer, token),
    fileName,
    description,
  }));
  if (read.some(({ token }) => token === '')) return INVALID_UPLOAD_TOKEN;
  if (
    read.some(({ fileName, description }) => fileName.length > LONGEST_NAME || description.length > LONGEST_DESCRIPTION)
  )
    return invalid();
  return read.every(({ upload }) => upload === undefined) ? INVALID_UPLOAD_TOKEN : read;
}

function targetOf(
  photos: Photos,
  viewer: Viewer,
  { albumId = '', albumPosition }: Body,
): OrRefusal<{ readonly album: StoredAlbum; readonly place: number } | undefined> {
  if (albumId === '') return albumPosition === undefined ? undefined : invalid();
  if (!/^[\w-]{55,}$/.test(albumId)) return invalid('Invalid album ID.');
  const album = photos.library.album(viewer, albumId);
  if (!album) {
    const isOwn = photos.library.anyAlbum(albumId)?.account === viewer.account;
    return isOwn ? NOT_WRITABLE : invalid('The provided ID does not match any albums');
  }
  const place = placeIn(album, albumPosition);
  return isRefusal(place) ? place : { album, place };
}

function needsMoreThanIsLeft({ library, limits }: Photos, viewer: Viewer, wanted: readonly NewItem[]): boolean {
  const fresh = wanted.filter(({ upload }) => upload && !library.sameBytes(viewer, upload.bytes));
  const needed = fresh.reduce((sum, { upload }) => sum + (upload?.bytes.length ?? 0), 0);
  return needed > 0 && library.usedBytes(viewer.account) + needed > limits.storageBytes;
}

interface Status {
  readonly code: number;
  readonly message: string;
}

const FAILED = 'Failed: There was an error while trying to create this media item.';
const REFUSED: Status = { code: 3, message: FAILED };

/** Bytes that were there before give the item that was there before, with the name that it had. */
async function create(
  { library, limits, clock }: Photos,
  viewer: Viewer,
  { upload, fileName, description }: NewItem,
  made: readonly StoredItem[],
): Promise<StoredItem | Status> {
  if (!upload) return { code: 3, message: INVALID_UPLOAD_TOKEN.refused.message };
  const known = library.sameBytes(viewer, upload.bytes);
  if (known && made.includes(known))
    return { code: 6, message: known.facts.kind === 'video' ? FAILED.replace('Failed', 'EXISTS') : FAILED };
  if (known) return known;
  const facts = await readMedia(upload.bytes);
  if (!facts) return { code: 3, message: FAILED };
  if (upload.bytes.length > (facts.kind === 'photo' ? limits.photoBytes : limits.videoBytes)) return REFUSED;
  // Without any name Google shows the day of the upload.
  const filename = fileName || upload.filename || timestamp(clock.now()).slice(0, 10);
  return library.addItem({ ...viewer, bytes: upload.bytes, filename, description, facts });
}

function itemCount({ entries }: StoredAlbum): number {
  return entries.filter(({ kind }) => kind === 'item').length;
}

/** Whether the value of a special fault names the item: bit 0 stands for the first one. */
function hasBit(value: number, index: number): boolean {
  return Math.floor(value / 2 ** index) % 2 === 1;
}
