import * as vscode from 'vscode';
import { problem } from '../../engine/errors.ts';
import type { SyncReport } from '../../engine/report.ts';
import { sum, tally } from '../../webview/sentences.ts';
import type { RunOptions } from '../commands/runOptions.ts';
import { foldersOf, refusedAtOnce, runQuietly, type RunCommandPorts } from '../commands/runCommands.ts';
import { withRunProgress } from '../commands/runProgress.ts';
import { tellResult } from '../commands/runResult.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { refusal } from '../runs/windowRuns.ts';
import { undoClauses, undoText } from './undoText.ts';

/**
 * Takes back the last sync of one workspace folder, after a person has seen what that means. Called by a program it asks
 * nothing. Resolves to the report of the undo, or of its preview when the person turned away.
 */
export async function undoLastRun(options: RunOptions, ports: RunCommandPorts): Promise<SyncReport> {
  const folders = foldersOf(options);
  const refused = refusedAtOnce({ ...options, kind: 'undo' }, folders);
  if (refused) {
    if (options.interactive) void tellResult(refused, ports);
    return refused;
  }
  if (!options.interactive) return undo(folders, ports);
  const plans = await preview(folders, ports);
  const undoable = plans.filter(({ report }) => report.items.some(({ outcome }) => outcome === 'planned'));
  const [first] = plans;
  const chosen = undoable.length > 1 ? await chooseFolder(undoable) : undoable[0];
  if (!chosen) {
    const report = first?.report ?? refusal({ kind: 'undo' }, problem('E_NOTHING_TO_UNDO'));
    if (undoable.length === 0) tellNothing(report, ports);
    return report;
  }
  if (!(await isConfirmed(chosen, ports))) return chosen.report;
  const title = vscode.l10n.t('Album Sync: Undo');
  const report = await withRunProgress({ ...ports, title }, () => undo([chosen.folder], ports));
  void tellUndone(report, ports);
  return report;
}

/** What an undo would do in one workspace folder. */
interface UndoPlan {
  readonly folder: FolderRef;
  readonly report: SyncReport;
}

async function preview(folders: readonly FolderRef[], { runs }: RunCommandPorts): Promise<readonly UndoPlan[]> {
  const plans: UndoPlan[] = [];
  for (const folder of folders) {
    const report = await runs.start({ kind: 'undoPreview', folders: [folder], confirmed: [], manner: 'asked' });
    plans.push({ folder, report });
  }
  return plans;
}

async function undo(folders: readonly FolderRef[], ports: RunCommandPorts): Promise<SyncReport> {
  const report = await ports.runs.start({ kind: 'undo', folders, confirmed: [], manner: 'asked' });
  // Both sides have changed, so the tree looks again.
  void runQuietly(ports);
  return report;
}

async function chooseFolder(plans: readonly UndoPlan[]): Promise<UndoPlan | undefined> {
  const choices = plans.map((plan) => ({
    label: plan.folder.name,
    description: whenOf(plan.report),
    detail: vscode.l10n.t('{0} items', plan.report.items.length),
    plan,
  }));
  const title = vscode.l10n.t('Undo the last sync of which folder?');
  return (await vscode.window.showQuickPick(choices, { title }))?.plan;
}

/** Asks with counts and a verb; the names are one click away, and the question is then asked beside them. */
async function isConfirmed({ report }: UndoPlan, { words, list }: RunCommandPorts): Promise<boolean> {
  const question = vscode.l10n.t('Undo the sync of {0}?', whenOf(report));
  const hint = vscode.l10n.t('What was changed since then is left alone. Nothing is deleted for good.');
  const detail = [...undoClauses(report, words), '', hint].join('\n');
  const verb = vscode.l10n.t('Undo');
  const names = vscode.l10n.t('Show Names');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, verb, names);
  if (chosen !== names) return chosen === verb;
  await list.show(vscode.l10n.t('Undo of the Last Sync'), undoText(report, words));
  return (await vscode.window.showWarningMessage(question, verb)) === verb;
}

function whenOf({ undoes, startedAt }: SyncReport): string {
  const when = new Date(undoes?.startedAt ?? startedAt);
  return when.toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}

function tellNothing(report: SyncReport, ports: RunCommandPorts): void {
  const isOther = report.problems.some(({ code }) => code !== 'E_NOTHING_TO_UNDO');
  if (isOther) void tellResult(report, ports);
  else void vscode.window.showInformationMessage(vscode.l10n.t('There is no sync to undo.'));
}

async function tellUndone(report: SyncReport, ports: RunCommandPorts): Promise<void> {
  const counts = tally(report.items);
  const done = sum(counts, 'done');
  const left = report.items.length - done;
  if (left === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The sync was undone: {0} items.', done));
    return;
  }
  const names = vscode.l10n.t('Show Names');
  const message = vscode.l10n.t('{0} items were undone, {1} could not be.', done, left);
  const chosen = await vscode.window.showWarningMessage(message, names);
  const failed = { ...report, items: report.items.filter(({ outcome }) => outcome !== 'done') };
  if (chosen === names) await ports.list.show(vscode.l10n.t('Undo of the Last Sync'), undoText(failed, ports.words));
}
