import type { ErrorCode } from '../../engine/model.ts';
import { isGrave } from '../../engine/plan/grave.ts';
import type { Review } from '../../engine/plan/review.ts';
import type { SyncReport } from '../../engine/report.ts';
import { isStopped, type FolderRef } from '../runs/folderState.ts';
import { reviewOf } from '../runs/review.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';

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

/** What a background run is about. */
export interface BackgroundWish {
  readonly mode: Extract<WatchMode, 'preview' | 'sync'>;
  readonly folder: FolderRef;
  readonly albums: readonly string[];
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
 * Previews the albums in which something changed and, when it may sync, carries out that plan but for what
 * a person is asked about: no run that nobody asked for deletes, or settles what was changed on both sides. It gives way to every run that somebody did.
 */
export async function runInBackground(wish: BackgroundWish, runs: WindowRuns): Promise<BackgroundEnd> {
  const { mode, folder, albums } = wish;
  const meant = new Map([[folder.key, albums]]);
  const common = { folders: [folder], albums: meant, confirmed: [], manner: 'quiet' } as const;
  const preview = await runs.start({ ...common, kind: 'preview' });
  const passing = passingReason(preview);
  if (passing !== undefined) return { kind: 'putOff', why: passing };
  if (mode === 'preview') return { kind: 'done' };
  // No deletion is carried out, so the guard against many deletions has nothing to say.
  const stopped = { ...preview, problems: preview.problems.filter(({ code }) => code !== 'E_TOO_MANY_DELETES') };
  if (isStopped(stopped)) return { kind: 'needsPerson', grave: 0, stop: stopped };
  const planned = reviewOf(runs.folder(folder), []);
  const { review, grave } = withoutGrave(planned, new Set(albums));
  if (review !== undefined) {
    const report = await runs.start({ ...common, kind: 'sync', reviews: new Map([[folder.key, review]]) });
    const reason = passingReason(report);
    if (reason !== undefined) return { kind: 'putOff', why: reason };
    if (isStopped(report)) return { kind: 'needsPerson', grave, stop: report };
  }
  return grave > 0 ? { kind: 'needsPerson', grave } : { kind: 'done' };
}

function passingReason({ problems }: SyncReport): Waiting | undefined {
  return problems.map(({ code }) => PASSING.get(code)).find((reason) => reason !== undefined);
}

function withoutGrave(
  planned: Review | undefined,
  albums: ReadonlySet<string>,
): { readonly review: Review | undefined; readonly grave: number } {
  const items = planned?.items.filter(({ album }) => albums.has(album)) ?? [];
  const kept = items.filter((item) => !isGrave({ ...item, outcome: 'planned' }));
  const review = planned === undefined || kept.length === 0 ? undefined : { ...planned, items: kept };
  return { review, grave: items.length - kept.length };
}
