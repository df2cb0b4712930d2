import * as vscode from 'vscode';
import { SETTINGS } from '../ids.ts';
import { phraseText } from '../problems/problemText.ts';
import { faultsOf, rangeOf, type Fault } from './settingFaults.ts';
import { SETTINGS_LANGUAGE, settingsFileOf, type SettingsFile } from './settingsFile.ts';
import { repairs } from './settingRepairs.ts';

/** Time for a person to finish a word. */
const REST_MS = 200;

/**
 * Says in the Problems panel, at its key, what is wrong with a setting in a settings file that is open, and offers to
 * mend it. Types and enumerations are the editor's own concern, which has the schema.
 */
export function settingsProblems(names: readonly string[]): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection(SETTINGS);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const check = (document: vscode.TextDocument): void => {
    const file = settingsFileOf(document);
    if (file) void diagnosticsOf(document, file, names).then((found) => found && shown.set(document.uri, found));
  };
  const checkSoon = (document: vscode.TextDocument): void => {
    if (settingsFileOf(document) === undefined) return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => check(document), REST_MS),
    );
  };
  const checkAll = (): void => vscode.workspace.textDocuments.forEach(checkSoon);
  vscode.workspace.textDocuments.forEach(check);
  return vscode.Disposable.from(
    shown,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => checkSoon(document)),
    vscode.workspace.onDidCloseTextDocument((document) => shown.delete(document.uri)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTINGS)) checkAll();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(checkAll),
    vscode.workspace.onDidGrantWorkspaceTrust(checkAll),
    vscode.languages.registerCodeActionsProvider(
      SETTINGS_LANGUAGE,
      { provideCodeActions: (document, range) => repairs(document, range, names) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
  );
}

/** Undefined when the document was changed meanwhile: then another check is under way. */
async function diagnosticsOf(
  document: vscode.TextDocument,
  file: SettingsFile,
  names: readonly string[],
): Promise<readonly vscode.Diagnostic[] | undefined> {
  const { version } = document;
  const faults = await faultsOf(document, file, names);
  if (document.version !== version || document.isClosed) return undefined;
  return faults.map((fault) => {
    const found = new vscode.Diagnostic(rangeOf(document, fault.place), sentenceOf(fault), severityOf(fault));
    found.source = 'Album Sync';
    found.code = fault.kind === 'notPermitted' ? 'E_NOT_PERMITTED' : 'E_SETTINGS';
    return found;
  });
}

function sentenceOf(fault: Fault): string {
  switch (fault.kind) {
    case 'unknown':
      return fault.nearest === undefined
        ? vscode.l10n.t('Album Sync has no such setting.')
        : vscode.l10n.t('Album Sync has no such setting. Did you mean {0}?', `${SETTINGS}.${fault.nearest}`);
    case 'unusable':
      return phraseText(fault.about);
    case 'notPermitted':
      return fault.side === 'local'
        ? vscode.l10n.t('This deletes files in the folders, and albumSync.allowDelete does not permit that.')
        : vscode.l10n.t('This deletes on the web, and albumSync.allowDelete does not permit that.');
    case 'missing':
      return vscode.l10n.t('This photo folder is not there.');
  }
}

/** What stops a run is an error. */
function severityOf({ kind }: Fault): vscode.DiagnosticSeverity {
  return kind === 'notPermitted' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Error;
}
