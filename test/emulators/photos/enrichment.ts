import { isRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { apiRoute } from './api.ts';
import { ownAlbum } from './ownAlbum.ts';
import type { Photos } from './photos.ts';
import { inserted, placeIn, POSITION } from './position.ts';
import { invalid } from './refusals.ts';

const LATLNG = { fields: { latitude: 'double', longitude: 'double' } } as const;
const LOCATION = { fields: { locationName: 'string', latlng: LATLNG } } as const;
const NEW_ENRICHMENT = {
  fields: {
    textEnrichment: { fields: { text: 'string' } },
    locationEnrichment: { fields: { location: LOCATION } },
    mapEnrichment: { fields: { origin: LOCATION, destination: LOCATION } },
  },
} as const;

/** Puts a text, a place or a map between the items of an album. No list ever has it. */
export function enrichmentRoute(photos: Photos): Route {
  return apiRoute(photos, {
    name: 'albums.addEnrichment',
    method: 'POST',
    path: '/v1/albums/{albumId}:addEnrichment',
    scopes: ['appendonly', 'edit.appcreateddata'],
    kind: 'write',
    query: {},
    body: { newEnrichmentItem: NEW_ENRICHMENT, albumPosition: POSITION },
    answers: ['enrichmentItem'],
    handle: ({ call, viewer, body: { newEnrichmentItem = {}, albumPosition } }) => {
      const album = ownAlbum(photos, viewer, call.params['albumId'] ?? '');
      if (isRefusal(album)) return album;
      const { textEnrichment, locationEnrichment, mapEnrichment } = newEnrichmentItem;
      const isWhole =
        (textEnrichment?.text ?? '') !== '' ||
        (locationEnrichment?.location?.locationName ?? '') !== '' ||
        (mapEnrichment?.origin !== undefined && mapEnrichment.destination !== undefined);
      if (!isWhole || Object.keys(newEnrichmentItem).length !== 1) return invalid();
      const place = placeIn(album, albumPosition);
      if (isRefusal(place)) return place;
      const id = photos.library.newId('AEnr__');
      album.entries = inserted(album, place, [{ kind: 'enrichment', id }]);
      return { enrichmentItem: { id } };
    },
  });
}
