import { realpathSync } from 'node:fs';
import { applyPlan } from '../engine/apply/apply.ts';
import type { Applied, ApplyPorts } from '../engine/apply/apply.ts';
import { albumLimit } from '../engine/apply/partPlanner.ts';
import { toReportItem, purgeItem } from '../engine/apply/reportItems.ts';
import { CONFIRMABLE_CODES, faultProblem, problem, RUN_WIDE_CODES } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { Problem } from '../engine/model.ts';
import { countUnplanned } from '../engine/plan/inStep.ts';
import type { AlbumInput, AlbumInStep, Plan } from '../engine/plan/model.ts';
import type { Part } from '../engine/parts.ts';
import { guardGrave } from '../engine/plan/grave.ts';
import { estimateOf } from '../engine/plan/estimate.ts';
import { outlookOf } from '../engine/plan/outlook.ts';
import type { Capabilities } from '../engine/ports/albumService.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { makeReport, refusedReport } from '../engine/report.ts';
import type { ReportAlbum, ReportTerms, SyncReport } from '../engine/report.ts';
import { ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { settledAgain } from '../engine/settled/settledAgain.ts';
import { settledNow } from '../engine/settled/settledNow.ts';
import type { SettledAlbum } from '../engine/settled/settledAlbum.ts';
import { openLedger, openLedgerCopy } from '../ledger/openLedger.ts';
import type { OpenLedger } from '../ledger/openLedger.ts';
import { rememberedByOthers } from '../ledger/otherLedgers.ts';
import { takeRunLock } from '../ledger/runLock.ts';
import type { RunLock } from '../ledger/runLock.ts';
import { ledgerFiles } from '../ledger/stateDirectory.ts';
import type { LedgerFiles } from '../ledger/stateDirectory.ts';
import { readSettings } from '../settings/readSettings.ts';
import type { Settings } from '../settings/settings.ts';
import { openPorts } from './openPorts.ts';
import type { RunHost } from './openPorts.ts';
import { planRun } from './planRun.ts';
import type { PlannedRun } from './planRun.ts';
import { isDryRun } from './request.ts';
import type { RunRequest } from './request.ts';
import { runPace } from './runPace.ts';
import type { RunPace } from './runPace.ts';
import { undoOpened } from './undoRun.ts';

/** A run that may begin: settings that are right, a ledger that is open, and for a sync the lock. */
export interface Session {
  readonly request: RunRequest;
  readonly settings: Settings;
  readonly ledger: Pick<OpenLedger, 'problems'>;
  readonly ports: ApplyPorts;
  readonly startedMs: number;
  /** Reasons not to start that were there before anything was looked at. */
  readonly stops?: readonly Problem[] | undefined;
  /** Where it is kept how long earlier runs took. */
  readonly pace?: RunPace | undefined;
  /** What a person should know, though nothing went wrong. */
  readonly notices?: (() => readonly Problem[]) | undefined;
}

/**
 * One run over one workspace folder: settings, scan and list, compare, plan, apply, report. Everything that can go wrong
 * is in the report. A preview opens nothing for writing.
 */
export async function runSync(request: RunRequest, host: RunHost, watch: Watch): Promise<SyncReport> {
  const startedMs = host.now();
  const { review } = request;
  const checked = readSettings(review ? { ...request.settings, mode: review.mode } : request.settings);
  const refuse = (problems: readonly Problem[], settings?: Settings) =>
    refusedReport({
      service: settings?.service ?? textOr(request.settings['service'], 'gallery'),
      mode: settings?.mode ?? textOr(request.settings['mode'], 'upload'),
      dryRun: isDryRun(request.kind),
      at: startedMs,
      problems,
    });
  if ('problems' in checked) return refuse(checked.problems);
  const { settings } = checked;
  if (review && review.service !== settings.service)
    return refuse(
      [problem('E_PLAN', phrase`It was made for ${review.service}, not for ${settings.service}`)],
      settings,
    );
  const folder = realFolder(request.folder);
  if (!folder.ok) return refuse([folder.problem], settings);
  const opened = await openPorts(folder.value, settings, request.stateDirectory, host);
  if (!opened.ok) return refuse([opened.problem], settings);
  const ports = opened.value;
  const files = ledgerFiles(request.stateDirectory, folder.value, settings.service, ports.account);
  const isDry = isDryRun(request.kind);
  const lock = isDry ? NO_LOCK : takeRunLock(files.lock, Date.now);
  if (!lock.ok) {
    ports.dispose();
    return refuse([lock.problem], settings);
  }
  try {
    const ledger = isDry ? openLedgerCopy(files.ledger) : openLedger(files.ledger, startedMs);
    if (!ledger.ok) return refuse([ledger.problem], settings);
    try {
      const session = {
        request,
        settings,
        ledger: ledger.value,
        ports: ports.withLedger(ledger.value, request.kind),
        startedMs,
        stops: ports.isSignedIn ? otherAccount(ledger.value, files) : [],
        notices: ports.notices,
        pace: runPace(ledger.value),
      };
      const isUndo = request.kind === 'undo' || request.kind === 'undoPreview';
      return await (isUndo ? undoOpened : runOpened)(session, host, watch);
    } finally {
      ledger.value.close();
    }
  } finally {
    lock.value.release();
    ports.dispose();
  }
}

const NO_LOCK: Result<RunLock> = ok({ release: () => undefined });

/** Whoever is signed in now was never here, and another account of the service was: perhaps it is the wrong one. */
function otherAccount({ ledger }: OpenLedger, files: LedgerFiles): readonly Problem[] {
  if (ledger.countItems() + ledger.albums().length > 0) return [];
  const items = rememberedByOthers(files);
  const about =
    items === 1
      ? phrase`1 item is in the web albums of another account or OAuth client`
      : phrase`${items} items are in the web albums of another account or OAuth client`;
  return items > 0 ? [problem('E_REMOTE_CHANGED', about)] : [];
}

/** The run itself, over ports that are open: the same for the real ones and for those of the simulator. */
export async function runOpened(session: Session, host: Pick<RunHost, 'now'>, watch: Watch): Promise<SyncReport> {
  const { request, settings, ledger, ports, startedMs } = session;
  const planned = await planRun(
    {
      ...{ settings, ports, albums: request.albums, review: request.review, all: request.all },
      remembers: request.kind === 'sync',
      now: startedMs,
    },
    watch,
  );
  const isConfirmed = ({ code }: Problem) => CONFIRMABLE_CODES.has(code) && request.confirmed.includes(code);
  const others = [...(session.stops ?? []), ...planned.stops].filter((stop) => !isConfirmed(stop));
  // Who is asked about another stop sees the deletions too, and is asked once.
  const grave =
    request.askBefore && others.length === 0
      ? guardGrave(previewItems(planned.plan), request.askBefore.agreed).filter((stop) => !isConfirmed(stop))
      : [];
  const stops = [...others, ...grave];
  const mayApply = request.kind === 'sync' && planned.isMade && stops.length === 0 && !watch.signal.aborted;
  const unready = mayApply ? attempt(() => beginRun(planned, session)) : undefined;
  // Before anything is sent, since afterwards less is left of a day.
  const foretold = unready ? [] : foreseen(planned, session);
  const applied = mayApply && !unready ? await timed(() => apply(planned, session, watch), session, host) : undefined;
  const problems = [
    ...ledger.problems,
    ...planned.problems,
    ...stops,
    ...foretold,
    ...(session.notices?.() ?? []),
    ...(unready ? [unready] : []),
  ];
  if (watch.signal.aborted) problems.push(problem('E_CANCELLED'));
  const items = applied?.items ?? previewItems(planned.plan);
  const frame = {
    service: settings.service,
    mode: settings.mode,
    dryRun: isDryRun(request.kind),
    startedMs,
    finishedMs: host.now(),
    terms: termsOf(session, foretold),
  };
  const report = makeReport(
    frame,
    {
      items,
      inStep: countUnplanned(planned.plan),
      albums: reportAlbums(planned.plan, applied),
      problems: [...problems, ...itemProblems(items), ...newsIn(applied?.problems ?? [], problems)],
      bytesUploaded: applied?.bytesUploaded ?? 0,
      bytesDownloaded: applied?.bytesDownloaded ?? 0,
      requests: ports.service.requests(),
    },
    { all: request.all },
  );
  return applied ? report : { ...report, estimate: estimateOf(items, onWeb(planned.plan), frame.terms) };
}

/** What was known before anything was done, such as a missing image library, is not told a second time. */
function newsIn(late: readonly Problem[], early: readonly Problem[]): readonly Problem[] {
  const known = new Set(early.map(({ code, message }) => `${code} ${message}`));
  return late.filter(({ code, message, path }) => path !== undefined || !known.has(`${code} ${message}`));
}

/** What the service says beforehand of work that will not be done in this run. */
function foreseen({ plan }: PlannedRun, { ports: { service } }: Session): readonly Problem[] {
  try {
    return service.foresee?.(outlookOf(previewItems(plan), onWeb(plan), service.capabilities.requests)) ?? [];
  } catch (error) {
    return [faultProblem(error)];
  }
}

function onWeb({ albums }: Plan): ReadonlySet<string> {
  return new Set(albums.flatMap(({ album, group }) => (group ? [album] : [])));
}

function termsOf({ ports, pace }: Session, foretold: readonly Problem[]): ReportTerms {
  const { remove, requests } = ports.service.capabilities;
  // Work that takes several days takes as long as these days, however fast the line is.
  const known = foretold.some(({ code }) => code === 'E_SEVERAL_DAYS') ? undefined : pace?.read();
  return { remove, ...(requests && { requests }), ...(known && { pace: known }) };
}

/** Does the work of a run and remembers how long it took, for the estimates of later ones. */
async function timed(work: () => Promise<Applied>, { pace }: Session, { now }: Pick<RunHost, 'now'>): Promise<Applied> {
  const startedMs = now();
  const applied = await work();
  const unremembered = attempt(() => pace?.add(applied, (now() - startedMs) / 1000));
  return unremembered ? { ...applied, problems: [...applied.problems, unremembered] } : applied;
}

async function apply(planned: PlannedRun, { settings, ports }: Session, watch: Watch): Promise<Applied> {
  watch.onEvent({ type: 'phase', phase: 'apply' });
  const applied = await applyPlan(
    planned.plan,
    {
      concurrency: settings.concurrency,
      hashFirst: needsHashFirst(settings, ports.service.capabilities),
      sendsOriginals: settings.shrink === 0,
      maxAlbumItems: albumLimit(settings.maxAlbumItems, ports.service.capabilities.maxAlbumItems),
      updateAlbumMetadata: settings.updateAlbumMetadata,
    },
    ports,
    watch,
  );
  const unfinished = attempt(() => {
    rememberAlbums(planned, applied, ports);
    rememberSettled(planned, applied, ports);
  });
  return unfinished ? { ...applied, problems: [...applied.problems, unfinished] } : applied;
}

/** See `ActionPorts.hashFirst`. */
function needsHashFirst({ shrink, compare }: Settings, { knows }: Capabilities): boolean {
  const tellsHash = knows.hashes.includes('sha256');
  return shrink > 0 || (compare.includes('hash') && !tellsHash) || (tellsHash && !knows.size);
}

/** Writes to the ledger, which may have no room. */
function attempt(write: () => void): Problem | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    return faultProblem(error);
  }
}

