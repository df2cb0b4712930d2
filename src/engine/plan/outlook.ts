import type { Outlook, RequestCosts } from '../ports/albumService.ts';
import type { ReportItem } from '../report.ts';

/** An item as far as it tells what it will ask of the service. */
export type OpenItem = Pick<ReportItem, 'album' | 'event' | 'action' | 'outcome' | 'seen' | 'error'>;

/**
 * What the planned items will ask of the service. Albums are counted whole: how they will be divided into parts is not
 * known yet.
 * @param onWeb names of the albums that are there already
 */
export function outlookOf(
  items: Iterable<OpenItem>,
  onWeb: ReadonlySet<string>,
  costs: Pick<RequestCosts, 'sendsUnknown'> | undefined,
): Outlook {
  const planned = [...items].filter(({ outcome }) => outcome === 'planned');
  const sent = planned.filter((item) => isSent(item, costs));
  const conflicts = planned.filter(keepsBoth);
  const fetched = [...planned.filter(({ action }) => action === 'DOWNLOAD_REMOTE'), ...conflicts];
  const count = (isCounted: (item: OpenItem) => boolean): number => planned.filter(isCounted).length;
  const additions = Map.groupBy([...sent, ...conflicts], ({ album }) => album);
  return {
    additions: [...additions.values()].map(({ length }) => length),
    replacements: sent.filter(({ action }) => action === 'REPLACE_REMOTE_WITH_LOCAL').length,
    sizes: [...sent.map(({ seen }) => seen?.local?.size ?? 0), ...conflicts.map(({ seen }) => seen?.remote?.size ?? 0)],
    removals: count(({ action }) => action === 'DELETE_REMOTE'),
    downloads: fetched.length,
    fetchedBytes: fetched.reduce((sum, { seen }) => sum + (seen?.remote?.size ?? 0), 0),
    changes: count((item) => CHANGING.has(item.action) && !isSent(item, costs)),
    newAlbums: [...additions.keys()].filter((album) => !onWeb.has(album)).length,
  };
}

/** Actions that write to the service; one of them that sends nothing changes what is there. */
const CHANGING: ReadonlySet<OpenItem['action']> = new Set(['UPLOAD_LOCAL', 'UPDATE_REMOTE_METADATA', 'TAG_REMOTE']);

/** Whether the copy of the web is fetched, and sent again under another name, before the other one takes its place. */
function keepsBoth({ action, error }: OpenItem): boolean {
  return action === 'REPLACE_REMOTE_WITH_LOCAL' && error?.code === 'E_CONFLICT';
}

function isSent({ action, event, seen }: OpenItem, costs: Pick<RequestCosts, 'sendsUnknown'> | undefined): boolean {
  // What is new here and stands on the web already is moved there, and no byte travels.
  if (action === 'UPLOAD_LOCAL') return seen?.remote === undefined;
  if (action === 'UPDATE_REMOTE_METADATA') return event === 'UNKNOWN' && costs?.sendsUnknown === true;
  return action === 'REPLACE_REMOTE_WITH_LOCAL';
}
