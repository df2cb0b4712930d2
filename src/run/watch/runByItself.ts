import type { ErrorCode } from '../../engine/model.ts';
import { isGrave } from '../../engine/plan/grave.ts';
import type { Review } from '../../engine/plan/review.ts';
import { isStopped, type SyncReport } from '../../engine/report.ts';

/** What the setting `albumSync.watch` may be. */
export const WATCH_MODES = ['off', 'notify', 'preview', 'sync'] as const;
export type WatchMode = (typeof WATCH_MODES)[number];

/** Why nothing is done by itself now, although something changed. */
export type Waiting = 'paused' | 'battery' | 'metered' | 'choices' | 'elsewhere' | 'network' | 'cancelled';

/** How a run that nobody asked for ended. */
export type BackgroundEnd =
  | { readonly kind: 'done' }
  /** It comes again later, without a word. */
  | { readonly kind: 'putOff'; readonly why: Waiting }
  /** It needs a person, who is asked before a sync does this many things; or has a stop to confirm or to mend. */
  | { readonly kind: 'needsPerson'; readonly grave: number; readonly stop?: SyncReport | undefined };

/** The runs that are made by themselves, over the albums in which something changed. */
export interface OwnRuns {
  preview(): Promise<SyncReport>;
  /** What the preview found to do. */
  planned(): Review | undefined;
  sync(review: Review): Promise<SyncReport>;
}

/** Problems that pass by themselves. */
const PASSING: ReadonlyMap<ErrorCode, Waiting> = new Map<ErrorCode, Waiting>([
  ['E_LOCKED', 'elsewhere'],
  ['E_CANCELLED', 'cancelled'],
  ['E_UNREACHABLE', 'network'],
  ['E_RATE_LIMIT', 'network'],
  ['E_QUOTA', 'network'],
]);

/**
 * Previews and, when it may sync, carries out that plan but for what a person is asked about: no run that nobody asked for
 * deletes, or settles what was changed on both sides.
 */
export async function runByItself(mode: Extract<WatchMode, 'preview' | 'sync'>, runs: OwnRuns): Promise<BackgroundEnd> {
  const preview = await runs.preview();
  const passing = passingReason(preview);
  if (passing !== undefined) return { kind: 'putOff', why: passing };
  if (mode === 'preview') return { kind: 'done' };
  // No deletion is carried out, so the guard against many deletions has nothing to say.
  const stopped = { ...preview, problems: preview.problems.filter(({ code }) => code !== 'E_TOO_MANY_DELETES') };
  if (isStopped(stopped)) return { kind: 'needsPerson', grave: 0, stop: stopped };
  const { review, grave } = withoutGrave(runs.planned());
  if (review !== undefined) {
    const report = await runs.sync(review);
    const reason = passingReason(report);
    if (reason !== undefined) return { kind: 'putOff', why: reason };
    if (isStopped(report)) return { kind: 'needsPerson', grave, stop: report };
  }
  return grave > 0 ? { kind: 'needsPerson', grave } : { kind: 'done' };
}

function passingReason({ problems }: SyncReport): Waiting | undefined {
  return problems.map(({ code }) => PASSING.get(code)).find((reason) => reason !== undefined);
}

function withoutGrave(planned: Review | undefined): { readonly review: Review | undefined; readonly grave: number } {
  const items = planned?.items ?? [];
  const kept = items.filter((item) => !isGrave({ ...item, outcome: 'planned' }));
  const review = planned === undefined || kept.length === 0 ? undefined : { ...planned, items: kept };
  return { review, grave: items.length - kept.length };
}
