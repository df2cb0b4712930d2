import * as vscode from 'vscode';
import { COMMANDS, SETTINGS } from '../ids.ts';
import { faultsOf, rangeOf, type Fault } from './settingFaults.ts';
import { settingsFileOf } from './settingsFile.ts';

/** What the editor offers at a place of a settings file to mend it. */
export async function repairs(
  document: vscode.TextDocument,
  range: vscode.Range,
  names: readonly string[],
): Promise<vscode.CodeAction[]> {
  const file = settingsFileOf(document);
  if (file === undefined) return [];
  const faults = (await faultsOf(document, file, names)).filter(({ place }) =>
    rangeOf(document, place).intersection(range),
  );
  return faults.flatMap((fault) => repairOf(document, fault) ?? []);
}

function repairOf(document: vscode.TextDocument, fault: Fault): vscode.CodeAction | undefined {
  if (fault.kind === 'unknown' && fault.nearest !== undefined) {
    const key = `${SETTINGS}.${fault.nearest}`;
    const action = new vscode.CodeAction(vscode.l10n.t('Change to {0}', key), vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, rangeOf(document, fault.place), key);
    action.isPreferred = true;
    return action;
  }
  if (fault.kind !== 'missing') return undefined;
  const action = new vscode.CodeAction(vscode.l10n.t('Select Photo Folders…'), vscode.CodeActionKind.QuickFix);
  action.command = { command: COMMANDS.selectFolders, title: action.title };
  return action;
}
