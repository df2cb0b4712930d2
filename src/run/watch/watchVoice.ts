import path from 'node:path';
import { isStopped, type SyncReport } from '../../engine/report.ts';
import { printable } from '../printable.ts';
import { sizeText } from '../terminalUnits.ts';
import type { KnownFolderVoice } from './knownFolder.ts';
import type { BackgroundEnd, WatchMode } from './runByItself.ts';

/** What a watching without an editor says: a line where something happened, and nothing else. */
export interface WatchVoice extends KnownFolderVoice {
  readonly begins: (mode: WatchMode) => void;
  readonly ran: (report: SyncReport, albums: readonly string[] | undefined, end: BackgroundEnd) => void;
  readonly lost: (why: string) => void;
}

export interface WatchVoicePorts {
  readonly folder: string;
  /** Whether it is the only one, so that its name need not be said. */
  readonly isAlone: boolean;
  readonly host: { readonly now: () => number };
  readonly everyMs?: number | undefined;
  readonly say: (line: string) => void;
}

export function watchVoice({ folder, isAlone, host, everyMs, say }: WatchVoicePorts): WatchVoice {
  const name = isAlone ? '' : `${path.basename(folder)}: `;
  /** Problems that were told, and are still there. */
  let told: ReadonlySet<string> = new Set();
  const tell = (text: string): void => say(printable(`${new Date(host.now()).toISOString()} ${name}${text}`));
  const tellNews = ({ problems }: SyncReport): void => {
    const lines = problems.map(({ code, message }) => `${code} ${message}`);
    for (const line of lines) if (!told.has(line)) tell(line);
    told = new Set(lines);
  };
  return {
    begins: (mode) => tell(`watching ${folder} (${mode})`),
    changed: (count) => tell(`${count} changed since the last comparison`),
    missing: (roots) => tell(`waits: ${roots.join(', ')} is missing or empty`),
    waiting: (why) => tell(`waits: ${why}`),
    lost: (why) =>
      tell(
        `the system does not let all of it be watched (${why}); all photo folders are looked at ${
          everyMs === undefined ? 'every 5 minutes' : `every ${everyMs / 60_000} minutes`
        } instead`,
      ),
    ran: (report, albums, end) => {
      const isAtWork = end.kind === 'needsPerson' ? end.stop === undefined : end.kind === 'done' && !isStopped(report);
      if (isAtWork)
        tell(`${report.dryRun ? 'preview' : 'sync'} of ${albums?.join(', ') ?? 'all albums'}: ${resultText(report)}`);
      tellNews(report);
      if (end.kind === 'needsPerson' && end.grave > 0)
        tell(
          `${end.grave} ${end.grave === 1 ? 'deletion or conflict waits' : 'deletions or conflicts wait'} for a person: preview, then sync`,
        );
    },
  };
}

function resultText({ totals, dryRun }: SyncReport): string {
  const counted = Object.entries(totals.outcomes).filter(([outcome, count]) => count > 0 && outcome !== 'silent');
  const sent = dryRun || totals.bytesUploaded === 0 ? [] : [`${sizeText(totals.bytesUploaded)} sent`];
  const received = dryRun || totals.bytesDownloaded === 0 ? [] : [`${sizeText(totals.bytesDownloaded)} received`];
  const parts = [...counted.map(([outcome, count]) => `${count} ${outcome}`), ...sent, ...received];
  return parts.join(', ') || 'all in step';
}
