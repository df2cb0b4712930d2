import * as vscode from 'vscode';
import { CONFIRMABLE_CODES } from '../../engine/errors.ts';
import type { ErrorCode } from '../../engine/model.ts';
import type { SyncReport } from '../../engine/report.ts';
import { tally, tallyClauses } from '../../webview/sentences.ts';
import type { Words } from '../../webview/words.ts';
import { plainText } from '../plainText.ts';

/** The stops of a report that wait for a confirmation. */
export function stopsToConfirm(report: SyncReport, confirmed: readonly ErrorCode[]): readonly ErrorCode[] {
  const codes = new Set(report.problems.map((problem) => problem.code));
  return [...codes].filter((code) => CONFIRMABLE_CODES.has(code) && !confirmed.includes(code));
}

/** Asks once, with what would happen and a verb on the button. False when the person turned away. */
export async function askToConfirm(report: SyncReport, stops: readonly ErrorCode[], words: Words): Promise<boolean> {
  const [stop] = stops;
  if (stop === undefined) return true;
  const { DELETE_LOCAL: inFolder, DELETE_REMOTE: onWeb } = report.totals.actions;
  const { question, verb } = wording(stop, inFolder + onWeb);
  const counts = [
    inFolder > 0 ? vscode.l10n.t('{0} files would move to the trash of this computer.', inFolder) : '',
    onWeb > 0 ? vscode.l10n.t('{0} items would be deleted from the web albums.', onWeb) : '',
    inFolder + onWeb > 0 ? '' : vscode.l10n.t('Planned: {0}', tallyClauses(tally(report.items), words).join(' · ')),
  ];
  const reasons = report.problems.filter(({ code }) => stops.includes(code));
  const detail = [...reasons.map(({ message }) => plainText(message)), ...counts].filter(Boolean).join('\n\n');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, verb);
  return chosen === verb;
}

function wording(stop: ErrorCode, deletions: number): { readonly question: string; readonly verb: string } {
  if (stop === 'E_ROOT_EMPTY') {
    const question = vscode.l10n.t('A photo folder is empty or missing. Are its photos really gone?');
    return { question, verb: vscode.l10n.t('Photos Are Gone, Sync') };
  }
  if (stop === 'E_REMOTE_EMPTY') {
    const question = vscode.l10n.t('The web albums are empty. Are their photos really gone?');
    return { question, verb: vscode.l10n.t('Photos Are Gone, Sync') };
  }
  if (stop === 'E_REMOTE_CHANGED') {
    const question = vscode.l10n.t('This is another gallery or account than last time. Sync with it?');
    return { question, verb: vscode.l10n.t('Use This One, Sync') };
  }
  if (stop === 'E_TOO_MANY_DELETES') {
    const question = vscode.l10n.t('This sync would delete {0} items. Delete them?', deletions);
    return { question, verb: vscode.l10n.t('Delete {0} Items, Sync', deletions) };
  }
  return { question: vscode.l10n.t('This needs a look before it runs.'), verb: vscode.l10n.t('Sync Anyway') };
}
