import { isRefusal, type OrRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { apiRoute } from './api.ts';
import { FILTERS, matcher, type Filters } from './filters.ts';
import type { Read } from './message.ts';
import { creationMs, type StoredItem, type Viewer } from './model.ts';
import { page } from './paging.ts';
import type { Photos } from './photos.ts';
import { invalid, NOT_FOUND } from './refusals.ts';
import { itemResource } from './resources.ts';

const BODY = {
  albumId: 'string',
  pageSize: 'int32',
  pageToken: 'string',
  filters: FILTERS,
  orderBy: 'string',
} as const;
const OLDEST_FIRST = 'MediaMetadata.creation_time';
const NEWEST_FIRST = `${OLDEST_FIRST} desc`;

/** Lists an album, in its order, or what filters find, newest first. */
export function searchRoute(photos: Photos): Route {
  return apiRoute(photos, {
    name: 'mediaItems.search',
    method: 'POST',
    path: '/v1/mediaItems:search',
    scopes: ['readonly.appcreateddata'],
    kind: 'read',
    query: {},
    body: BODY,
    answers: ['mediaItems', 'nextPageToken'],
    handle: ({ call, viewer, body }) => {
      const all = found(photos, viewer, body);
      if (isRefusal(all)) return all;
      const { pageSize: size, pageToken: token, ...question } = body;
      const request = { viewer, size, token, usual: 25, most: 100, question: JSON.stringify(question) };
      const part = page(all, request, photos.habits);
      if (isRefusal(part)) return part;
      const mediaItems = part.entries.map((item) => itemResource({ photos, viewer, origin: call.origin }, item));
      const { nextPageToken } = part;
      return { ...(mediaItems.length > 0 && { mediaItems }), ...(nextPageToken && { nextPageToken }) };
    },
  });
}

function found(
  { library }: Photos,
  viewer: Viewer,
  { albumId = '', filters, orderBy = '' }: Read<{ readonly fields: typeof BODY }>,
): OrRefusal<StoredItem[]> {
  const unfit = orderProblem(orderBy, filters);
  if (unfit || (albumId !== '' && filters !== undefined)) return invalid();
  if (albumId !== '') {
    const album = library.album(viewer, albumId);
    return album ? album.entries.flatMap(({ id }) => library.item(viewer, id) ?? []) : NOT_FOUND;
  }
  const matches = matcher(filters ?? {});
  if (isRefusal(matches)) return matches;
  const sign = orderBy === OLDEST_FIRST ? 1 : -1;
  return library
    .items(viewer)
    .filter(matches)
    .sort((left, right) => sign * (creationMs(left) - creationMs(right)));
}

/** An order may be asked for only beside a filter of dates, and hardly any other filter. */
function orderProblem(orderBy: string, filters: Filters = {}): boolean {
  if (orderBy === '') return false;
  const { dateFilter, contentFilter, mediaTypeFilter, featureFilter } = filters;
  return (
    ![OLDEST_FIRST, NEWEST_FIRST].includes(orderBy) ||
    dateFilter === undefined ||
    [contentFilter, mediaTypeFilter, featureFilter].some((other) => other !== undefined)
  );
}
