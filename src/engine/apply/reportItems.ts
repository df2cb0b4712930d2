import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import type { Outcome, Problem } from '../model.ts';
import type { PlannedItem } from '../plan/model.ts';
import { remoteOf, seenOf } from '../plan/seen.ts';
import { errorOf, type ReportItem } from '../report.ts';

/** What the report says of a planned item that ended in `outcome`. */
export function toReportItem(
  item: PlannedItem,
  outcome: Outcome,
  reason: Problem | undefined,
  remoteId?: string,
): ReportItem {
  const { local } = item.sides;
  const brought = item.action === 'DOWNLOAD_REMOTE' && outcome === 'done' ? item.target : undefined;
  const path = local?.path ?? item.outdated?.path ?? brought;
  const id = remoteId ?? remoteOf(item)?.id;
  return {
    album: item.album,
    name: item.name,
    ...(path === undefined ? {} : { path }),
    ...(id === undefined ? {} : { remoteId: id }),
    event: item.event,
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    action: item.action,
    outcome,
    ...(reason === undefined ? {} : { error: errorOf(reason) }),
    ...(item.choices === undefined || SETTLED.has(outcome) ? {} : { choices: item.choices }),
    ...(outcome === 'done' ? {} : { seen: item.outdated?.seen ?? seenOf(item) }),
    ...(item.decidedBy === undefined ? {} : { decidedBy: item.decidedBy }),
  };
}

/** Outcomes after which there is nothing left to choose, only to try again. */
const SETTLED: ReadonlySet<Outcome> = new Set(['done', 'failed', 'cancelled']);

/** How an item ends for which this is the reason. */
export function outcomeOf({ code }: Problem): Outcome {
  if (code === 'E_CANCELLED') return 'cancelled';
  return code === 'E_NOT_SUPPORTED' ? 'notSupported' : 'failed';
}

/** An empty web album that is to be removed stands in the report as an item without a name. */
export function purgeItem(album: string, id: string, outcome: Outcome, failure?: Problem): ReportItem {
  const action = 'DELETE_REMOTE';
  const refused = outcome === 'notPermitted' ? problem('E_NOT_PERMITTED', phrase`${album}: ${action}`) : undefined;
  const reason = failure ?? refused;
  return {
    album,
    name: '',
    remoteId: id,
    event: 'REMOTE_ONLY',
    action,
    outcome,
    ...(reason === undefined ? {} : { error: errorOf(reason) }),
    ...(outcome === 'planned' ? { choices: [action, 'SILENT'] } : {}),
  };
}
