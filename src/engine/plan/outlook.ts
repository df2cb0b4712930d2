import type { Outlook } from '../ports/albumService.ts';
import type { Plan, PlannedItem } from './model.ts';

/** What a plan will ask of the service. Albums are counted whole: how they will be divided into parts is not known yet. */
export function outlookOf({ items, albums }: Pick<Plan, 'items' | 'albums'>): Outlook {
  const planned = items.filter(({ outcome }) => outcome === 'planned');
  const sent = planned.filter(isSent);
  const onWeb = new Set(albums.flatMap(({ album, group }) => (group ? [album] : [])));
  const additions = Map.groupBy(sent, ({ album }) => album);
  return {
    additions: [...additions.values()].map(({ length }) => length),
    replacements: sent.filter(({ action }) => action === 'REPLACE_REMOTE_WITH_LOCAL').length,
    sizes: sent.flatMap(({ sides }) => sides.local?.size ?? []),
    removals: planned.filter(({ action }) => action === 'DELETE_REMOTE').length,
    downloads: planned.filter(({ action }) => action === 'DOWNLOAD_REMOTE').length,
    newAlbums: [...additions.keys()].filter((album) => !onWeb.has(album)).length,
  };
}

function isSent({ action, event, movedFrom }: PlannedItem): boolean {
  if (action === 'UPLOAD_LOCAL') return movedFrom === undefined;
  return action === 'REPLACE_REMOTE_WITH_LOCAL' || (action === 'UPDATE_REMOTE_METADATA' && event === 'UNKNOWN');
}
