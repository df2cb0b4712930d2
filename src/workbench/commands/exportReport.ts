import * as vscode from 'vscode';
import { inFolder, mergeReports, type SyncReport } from '../../engine/report.ts';
import { formatOf, REPORT_FORMATS, reportFile, type ReportFormat } from '../../run/reportFormats.ts';
import type { Words } from '../../webview/words.ts';
import { reportFileWords } from '../report/reportFileWords.ts';
import type { FolderState } from '../runs/folderState.ts';

/**
 * Saves the report as JSON, Markdown or CSV, all items in it. `target` is where a program wants it; a person is asked.
 * Resolves to the file, or to undefined when nothing was saved.
 */
export async function exportReport(
  folders: readonly FolderState[],
  words: Words,
  target: vscode.Uri | undefined,
): Promise<vscode.Uri | undefined> {
  const known = folders.filter((folder) => folder.last !== undefined);
  const [first, ...rest] =
    known.length > 1
      ? known.map((state) => inFolder(state.report(), state.folder.name))
      : known.map((state) => state.report());
  if (first === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no report yet. Run a preview first.'));
    return undefined;
  }
  const report = mergeReports([first, ...rest]);
  const file = target ?? (await askForFile(report, folders[0]));
  const format = file === undefined ? undefined : formatOf(file.path);
  if (file === undefined || format === undefined) return undefined;
  const text = reportFile(report, format, reportFileWords(report, words));
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  // As a text document the editor would refuse a long one, which is saved by now.
  if (target === undefined) await vscode.commands.executeCommand('vscode.open', file);
  return file;
}

async function askForFile(report: SyncReport, folder: FolderState | undefined): Promise<vscode.Uri | undefined> {
  const formats = (Object.keys(REPORT_FORMATS) as ReportFormat[]).map((format) => ({
    label: REPORT_FORMATS[format],
    description: `.${format}`,
    detail: formatSentence(format),
    format,
  }));
  const chosen = await vscode.window.showQuickPick(formats, {
    title: vscode.l10n.t('Export Report'),
    placeHolder: vscode.l10n.t('Which format?'),
    matchOnDescription: true,
  });
  if (chosen === undefined) return undefined;
  const name = `album-sync-${report.finishedAt.slice(0, 10)}.${chosen.format}`;
  const options = { filters: { [chosen.label]: [chosen.format] }, title: vscode.l10n.t('Export Report') };
  const folderUri = folder === undefined ? undefined : vscode.Uri.parse(folder.folder.key);
  const defaultUri = folderUri === undefined ? undefined : vscode.Uri.joinPath(folderUri, name);
  const file = await vscode.window.showSaveDialog(defaultUri === undefined ? options : { ...options, defaultUri });
  // A name typed without an ending gets the one of the chosen format.
  return file === undefined || formatOf(file.path) !== undefined
    ? file
    : file.with({ path: `${file.path}.${chosen.format}` });
}

function formatSentence(format: ReportFormat): string {
  switch (format) {
    case 'json':
      return vscode.l10n.t('Everything, for programs: the same report that the command line prints');
    case 'md':
      return vscode.l10n.t('For people: a page with one table for each album');
    case 'csv':
      return vscode.l10n.t('For spreadsheets: one line for each item');
  }
}