function beginRun(planned: PlannedRun, { ports, settings, startedMs }: Session): void {
  ports.ledger.beginRun({ startedMs, mode: settings.mode });
  rememberFolders(planned, ports);
}

/**
 * A folder that a download makes is its album's from before it is made: a run that is killed between the two would else
 * find photos of another album in it.
 */
function rememberFolders(planned: PlannedRun, { ledger }: ApplyPorts): void {
  const adopted = adoptions(planned);
  for (const { album, group } of planned.plan.albums) {
    const folder = adopted.get(album);
    if (folder === undefined) continue;
    for (const { part, album: web } of group?.parts ?? [])
      ledger.rememberAlbum({ id: web.id, album, part, folders: [folder] });
  }
  ledger.commit();
}

/** Albums to the folders that this run makes for them. */
function adoptions({ plan, adoptedBy }: PlannedRun): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const { album, action, outcome, target } of plan.items) {
    const folder = action === 'DOWNLOAD_REMOTE' && outcome === 'planned' ? adoptedBy(album) : undefined;
    if (folder !== undefined && target?.startsWith(`${folder}/`)) folders.set(album, folder);
  }
  return folders;
}

/** Web albums that a folder flows into are ours from now on, and a folder that a download made stays its album's. */
function rememberAlbums(planned: PlannedRun, applied: Applied, { ledger }: ApplyPorts): void {
  const adopted = adoptions(planned);
  const downloaded = new Set(
    applied.items
      .filter((item) => item.action === 'DOWNLOAD_REMOTE' && item.outcome === 'done')
      .map((item) => item.album),
  );
  const withFiles = planned.plan.albums.filter(({ album, local }) => local.length > 0 || downloaded.has(album));
  for (const { album, known } of [...withFiles, ...planned.plan.inStep]) {
    const folder = adopted.get(album);
    const folders = folder === undefined ? (known.find((row) => row.folders.length > 0)?.folders ?? []) : [folder];
    for (const { part, album: web } of applied.book.partsOf(album)) {
      const same = known.some(
        (row) => row.id === web.id && row.part === part && row.folders.join('\n') === folders.join('\n'),
      );
      if (!same) ledger.rememberAlbum({ id: web.id, album, part, folders });
    }
  }
  ledger.commit();
}

