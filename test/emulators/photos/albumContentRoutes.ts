import { isRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { apiRoute } from './api.ts';
import { enrichmentRoute } from './enrichment.ts';
import { itemsOf } from './itemIds.ts';
import { ownAlbum } from './ownAlbum.ts';
import type { Photos } from './photos.ts';
import { inserted } from './position.ts';
import { invalid, INVALID_ITEM_ID } from './refusals.ts';

const WRITE = { method: 'POST', kind: 'write', query: {}, body: { mediaItemIds: ['string'] }, answers: [] } as const;

/** What is put in albums and taken out. All of a request happens, or nothing. */
export function albumContentRoutes(photos: Photos): readonly Route[] {
  return [
    apiRoute(photos, {
      ...WRITE,
      name: 'albums.batchAddMediaItems',
      path: '/v1/albums/{albumId}:batchAddMediaItems',
      scopes: ['appendonly', 'edit.appcreateddata'],
      handle: ({ call, viewer, body }) => {
        const album = ownAlbum(photos, viewer, call.params['albumId'] ?? '');
        if (isRefusal(album)) return album;
        const items = itemsOf(photos, viewer, body.mediaItemIds);
        if (isRefusal(items)) return items;
        const entries = inserted(
          album,
          album.entries.length,
          items.map(({ id }) => ({ kind: 'item', id })),
        );
        if (entries.filter(({ kind }) => kind === 'item').length > photos.limits.albumItems) return invalid();
        album.entries = entries;
        return {};
      },
    }),
    apiRoute(photos, {
      ...WRITE,
      name: 'albums.batchRemoveMediaItems',
      path: '/v1/albums/{albumId}:batchRemoveMediaItems',
      scopes: ['edit.appcreateddata'],
      handle: ({ call, viewer, body }) => {
        const album = ownAlbum(photos, viewer, call.params['albumId'] ?? '');
        if (isRefusal(album)) return album;
        const items = itemsOf(photos, viewer, body.mediaItemIds);
        if (isRefusal(items)) return items;
        const ids = new Set(items.map(({ id }) => id));
        const left = album.entries.filter(({ id }) => !ids.has(id));
        if (left.length + ids.size !== album.entries.length) return INVALID_ITEM_ID;
        album.entries = left;
        return {};
      },
    }),
    enrichmentRoute(photos),
  ];
}
