import { isRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { apiRoute } from './api.ts';
import { batchCreateRoute } from './batchCreate.ts';
import { idsProblem } from './itemIds.ts';
import { creationMs } from './model.ts';
import { page } from './paging.ts';
import type { Photos } from './photos.ts';
import { invalid, NOT_FOUND } from './refusals.ts';
import { itemResource } from './resources.ts';
import { searchRoute } from './search.ts';
import { maskProblem } from './updateMask.ts';

const READ = { method: 'GET', scopes: ['readonly.appcreateddata'], kind: 'read', body: {} } as const;
const ITEM = ['id', 'description', 'productUrl', 'baseUrl', 'mimeType', 'mediaMetadata', 'filename', 'contributorInfo'];

/** Everything under `mediaItems`. */
export function itemRoutes(photos: Photos): readonly Route[] {
  const { library } = photos;
  return [
    batchCreateRoute(photos),
    searchRoute(photos),
    apiRoute(photos, {
      ...READ,
      name: 'mediaItems.batchGet',
      path: '/v1/mediaItems:batchGet',
      query: { mediaItemIds: ['string'] },
      answers: ['mediaItemResults'],
      handle: ({ call, viewer, query: { mediaItemIds = [] } }) => {
        const problem = idsProblem(photos, mediaItemIds);
        if (problem) return problem;
        const writing = { photos, viewer, origin: call.origin };
        const results = mediaItemIds.map((id) => {
          const item = library.item(viewer, id);
          return item ? { mediaItem: itemResource(writing, item) } : { status: { code: 5, message: 'NOT_FOUND' } };
        });
        return { mediaItemResults: results };
      },
    }),
    apiRoute(photos, {
      ...READ,
      name: 'mediaItems.list',
      path: '/v1/mediaItems',
      query: { pageSize: 'int32', pageToken: 'string' },
      answers: ['mediaItems', 'nextPageToken'],
      handle: ({ call, viewer, query: { pageSize: size, pageToken: token } }) => {
        const all = library.items(viewer).sort((left, right) => creationMs(right) - creationMs(left));
        const found = page(all, { viewer, size, token, usual: 25, most: 100, question: 'items' }, photos.habits);
        if (isRefusal(found)) return found;
        const { entries, nextPageToken } = found;
        const mediaItems = entries.map((item) => itemResource({ photos, viewer, origin: call.origin }, item));
        return { ...(mediaItems.length > 0 && { mediaItems }), ...(nextPageToken && { nextPageToken }) };
      },
    }),
    apiRoute(photos, {
      ...READ,
      name: 'mediaItems.get',
      path: '/v1/mediaItems/{mediaItemId}',
      query: {},
      answers: ITEM,
      handle: ({ call, viewer }) => {
        const item = library.item(viewer, call.params['mediaItemId'] ?? '');
        return item ? itemResource({ photos, viewer, origin: call.origin }, item) : NOT_FOUND;
      },
    }),
    apiRoute(photos, {
      name: 'mediaItems.patch',
      method: 'PATCH',
      path: '/v1/mediaItems/{mediaItemId}',
      scopes: ['edit.appcreateddata'],
      kind: 'write',
      query: { updateMask: 'string' },
      body: { id: 'string', description: 'string' },
      answers: ITEM,
      handle: ({ call, viewer, query, body: { description = '' } }) => {
        const problem = maskProblem(query.updateMask, ['description']);
        if (problem) return problem;
        const item = library.item(viewer, call.params['mediaItemId'] ?? '');
        if (!item) return NOT_FOUND;
        if (description.length > 999) return invalid();
        item.description = description;
        return itemResource({ photos, viewer, origin: call.origin }, item);
      },
    }),
  ];
}