/** Albums that are settled already stay so without being written again. */
function rememberSettled(
  { plan, settled: before, touched, settling }: PlannedRun,
  { items, marks, sentWhole, book }: Applied,
  { service, ledger, files }: ApplyPorts,
): void {
  const isReplaced = service.capabilities.replace === 'inPlace';
  const again = isReplaced ? settledAgain(touched, items, marks) : [];
  const after = () => ({ sentWhole, marks, partsOf: (album: string) => book.partsOf(album), known: ledger.albums() });
  const made = settling && marks.size > 0 ? settledNow(plan, after(), settling) : [];
  const known = new Map(before.length === 0 ? [] : ledger.settled().map((each) => [each.album, JSON.stringify(each)]));
  const others = before.filter((each) => known.get(each.album) !== JSON.stringify(each));
  for (const each of [...others, ...again, ...made]) ledger.settle(each, signsOf(each, files));
  ledger.commit();
}

function signsOf({ places }: SettledAlbum, files: ApplyPorts['files']): readonly Uint8Array[] | undefined {
  const signs = places.flatMap((place) => files.signsOf(place) ?? []);
  return signs.length === places.length ? signs : undefined;
}

function previewItems(plan: Plan) {
  return [
    ...plan.items.map((item) => toReportItem(item, item.outcome, item.problem)),
    ...plan.purges.map(({ name, id, outcome }) => purgeItem(name, id, outcome)),
  ];
}

