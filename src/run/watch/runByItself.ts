import type { ErrorCode } from '../../engine/model.ts';
import { isGrave } from '../../engine/plan/grave.ts';
import type { Review, ReviewedItem } from '../../engine/plan/review.ts';
import { isStopped, type SyncReport } from '../../engine/report.ts';

/** What the setting `albumSync.watch` may be. */
export const WATCH_MODES = ['off', 'notify', 'preview', 'sync'] as const;
export type WatchMode = (typeof WATCH_MODES)[number];

/** Why nothing is done by itself now, although something changed. */
export type Waiting =
  | 'paused'
  | 'battery'
  | 'metered'
  | 'choices'
  | 'elsewhere'
  | 'network'
  | 'cancelled'
  /** A file was being written when it was looked at. */
  | 'growing';

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
  /** The clock of this computer; ms. */
  now(): number;
}

/** A file that was written to so shortly before a look at it may be half of what it will be; ms. */
export const SETTLE_MS = 2_000;

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
 * deletes, or settles what was changed on both sides. What is being written at that moment is left for the next one.
 */
export async function runByItself(mode: Extract<WatchMode, 'preview' | 'sync'>, runs: OwnRuns): Promise<BackgroundEnd> {
  const beganMs = runs.now();
  const preview = await runs.preview();
  const endedMs = runs.now();
  const passing = passingReason(preview);
  if (passing !== undefined) return { kind: 'putOff', why: passing };
  if (mode === 'preview') return { kind: 'done' };
  // No deletion is carried out, so the guard against many deletions has nothing to say.
  const stopped = { ...preview, problems: preview.problems.filter(({ code }) => code !== 'E_TOO_MANY_DELETES') };
  if (isStopped(stopped)) return { kind: 'needsPerson', grave: 0, stop: stopped };
  const planned = runs.planned();
  const settled = planned?.items.filter((item) => !isGrowing(item, beganMs, endedMs)) ?? [];
  const kept = settled.filter((item) => !isGrave({ ...item, outcome: 'planned' }));
  const grave = settled.length - kept.length;
  if (planned !== undefined && kept.length > 0) {
    const report = await runs.sync({ ...planned, items: kept });
    const reason = passingReason(report);
    if (reason !== undefined) return { kind: 'putOff', why: reason };
    if (isStopped(report)) return { kind: 'needsPerson', grave, stop: report };
  }
  if (settled.length < (planned?.items.length ?? 0)) return { kind: 'putOff', why: 'growing' };
  return grave > 0 ? { kind: 'needsPerson', grave } : { kind: 'done' };
}

function passingReason({ problems }: SyncReport): Waiting | undefined {
  return problems.map(({ code }) => PASSING.get(code)).find((reason) => reason !== undefined);
}

/** A date in the future is that of a camera whose clock is wrong. */
function isGrowing({ seen }: ReviewedItem, beganMs: number, endedMs: number): boolean {
  const writtenMs = seen?.local?.modifiedMs;
  return writtenMs !== undefined && writtenMs > beganMs - SETTLE_MS && writtenMs <= endedMs;
}
