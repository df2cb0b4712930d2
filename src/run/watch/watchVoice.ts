import { isStopped, type ReportItem, type SyncReport } from '../../engine/report.ts';
import type { KnownFolderVoice } from './knownFolder.ts';
import type { BackgroundEnd, WatchMode } from './runByItself.ts';
import type { WatchEvent } from './watchEvent.ts';

/** Tells of one workspace folder where something happened, and else nothing. */
export interface WatchVoice extends KnownFolderVoice {
  readonly begins: (mode: WatchMode) => void;
  readonly ran: (report: SyncReport, albums: readonly string[] | undefined, end: BackgroundEnd) => void;
  readonly unheard: (why: string, everyMs: number) => void;
}

export function watchVoice(tell: (event: WatchEvent) => void): WatchVoice {
  /** Problems that were told, and are still there. */
  let told: ReadonlySet<string> = new Set();
  const tellNews = (report: SyncReport): void => {
    const problems = new Map(problemsOf(report).map((each) => [JSON.stringify(each), each]));
    for (const [key, each] of problems) if (!told.has(key)) tell(each);
    told = new Set(problems.keys());
  };
  return {
    begins: (mode) => tell({ event: 'watching', mode }),
    changed: (count) => tell({ event: 'changed', count }),
    missing: (folders) => tell({ event: 'missing', folders }),
    back: () => tell({ event: 'back' }),
    waiting: (why) => tell({ event: 'waiting', why }),
    unheard: (why, everyMs) => tell({ event: 'unheard', why, everyMs }),
    ran: (report, albums, end) => {
      if (isWorkDone(report, end)) tell(ranOf(report, albums));
      tellNews(report);
      if (end.kind === 'needsPerson' && end.grave > 0) tell({ event: 'needsPerson', count: end.grave });
    },
  };
}

function isWorkDone(report: SyncReport, end: BackgroundEnd): boolean {
  switch (end.kind) {
    case 'done':
      return !isStopped(report);
    case 'putOff':
      return !report.dryRun && report.totals.outcomes.done > 0;
    case 'needsPerson':
      return end.stop === undefined;
  }
}

function ranOf({ totals, dryRun }: SyncReport, albums: readonly string[] | undefined): WatchEvent {
  const outcomes = Object.entries(totals.outcomes).filter(([outcome, count]) => count > 0 && outcome !== 'silent');
  return {
    event: 'ran',
    kind: dryRun ? 'preview' : 'sync',
    albums,
    outcomes: Object.fromEntries(outcomes),
    bytesUploaded: dryRun ? 0 : totals.bytesUploaded,
    bytesDownloaded: dryRun ? 0 : totals.bytesDownloaded,
  };
}

function problemsOf({ problems, items }: SyncReport): readonly WatchEvent[] {
  return [
    ...problems.map(({ code, message }) => ({ event: 'problem', code, message }) as const),
    ...items.flatMap((item) => failureOf(item)),
  ];
}

/** What came or changed meanwhile is no failure: it is taken up soon. */
function failureOf({ album, name, path, outcome, error }: ReportItem): readonly WatchEvent[] {
  if (outcome !== 'failed' || error === undefined || error.code === 'E_TARGET_CHANGED') return [];
  return [{ event: 'problem', item: path ?? `${album}/${name}`, code: error.code, message: error.message }];
}