/**
 * An item that failed, or that was left alone for a reason a person should know, is a line of its own. What ails the
 * service or the disk is no matter of the file that met it first.
 */
function itemProblems(items: readonly ReturnType<typeof toReportItem>[]): readonly Problem[] {
  const lines = items.filter(({ error }) => error && !QUIET.has(error.code));
  return lines.flatMap(({ error, path }) =>
    error ? [RUN_WIDE_CODES.has(error.code) ? error : { ...error, path }] : [],
  );
}

/** Reasons that the item's own row tells well enough. */
const QUIET: ReadonlySet<Problem['code']> = new Set([
  'E_LEFT_ALONE',
  'E_NOT_REVIEWED',
  'E_CANCELLED',
  'E_NOT_PERMITTED',
]);

function reportAlbums({ albums, inStep }: Plan, applied: Applied | undefined): readonly ReportAlbum[] {
  return [
    ...albums.map((each) => reportAlbum(each, applied?.book.partsOf(each.album) ?? each.group?.parts)),
    ...inStep.map((each) => reportAlbum(each, each.group?.parts)),
  ]
    .filter(({ folders, parts }) => folders.length > 0 || parts.length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function reportAlbum({ album, folders }: AlbumInStep | AlbumInput, parts: readonly Part[] = []): ReportAlbum {
  const url = parts[0]?.album.url;
  return {
    name: album,
    folders,
    parts: parts.map((part) => part.album.title),
    ...(url === undefined ? {} : { url }),
  };
}

function realFolder(folder: string): Result<string> {
  try {
    return ok(realpathSync(folder));
  } catch {
    return { ok: false, problem: problem('E_NO_FOLDER', phrase`${folder} is not there`) };
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
