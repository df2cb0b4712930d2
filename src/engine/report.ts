import { STOPPING_CODES } from './errors.ts';
import { ACTIONS, EVENTS, OUTCOMES } from './model.ts';
import type { Action, CompareTest, ContentFacts, Detail, Outcome, Problem, RemoteItem, SyncEvent } from './model.ts';
import type { Capabilities, RequestCosts } from './ports/albumService.ts';

/** One item of a report. Every item ends in exactly one event and one outcome. */
export interface ReportItem {
  /** The workspace folder, by its name, in a report about several. */
  readonly folder?: string | undefined;
  readonly album: string;
  readonly name: string;
  /** Relative to the workspace folder; missing for an item that is only at the service. */
  readonly path?: string | undefined;
  readonly remoteId?: string | undefined;
  readonly event: SyncEvent;
  readonly detail?: Detail | undefined;
  readonly action: Action;
  readonly outcome: Outcome;
  readonly error?: Pick<Problem, 'code' | 'message' | 'about'> | undefined;
  /** The actions that a person may choose for it, with its own among them; missing where there is no choice. */
  readonly choices?: readonly Action[] | undefined;
  /** Both sides as they were when this was planned, so that a later run knows whether they still are. */
  readonly seen?: Seen | undefined;
  /** The test of the comparison that decided, where one did. */
  readonly decidedBy?: CompareTest | undefined;
}

/** The two sides of an item; one that is missing was not there. */
export interface Seen {
  readonly local?: SeenContent | undefined;
  readonly remote?: (SeenContent & Pick<RemoteItem, 'capturedAt' | 'file'>) | undefined;
}

export type SeenContent = Pick<ContentFacts, 'size' | 'modifiedMs' | 'hash'>;

/** Whether a web album has something of an item, as far as the report knows. */
export function isOnWeb({ remoteId, action, outcome }: ReportItem): boolean {
  return remoteId !== undefined && !(action === 'DELETE_REMOTE' && outcome === 'done');
}

/** Whether a run ended before it changed anything. A sign-in may also end in the middle, after some work was done. */
export function isStopped({ problems, totals }: SyncReport): boolean {
  return totals.outcomes.done === 0 && problems.some(({ code }) => STOPPING_CODES.has(code));
}

