import { isRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { albumContentRoutes } from './albumContentRoutes.ts';
import { apiRoute } from './api.ts';
import { page } from './paging.ts';
import type { Photos } from './photos.ts';
import { invalid, INVALID_ITEM_ID, NOT_FOUND } from './refusals.ts';
import { albumResource } from './resources.ts';
import { maskNames, maskProblem } from './updateMask.ts';

const READ = { method: 'GET', scopes: ['readonly.appcreateddata'], kind: 'read', body: {} } as const;
const ALBUM = {
  id: 'string',
  title: 'string',
  productUrl: 'string',
  isWriteable: 'bool',
  mediaItemsCount: 'string',
  coverPhotoBaseUrl: 'string',
  coverPhotoMediaItemId: 'string',
} as const;
const ANSWERS = [...Object.keys(ALBUM), 'shareInfo'];
const LONGEST_TITLE = 500;

/** Everything under `albums`. Titles are not unique, and there is no way to delete an album. */
export function albumRoutes(photos: Photos): readonly Route[] {
  const { library } = photos;
  return [
    ...albumContentRoutes(photos),
    apiRoute(photos, {
      name: 'albums.create',
      method: 'POST',
      path: '/v1/albums',
      scopes: ['appendonly'],
      kind: 'write',
      query: {},
      body: { album: { fields: ALBUM } },
      answers: ANSWERS,
      handle: ({ call, viewer, body }) => {
        const { title = '' } = body.album ?? {};
        if (title === '' || title.length > LONGEST_TITLE) return invalid();
        return albumResource({ photos, viewer, origin: call.origin }, library.addAlbum({ ...viewer, title }));
      },
    }),
    apiRoute(photos, {
      ...READ,
      name: 'albums.list',
      path: '/v1/albums',
      query: { pageSize: 'int32', pageToken: 'string', excludeNonAppCreatedData: 'bool' },
      answers: ['albums', 'nextPageToken'],
      handle: ({ call, viewer, query: { pageSize: size, pageToken: token } }) => {
        const request = { viewer, size, token, usual: 20, most: 50, question: 'albums' };
        const found = page(library.albums(viewer), request, photos.habits);
        if (isRefusal(found)) return found;
        const { entries, nextPageToken } = found;
        const albums = entries.map((album) => albumResource({ photos, viewer, origin: call.origin }, album));
        return { ...(albums.length > 0 && { albums }), ...(nextPageToken && { nextPageToken }) };
      },
    }),
    apiRoute(photos, {
      ...READ,
      name: 'albums.get',
      path: '/v1/albums/{albumId}',
      query: {},
      answers: ANSWERS,
      handle: ({ call, viewer }) => {
        const album = library.album(viewer, call.params['albumId'] ?? '');
        return album ? albumResource({ photos, viewer, origin: call.origin }, album) : NOT_FOUND;
      },
    }),
    apiRoute(photos, {
      name: 'albums.patch',
      method: 'PATCH',
      path: '/v1/albums/{albumId}',
      scopes: ['edit.appcreateddata'],
      kind: 'write',
      query: { updateMask: 'string' },
      body: ALBUM,
      answers: ANSWERS,
      handle: ({ call, viewer, query: { updateMask }, body: { title = '', coverPhotoMediaItemId: cover = '' } }) => {
        const problem = maskProblem(updateMask, ['title', 'coverPhotoMediaItemId']);
        if (problem) return problem;
        const album = library.album(viewer, call.params['albumId'] ?? '');
        if (!album) return NOT_FOUND;
        const names = maskNames(updateMask);
        if (names.includes('title') && (title === '' || title.length > LONGEST_TITLE)) return invalid();
        const changesCover = names.includes('cover_photo_media_item_id');
        if (changesCover && !album.entries.some(({ id }) => id === cover)) return INVALID_ITEM_ID;
        if (names.includes('title')) album.title = title;
        if (changesCover) album.cover = cover;
        return albumResource({ photos, viewer, origin: call.origin }, album);
      },
    }),
  ];
}
