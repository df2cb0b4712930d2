import type { Action, Detail, ErrorCode, Outcome, Problem, SyncEvent } from './model.ts';

/** One item of a report. Every item ends in exactly one event and one outcome. */
export interface ReportItem {
  readonly album: string;
  readonly name: string;
  /** Relative to the workspace folder; missing for an item that is only at the service. */
  readonly path?: string | undefined;
  readonly remoteId?: string | undefined;
  readonly event: SyncEvent;
  readonly detail?: Detail | undefined;
  readonly action: Action;
  readonly outcome: Outcome;
  readonly error?: { readonly code: ErrorCode; readonly message: string } | undefined;
}

/** One album of a report: the folders that flow into it and the titles of the web albums it has. */
export interface ReportAlbum {
  readonly name: string;
  readonly folders: readonly string[];
  readonly parts: readonly string[];
  readonly url?: string | undefined;
}

/** Sums over all items, also those that `items` leaves out. */
export interface ReportTotals {
  readonly events: Readonly<Record<SyncEvent, number>>;
  readonly actions: Readonly<Record<Action, number>>;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly bytesUploaded: number;
  readonly bytesDownloaded: number;
  readonly requests: number;
}

/** What was planned, done, skipped and why. This is the JSON that `--json` prints; times are ISO 8601 in UTC. */
export interface SyncReport {
  readonly version: 1;
  readonly service: string;
  readonly mode: string;
  readonly dryRun: boolean;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly totals: ReportTotals;
  readonly albums: readonly ReportAlbum[];
  /** Without the items whose action is `SILENT`, unless they were asked for. */
  readonly items: readonly ReportItem[];
  readonly problems: readonly Problem[];
}
