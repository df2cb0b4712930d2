import * as vscode from 'vscode';
import { SIGN_IN_CODES, STOPPING_CODES } from '../../engine/errors.ts';
import type { Problem } from '../../engine/model.ts';
import type { SyncReport } from '../../engine/report.ts';
import { withoutAddresses } from '../../webview/webAddresses.ts';
import { COMMANDS } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { problemText } from '../problems/problemText.ts';
import type { RunCommandPorts } from './runCommands.ts';

/** Tells how a run ended, only where the person has to do something; the status bar says the rest. */
export async function tellResult(report: SyncReport, ports: RunCommandPorts): Promise<void> {
  // That a sign-in ends soon has a message of its own.
  const [first] = report.problems.filter(({ code }) => code !== 'E_SIGN_IN_ENDS');
  const stop = report.problems.find(({ code }) => STOPPING_CODES.has(code));
  if (stop !== undefined) return tellStop(stop, report);
  // A visible report has the problems at its top.
  if (ports.panel.isVisible()) return;
  if (report.items.length === 0 && first === undefined) return tellEmpty();
  const { failed } = report.totals.outcomes;
  const message =
    failed > 0
      ? failedSentence(failed)
      : first === undefined
        ? undefined
        : plainText(withoutAddresses(problemText(first)));
  if (message === undefined) return;
  const showReport = vscode.l10n.t('Show Report');
  const chosen = await vscode.window.showWarningMessage(message, showReport);
  if (chosen === showReport) ports.panel.show();
}

function failedSentence(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 photo could not be synced. The report says why.')
    : vscode.l10n.t('{0} photos could not be synced. The report says why.', count);
}

/** A sync that found nothing to work on. */
async function tellEmpty(): Promise<void> {
  const choose = vscode.l10n.t('Select Photo Folders');
  const message = vscode.l10n.t('No photos were found in the photo folders.');
  const chosen = await vscode.window.showInformationMessage(message, choose);
  if (chosen === choose) await vscode.commands.executeCommand(COMMANDS.selectFolders);
}

/** Why a run did nothing, or did not come to its end, and the button that mends it. */
export async function tellStop(problem: Problem, { service }: Pick<SyncReport, 'service'>): Promise<void> {
  const { code, setting } = problem;
  const way = wayOut(code, setting, service);
  const ways = way === undefined ? [] : [way.label];
  const chosen = await vscode.window.showErrorMessage(plainText(problemText(problem)), ...ways);
  if (way !== undefined && chosen === way.label) await vscode.commands.executeCommand(way.command, ...way.arguments);
}

interface Way {
  readonly label: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

function wayOut(code: Problem['code'], setting: string | undefined, service: string): Way | undefined {
  if (setting !== undefined) {
    return { label: vscode.l10n.t('Open Setting'), command: COMMANDS.openSetting, arguments: [{ setting }] };
  }
  if (code === 'E_NO_FOLDER') {
    return { label: vscode.l10n.t('Open Folder'), command: 'vscode.openFolder', arguments: [] };
  }
  if (code === 'E_UNTRUSTED') {
    return { label: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage', arguments: [] };
  }
  if (SIGN_IN_CODES.has(code)) {
    return { label: vscode.l10n.t('Sign In'), command: COMMANDS.signIn, arguments: [{ service }] };
  }
  if (code === 'E_LOCKED') return undefined;
  return { label: vscode.l10n.t('Show Report'), command: COMMANDS.showReport, arguments: [] };
}
