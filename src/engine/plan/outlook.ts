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
  const additions = new Map<string, number>();
  const [sizes, sizesOfConflicts]: [number[], number[]] = [[], []];
  let [replacements, removals, downloads, fetchedBytes, changes] = [0, 0, 0, 0, 0];
  const add = (album: string): void => void additions.set(album, (additions.get(album) ?? 0) + 1);
  for (const item of items) {
    const { album, action, outcome, seen } = item;
    if (outcome !== 'planned') continue;
    const [isConflict, isFetched] = [keepsBoth(item), action === 'DOWNLOAD_REMOTE'];
    if (isSent(item, costs)) {
      add(album);
      sizes.push(seen?.local?.size ?? 0);
      if (action === 'REPLACE_REMOTE_WITH_LOCAL') replacements++;
    } else if (CHANGING.has(action)) changes++;
    if (isConflict) {
      add(album);
      sizesOfConflicts.push(seen?.remote?.size ?? 0);
    }
    if (action === 'DELETE_REMOTE') removals++;
    if (isConflict || isFetched) {
      downloads++;
      fetchedBytes += seen?.remote?.size ?? 0;
    }
  }
  return {
    additions: [...additions.values()],
    replacements,
    sizes: [...sizes, ...sizesOfConflicts],
    removals,
    downloads,
    fetchedBytes,
    changes,
    newAlbums: [...additions.keys()].filter((album) => !onWeb.has(album)).length,
  };
}

/** What several albums will ask of the service, together. No album may be in two of them. */
export function joinedOutlooks(outlooks: readonly Outlook[]): Outlook {
  const sum = (count: (outlook: Outlook) => number): number =>
    outlooks.reduce((total, outlook) => total + count(outlook), 0);
  return {
    additions: outlooks.flatMap(({ additions }) => additions),
    replacements: sum(({ replacements }) => replacements),
    sizes: outlooks.flatMap(({ sizes }) => sizes),
    removals: sum(({ removals }) => removals),
    downloads: sum(({ downloads }) => downloads),
    fetchedBytes: sum(({ fetchedBytes }) => fetchedBytes),
    changes: sum(({ changes }) => changes),
    newAlbums: sum(({ newAlbums }) => newAlbums),
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
