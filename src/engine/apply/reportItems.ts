import { problem } from '../errors.ts';
import type { Outcome, Problem } from '../model.ts';
import type { PlannedItem } from '../plan/model.ts';
import type { ReportItem } from '../report.ts';

/** What the report says of a planned item that ended in `outcome`. */
export function toReportItem(
  item: PlannedItem,
  outcome: Outcome,
  reason: Problem | undefined,
  remoteId?: string,
): ReportItem {
  const { local, remote } = item.sides;
  const path = local?.path ?? (item.action === 'DOWNLOAD_REMOTE' && outcome === 'done' ? item.target : undefined);
  const id = remoteId ?? remote?.id ?? item.movedFrom?.item.id;
  return {
    album: item.album,
    name: item.name,
    ...(path === undefined ? {} : { path }),
    ...(id === undefined ? {} : { remoteId: id }),
    event: item.event,
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    action: item.action,
    outcome,
    ...(reason === undefined ? {} : { error: { code: reason.code, message: reason.message } }),
  };
}

/** An empty web album that is to be removed stands in the report as an item without a name. */
export function purgeItem(album: string, id: string, outcome: Outcome, failure?: Problem): ReportItem {
  const refused = outcome === 'notPermitted' ? problem('E_NOT_PERMITTED', `${album}: DELETE_REMOTE`) : undefined;
  const reason = failure ?? refused;
  return {
    album,
    name: '',
    remoteId: id,
    event: 'REMOTE_ONLY',
    action: 'DELETE_REMOTE',
    outcome,
    ...(reason === undefined ? {} : { error: { code: reason.code, message: reason.message } }),
  };
}
