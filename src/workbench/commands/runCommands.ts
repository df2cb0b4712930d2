import * as vscode from 'vscode';
import { problem } from '../../engine/errors.ts';
import { reportForPrograms } from '../../engine/forPrograms.ts';
import { phrase } from '../../engine/phrase.ts';
import type { ErrorCode } from '../../engine/model.ts';
import { graveKey, isGrave } from '../../engine/plan/grave.ts';
import type { Review } from '../../engine/plan/review.ts';
import { isStopped, mergeReports, type SyncReport } from '../../engine/report.ts';
import type { Words } from '../../webview/words.ts';
import type { ReportPanel } from '../report/reportPanel.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { refusal, type RunWish, type WindowRuns } from '../runs/windowRuns.ts';
import type { NameList } from '../nameList.ts';
import { findFolder, openFolders } from '../workspaceFolders.ts';
import { askToConfirm, stopsToConfirm } from './confirmation.ts';
import type { RunOptions } from './runOptions.ts';
import { withRunProgress } from './runProgress.ts';
import { tellResult } from './runResult.ts';

/** What the commands that run something work with. */
export interface RunCommandPorts {
  readonly runs: WindowRuns;
  readonly words: Words;
  readonly panel: ReportPanel;
  /** Shows the names behind the counts of a question. */
  readonly list: NameList;
}

/** What is to be run, and how. */
export interface RunTask extends RunOptions {
  readonly kind: RunWish['kind'];
  /** What a person pointed at; without it, all albums of the folders. */
  readonly targets?: readonly RunTarget[] | undefined;
  /** By the key of the folder: the plans that a person looked at. */
  readonly reviews?: RunWish['reviews'];
}

/** A workspace folder and the albums of it that are meant; all of them where none is named. */
export interface RunTarget {
  readonly folder: FolderRef;
  readonly albums?: readonly string[] | undefined;
}

/** Runs a preview or a sync for a person or for a program; whatever happens is in the report. */
export async function runTask(task: RunTask, ports: RunCommandPorts): Promise<SyncReport> {
  if (task.interactive && task.kind === 'sync' && !(await mayForgetChoices(ports)))
    return refusal(task, problem('E_CANCELLED'));
  const { report, declined } = await ending(task, foldersOf(task), ports);
  if (task.interactive && !declined) {
    // A plan is to be looked at, also one that waits for a confirmation; its report says why at the top.
    if (task.kind === 'preview' && (report.items.length > 0 || !isStopped(report))) ports.panel.show();
    else void tellResult(report, ports);
  }
  const items = task.all ? report.items : report.items.filter((item) => item.action !== 'SILENT');
  return reportForPrograms({ ...report, items });
}

/** Carries out plans that a person looked at, and was asked about where they delete something. */
export async function runReviewed(reviews: ReadonlyMap<FolderRef, Review>, ports: RunCommandPorts): Promise<void> {
  const folders = [...reviews.keys()];
  const byKey = new Map([...reviews].map(([{ key }, review]) => [key, review]));
  const task: RunTask = { kind: 'sync', interactive: true, confirmed: SEEN_DELETIONS, all: false, reviews: byKey };
  const { report, declined } = await ending(task, folders, ports);
  if (!declined) void tellResult(report, ports);
}

/** What is confirmed together with a question that tells the deletions. */
const SEEN_DELETIONS: readonly ErrorCode[] = ['E_UNCONFIRMED', 'E_TOO_MANY_DELETES'];

/** A sync follows the mode: before it forgets what was chosen in the report, it asks. */
async function mayForgetChoices({ panel }: RunCommandPorts): Promise<boolean> {
  const count = panel.chosen();
  if (count === 0) return true;
  const question =
    count === 1
      ? vscode.l10n.t('You changed 1 action in the report. Sync without it?')
      : vscode.l10n.t('You changed {0} actions in the report. Sync without them?', count);
  const detail = vscode.l10n.t('A sync follows the mode alone. To carry out what you chose, use Apply in the report.');
  const verb = vscode.l10n.t('Sync by Mode');
  const show = vscode.l10n.t('Show Report');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, verb, show);
  if (chosen === show) panel.show();
  return chosen === verb;
}