/** One album of a report: the folders that flow into it and the titles of the web albums it has. */
export interface ReportAlbum {
  /** The workspace folder, by its name, in a report about several. */
  readonly folder?: string | undefined;
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

/** What the service makes of a plan, as far as it decides how the report reads; missing where nothing was asked of it. */
export interface ReportTerms {
  /** Where it puts what is deleted on the web. */
  readonly remove: Capabilities['remove'];
  readonly requests?: RequestCosts | undefined;
  /** Missing before a run was measured, and where the limits of a day decide how long the work takes. */
  readonly pace?: Pace | undefined;
}

/** How much earlier runs have done in how much time. */
export interface Pace {
  readonly seconds: number;
  readonly items: number;
  readonly bytes: number;
}

/** What a plan would move and take; missing is what nobody knows. */
export interface Estimate {
  readonly bytesToSend: number;
  readonly bytesToFetch: number;
  readonly requests?: number | undefined;
  readonly seconds?: number | undefined;
}

/** What was planned, done, skipped and why. This is the JSON that `--json` prints; times are ISO 8601 in UTC. */
export interface SyncReport {
  readonly version: 1;
  readonly service: string;
  readonly mode: string;
  readonly dryRun: boolean;
  /** The run that was undone, or would be. `mode` of such a report is `undo`. */
  readonly undoes?: { readonly startedAt: string; readonly mode: string } | undefined;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly terms?: ReportTerms | undefined;
  /** Of a preview: what the planned items would move and take. */
  readonly estimate?: Estimate | undefined;
  readonly totals: ReportTotals;
  readonly albums: readonly ReportAlbum[];
  /** Without the items whose action is `SILENT`, unless they were asked for. */
  readonly items: readonly ReportItem[];
  readonly problems: readonly Problem[];
}

/** What a report is made from, beside its items. */
export interface ReportFrame {
  readonly service: string;
  readonly mode: string;
  readonly dryRun: boolean;
  /** ms since 1970 UTC. */
  readonly startedMs: number;
  readonly finishedMs: number;
  readonly terms?: ReportTerms | undefined;
}

export interface ReportBody {
  readonly items: readonly ReportItem[];
  /** Items in step that are no rows of their own. */
  readonly inStep?: number | undefined;
  readonly albums: readonly ReportAlbum[];
  readonly problems: readonly Problem[];
  readonly bytesUploaded: number;
  readonly bytesDownloaded: number;
  readonly requests: number;
}

/** Makes a report with its totals. Silent items are counted always and listed with `all`. */
export function makeReport(frame: ReportFrame, body: ReportBody, options: { readonly all: boolean }): SyncReport {
  const { inStep = 0 } = body;
  return {
    version: 1,
    service: frame.service,
    mode: frame.mode,
    dryRun: frame.dryRun,
    startedAt: new Date(frame.startedMs).toISOString(),
    finishedAt: new Date(frame.finishedMs).toISOString(),
    ...(frame.terms === undefined ? {} : { terms: frame.terms }),
    totals: {
      events: count(EVENTS, body.items, (item) => item.event, { SAME: inStep }),
      actions: count(ACTIONS, body.items, (item) => item.action, { SILENT: inStep }),
      outcomes: count(OUTCOMES, body.items, (item) => item.outcome, { silent: inStep }),
      bytesUploaded: body.bytesUploaded,
      bytesDownloaded: body.bytesDownloaded,
      requests: body.requests,
    },
    albums: body.albums,
    items: options.all ? body.items : body.items.filter((item) => item.action !== 'SILENT'),
    problems: distinct(body.problems),
  };
}

/** The report of a run that did not start. */
export function refusedReport(
  refused: Pick<SyncReport, 'service' | 'mode' | 'dryRun'> & {
    readonly at: number;
    readonly problems: readonly Problem[];
  },
): SyncReport {
  const { service, mode, dryRun, at, problems } = refused;
  const nothing = { items: [], albums: [], bytesUploaded: 0, bytesDownloaded: 0, requests: 0 };
  return makeReport({ service, mode, dryRun, startedMs: at, finishedMs: at }, { ...nothing, problems }, { all: true });
}

/** Why an item ended as it did; where it is, the item itself says. */
export function errorOf({ code, message, about }: Problem): ReportItem['error'] {
  return about === undefined ? { code, message } : { code, message, about };
}

/** One report of the runs over several workspace folders. At least one report. */
export function mergeReports(reports: readonly [SyncReport, ...SyncReport[]]): SyncReport {
  const [first, ...rest] = reports;
  return rest.reduce(
    (sum, next) => ({
      ...sum,
      service: sum.service === next.service ? sum.service : `${sum.service}, ${next.service}`,
      mode: sum.mode === next.mode ? sum.mode : `${sum.mode}, ${next.mode}`,
      finishedAt: next.finishedAt,
      ...(sum.estimate && next.estimate ? { estimate: addEstimates(sum.estimate, next.estimate) } : {}),
      totals: {
        events: add(sum.totals.events, next.totals.events),
        actions: add(sum.totals.actions, next.totals.actions),
        outcomes: add(sum.totals.outcomes, next.totals.outcomes),
        bytesUploaded: sum.totals.bytesUploaded + next.totals.bytesUploaded,
        bytesDownloaded: sum.totals.bytesDownloaded + next.totals.bytesDownloaded,
        requests: sum.totals.requests + next.totals.requests,
      },
      albums: [...sum.albums, ...next.albums],
      items: [...sum.items, ...next.items],
      problems: distinct([...sum.problems, ...next.problems]),
    }),
    first,
  );
}

/** The same report, whose items and albums name their workspace folder: for a report about several. */
export function inFolder(report: SyncReport, folder: string): SyncReport {
  return {
    ...report,
    albums: report.albums.map((album) => ({ folder, ...album })),
    items: report.items.map((item) => ({ folder, ...item })),
  };
}

/** The estimate of two runs, of which one follows the other. */
export function addEstimates(a: Estimate, b: Estimate): Estimate {
  const seconds = a.seconds === undefined || b.seconds === undefined ? undefined : a.seconds + b.seconds;
  const isCounted = a.requests !== undefined || b.requests !== undefined;
  return {
    bytesToSend: a.bytesToSend + b.bytesToSend,
    bytesToFetch: a.bytesToFetch + b.bytesToFetch,
    ...(isCounted ? { requests: (a.requests ?? 0) + (b.requests ?? 0) } : {}),
    ...(seconds === undefined ? {} : { seconds }),
  };
}

function count<K extends string, T>(
  keys: readonly K[],
  items: readonly T[],
  keyOf: (item: T) => K,
  others: Partial<Record<K, number>>,
): Record<K, number> {
  const totals = Object.fromEntries(keys.map((key) => [key, others[key] ?? 0])) as Record<K, number>;
  for (const item of items) totals[keyOf(item)]++;
  return totals;
}

function add<K extends string>(a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(Object.keys(a).map((key) => [key, a[key as K] + b[key as K]])) as Record<K, number>;
}

/** One cause that stopped many items is one line, at the first of them. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const causes = Map.groupBy(problems, ({ code, message }) => `${code}\n${message}`);
  return [...causes.values()].flatMap(([first]) => first ?? []);
}
