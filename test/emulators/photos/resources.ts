import { timestamp } from '../http/clock.ts';
import { creationMs, type StoredAlbum, type StoredItem, type Viewer } from './model.ts';
import type { Photos } from './photos.ts';

/** What is needed to write a resource: whose request it answers, and where this server is. */
export interface Writing {
  readonly photos: Photos;
  readonly viewer: Viewer;
  readonly origin: string;
}

/** A media item as the API writes it: numbers of 64 bits as text, and nothing that is empty. */
export function itemResource(writing: Writing, item: StoredItem): object {
  const { photos, viewer, origin } = writing;
  return { ...createdItemResource(writing, item), baseUrl: photos.baseUrls.issue(pictureOf(viewer, item), origin) };
}

/** A media item in the answer of batchCreate, which has no address of its picture yet. */
export function createdItemResource({ photos, origin }: Writing, item: StoredItem): object {
  const { id, description, filename, facts } = item;
  const { kind, mimeType, width, height, camera } = facts;
  return {
    id,
    ...(description === '' ? {} : { description }),
    productUrl: `${origin}/lr/photo/${id}`,
    mimeType,
    mediaMetadata: {
      creationTime: timestamp(creationMs(item)),
      ...(width === undefined ? {} : { width: String(width) }),
      ...(height === undefined ? {} : { height: String(height) }),
      [kind]: kind === 'photo' ? camera : { status: isReady(photos, item) ? 'READY' : 'PROCESSING' },
    },
    filename,
  };
}

export function albumResource({ photos, viewer, origin }: Writing, album: StoredAlbum): object {
  const items = album.entries.filter(({ kind }) => kind === 'item');
  // A cover that has left the album is none.
  const chosen = items.find(({ id }) => id === album.cover) ?? items[0];
  const cover = photos.library.anyItem(chosen?.id ?? '');
  return {
    id: album.id,
    ...(album.title === '' ? {} : { title: album.title }),
    productUrl: `${origin}/lr/album/${album.id}`,
    isWriteable: true,
    ...(items.length === 0 ? {} : { mediaItemsCount: String(items.length) }),
    ...(cover && {
      coverPhotoBaseUrl: photos.baseUrls.issue(pictureOf(viewer, cover), origin),
      coverPhotoMediaItemId: cover.id,
    }),
  };
}

/** Whether a video can be played yet. */
export function isReady({ clock, limits }: Photos, { facts, uploadedMs }: StoredItem): boolean {
  return facts.kind === 'photo' || uploadedMs + limits.videoMs <= clock.now();
}

function pictureOf({ clientId }: Viewer, item: StoredItem) {
  return { itemId: item.id, clientId };
}