/** How a task ended, and whether a person turned away when asked to confirm it. */
interface Ending {
  readonly report: SyncReport;
  readonly declined: boolean;
}

async function ending(task: RunTask, folders: readonly FolderRef[], ports: RunCommandPorts): Promise<Ending> {
  const refused = refusedAtOnce(task, folders);
  if (refused !== undefined) return { report: refused, declined: false };
  if (task.interactive) return runWithPerson(task, folders, ports);
  const report = await ports.runs.start({ ...wish(task, folders), confirmed: task.confirmed });
  return { report, declined: false };
}

/** Fills the tree without being asked: no dialog, no notification, and at once out of the way of a run that was. */
export async function runQuietly({ runs }: Pick<RunCommandPorts, 'runs'>, folders = openFolders()): Promise<void> {
  if (folders.length === 0 || !vscode.workspace.isTrusted || runs.run.status === 'running') return;
  await runs.start({ kind: 'preview', folders, confirmed: [], manner: 'quiet' });
}

/** Runs, asks about each stop once, and runs the stopped folders again with what was confirmed. */
async function runWithPerson(
  task: RunTask,
  folders: readonly FolderRef[],
  { runs, words, panel, list }: RunCommandPorts,
): Promise<Ending> {
  const title = task.kind === 'sync' ? vscode.l10n.t('Album Sync') : vscode.l10n.t('Album Sync Preview');
  // A visible report panel shows the progress itself, with its own Cancel.
  const start = (wanted: RunWish): Promise<SyncReport> =>
    panel.isVisible() ? runs.start(wanted) : withRunProgress({ runs, words, title }, () => runs.start(wanted));
  let confirmed: readonly ErrorCode[] = task.confirmed;
  let agreed: readonly string[] = [];
  let report = await start({ ...wish(task, folders), confirmed });
  for (;;) {
    const stops = task.kind === 'sync' ? stopsToConfirm(report, confirmed) : [];
    if (stops.length === 0) return { report, declined: false };
    // Who turned away has read why, and needs no message about it.
    if (!(await askToConfirm(report, stops, { words, list }))) return { report, declined: true };
    // The answer is about the items of this plan, however many: what is to be deleted since then is asked about anew.
    agreed = [...agreed, ...report.items.filter(isGrave).map(graveKey)];
    confirmed = [...confirmed, ...stops.filter((code) => code !== 'E_UNCONFIRMED'), 'E_TOO_MANY_DELETES'];
    const stopped = folders.filter((folder) => runs.folder(folder).stopped);
    await start({ ...wish(task, stopped, agreed), confirmed });
    const [first, ...rest] = folders.flatMap((folder) => runs.folder(folder).last ?? []);
    if (first !== undefined) report = mergeReports([first, ...rest]);
  }
}

function wish(
  task: RunTask,
  folders: readonly FolderRef[],
  agreed: readonly string[] = [],
): Omit<RunWish, 'confirmed'> {
  const askBefore = task.interactive && task.kind === 'sync' ? { askBefore: { agreed } } : {};
  const { kind, targets, reviews } = task;
  const named = targets?.flatMap(({ folder, albums }) => (albums === undefined ? [] : [[folder.key, albums] as const]));
  const albums = named === undefined || named.length === 0 ? undefined : new Map(named);
  return { kind, folders, albums, reviews, manner: 'asked', ...askBefore };
}

/** The folders that a command is about; none when the one that is named is not open. */
export function foldersOf({ folder, targets }: Pick<RunTask, 'folder' | 'targets'>): readonly FolderRef[] {
  if (targets !== undefined) return targets.map((target) => target.folder);
  if (folder === undefined) return openFolders();
  const found = findFolder(folder);
  return found === undefined ? [] : [found];
}

/** The report of a run that cannot even begin. In an untrusted workspace not a single file is looked at. */
export function refusedAtOnce(
  task: Pick<RunTask, 'kind' | 'folder'>,
  folders: readonly FolderRef[],
): SyncReport | undefined {
  if (folders.length === 0) {
    const about = task.folder === undefined ? undefined : phrase`"${task.folder}" is not open`;
    return refusal(task, problem('E_NO_FOLDER', about));
  }
  return vscode.workspace.isTrusted ? undefined : refusal(task, problem('E_UNTRUSTED'));
}
