import * as vscode from 'vscode';
import type { ReportItem } from '../../engine/report.ts';
import { actionSentence, bytes, eventSentence } from '../../webview/sentences.ts';
import type { Words } from '../../webview/words.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { fileIn } from '../workspaceFolders.ts';

/** What a hover over an item tells: event, action, reason, and the file as it is now. Names stay plain text. */
export async function itemTooltip(folder: FolderRef, item: ReportItem, words: Words): Promise<vscode.MarkdownString> {
  const text = new vscode.MarkdownString(undefined, true);
  text.appendMarkdown('**').appendText(item.name).appendMarkdown('**\n\n');
  text.appendText(`${eventSentence(item, words)}: ${words.events[item.event]}`).appendMarkdown('\n\n');
  text.appendText(actionSentence(item, words)).appendMarkdown('\n\n');
  if (item.error !== undefined) {
    text.appendMarkdown('$(warning) ').appendText(`${item.error.message} (${item.error.code})`).appendMarkdown('\n\n');
  }
  const file = await fileFacts(folder, item, words.language);
  if (file !== undefined) text.appendText(file);
  return text;
}

/** Path, size and date of the local file; undefined when there is none. */
async function fileFacts(folder: FolderRef, item: ReportItem, language: string): Promise<string | undefined> {
  const file = item.path === undefined ? undefined : fileIn(folder, item.path);
  if (file === undefined) return undefined;
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(file);
    const changed = new Date(mtime).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
    return `${item.path ?? ''}\n${bytes(size, language)} · ${vscode.l10n.t('changed {0}', changed)}`;
  } catch {
    // The file has gone since the run; the rest of the tooltip is still true.
    return item.path;
  }
}
