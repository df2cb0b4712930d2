import type { OrRefusal } from '../http/refusal.ts';
import type { Entry, StoredAlbum } from './model.ts';
import type { Read } from './message.ts';
import { invalid } from './refusals.ts';

/** Where in an album something goes. */
export const POSITION = {
  fields: {
    position: {
      oneOf: [
        'POSITION_TYPE_UNSPECIFIED',
        'FIRST_IN_ALBUM',
        'LAST_IN_ALBUM',
        'AFTER_MEDIA_ITEM',
        'AFTER_ENRICHMENT_ITEM',
      ],
    },
    relativeMediaItemId: 'string',
    relativeEnrichmentItemId: 'string',
  },
} as const;

/** The number of entries that stay before what is put in. */
export function placeIn(album: StoredAlbum, asked: Read<typeof POSITION> = {}): OrRefusal<number> {
  const { position = 'LAST_IN_ALBUM', relativeMediaItemId = '', relativeEnrichmentItemId = '' } = asked;
  const relative = relativeMediaItemId + relativeEnrichmentItemId;
  switch (position) {
    case 'AFTER_MEDIA_ITEM':
      return after(album, { kind: 'item', id: relativeMediaItemId });
    case 'AFTER_ENRICHMENT_ITEM':
      return after(album, { kind: 'enrichment', id: relativeEnrichmentItemId });
    case 'FIRST_IN_ALBUM':
      return relative === '' ? 0 : invalid();
    case 'LAST_IN_ALBUM':
    case 'POSITION_TYPE_UNSPECIFIED':
      return relative === '' ? album.entries.length : invalid();
  }
}

/** The entries with new ones at a place; an item that is in the album already stays where it is. */
export function inserted({ entries }: StoredAlbum, place: number, added: readonly Entry[]): readonly Entry[] {
  const fresh = added.filter(({ id }) => !entries.some((entry) => entry.id === id));
  return [...entries.slice(0, place), ...fresh, ...entries.slice(place)];
}

function after({ entries }: StoredAlbum, { kind, id }: Entry): OrRefusal<number> {
  const at = entries.findIndex((entry) => entry.kind === kind && entry.id === id);
  return at < 0 ? invalid() : at + 1;
}
