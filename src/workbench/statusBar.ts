import * as vscode from 'vscode';
import { modeLabel, pendingCount, progressSentence, sum, tally, tallyClauses } from '../webview/sentences.ts';
import { wordsForAll, type Words } from '../webview/words.ts';
import { COMMANDS } from './ids.ts';
import type { FolderState } from './runs/folderState.ts';
import type { WindowRuns } from './runs/windowRuns.ts';

/** The one status bar item: how the last run ended, or how far the one that is on has come. */
export function statusBar(runs: WindowRuns, words: Words, folders: () => readonly FolderState[]): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('albumSync.status', vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t('Album Sync');
  item.command = COMMANDS.showReport;
  const show = (): void => {
    const { run } = runs;
    const face = run.status === 'running' ? runningFace(run, words) : idleFace(folders(), words);
    item.text = face.text;
    item.tooltip = tooltip(face.sentence, modesOf(folders(), words), run.status === 'running');
    item.accessibilityInformation = { label: vscode.l10n.t('Album Sync: {0}', face.sentence), role: 'button' };
    item.show();
  };
  show();
  return vscode.Disposable.from(item, runs.listen({ onRun: show, onReport: show }));
}

/** What the item shows, and the same in words. */
interface Face {
  readonly text: string;
  readonly sentence: string;
}

function runningFace(run: Parameters<typeof progressSentence>[0], words: Words): Face {
  const counts = run.total === undefined ? vscode.l10n.t('Albums') : `${String(run.done)}/${String(run.total)}`;
  return { text: `$(sync~spin) ${counts}`, sentence: progressSentence(run, words) };
}

function idleFace(folders: readonly FolderState[], words: Words): Face {
  if (folders.every((folder) => folder.last === undefined)) {
    return { text: `$(file-media) ${vscode.l10n.t('Albums')}`, sentence: words.page.emptyTitle };
  }
  const counts = tally(folders.flatMap((folder) => [...folder.items()]));
  const ofServices = wordsForAll(
    words,
    folders.map(({ terms }) => terms),
  );
  const sentence = tallyClauses(counts, ofServices).join(' · ');
  const problem = folders.flatMap((folder) => folder.problems)[0];
  if (folders.some((folder) => folder.stopped)) {
    return { text: `$(warning) ${vscode.l10n.t('Albums not synced')}`, sentence: problem?.message ?? sentence };
  }
  const failed = sum(counts, 'failed');
  if (failed > 0) return { text: `$(error) ${vscode.l10n.t('{0} not synced', failed)}`, sentence };
  if (counts.size === 0) return { text: `$(file-media) ${vscode.l10n.t('No photos')}`, sentence };
  const pending = pendingCount(counts);
  if (pending > 0) return { text: `$(cloud-upload) ${vscode.l10n.t('{0} to sync', pending)}`, sentence };
  return { text: `$(check) ${vscode.l10n.t('Albums in step')}`, sentence };
}

/** The modes of the last runs, so that nobody has to wonder which way photos travel. */
function modesOf(folders: readonly FolderState[], words: Words): string {
  const labels = folders.flatMap(({ last }) => (last === undefined ? [] : modeLabel(last.mode, words)));
  return [...new Set(labels)].filter(Boolean).join(', ');
}

function tooltip(sentence: string, modes: string, isRunning: boolean): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: Object.values(COMMANDS) };
  text.appendMarkdown(`**${vscode.l10n.t('Album Sync')}**\n\n`);
  text.appendText(sentence);
  if (modes !== '') text.appendMarkdown('\n\n').appendText(vscode.l10n.t('Mode: {0}', modes));
  const links = isRunning
    ? [link(COMMANDS.cancel, 'stop-circle', vscode.l10n.t('Cancel'))]
    : [
        link(COMMANDS.preview, 'eye', vscode.l10n.t('Preview')),
        link(COMMANDS.sync, 'sync', vscode.l10n.t('Sync')),
        link(COMMANDS.selectMode, 'arrow-swap', vscode.l10n.t('Mode')),
        link(COMMANDS.showReport, 'checklist', vscode.l10n.t('Report')),
        link(COMMANDS.openGallery, 'globe', vscode.l10n.t('Gallery')),
      ];
  text.appendMarkdown(`\n\n---\n\n${links.join(' &nbsp; ')}`);
  return text;
}

function link(command: string, icon: string, label: string): string {
  return `[$(${icon}) ${label}](command:${command})`;
}
