import * as vscode from 'vscode';
import { sumOfCounts } from '../webview/itemCounts.ts';
import { modeLabel, pendingCount, progressSentence, sum, tallyClauses } from '../webview/sentences.ts';
import { wordsForAll, type Words } from '../webview/words.ts';
import { COMMANDS } from './ids.ts';
import { appendWords } from './markdownText.ts';
import type { FolderState } from './runs/folderState.ts';
import type { WindowRuns } from './runs/windowRuns.ts';
import { hasRefusedDeletions } from './tree/albumNodes.ts';
import { changesCount, changesSentence, missingSentence, waitingSentence } from './watch/changesText.ts';

/** The one status bar item: how the last run ended, or how far the one that is on has come. */
export function statusBar(runs: WindowRuns, words: Words, folders: () => readonly FolderState[]): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('albumSync.status', vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t('Album Sync');
  const show = (): void => {
    const { run } = runs;
    const face = run.status === 'running' ? runningFace(run, words) : idleFace(folders(), words);
    item.text = face.text;
    item.command = face.command ?? COMMANDS.showReport;
    item.tooltip = tooltip(
      face,
      { modes: modesOf(folders(), words), warning: refusal(folders(), words) },
      linksOf(folders(), run.status === 'running'),
    );
    item.accessibilityInformation = { label: vscode.l10n.t('Album Sync: {0}', face.sentence), role: 'button' };
    item.show();
  };
  show();
  return vscode.Disposable.from(item, runs.listen({ onRun: show, onReport: show, onChanges: show }));
}

/** What the item shows, and the same in words. */
interface Face {
  readonly text: string;
  readonly sentence: string;
  /** What a click does; without it, it shows the report. */
  readonly command?: string | undefined;
}

function runningFace(run: Parameters<typeof progressSentence>[0], words: Words): Face {
  const counts = run.total === undefined ? vscode.l10n.t('Albums') : `${String(run.done)}/${String(run.total)}`;
  return { text: `$(sync~spin) ${counts}`, sentence: progressSentence(run, words) };
}

function idleFace(folders: readonly FolderState[], words: Words): Face {
  if (folders.every((folder) => folder.last === undefined)) {
    return { text: `$(file-media) ${vscode.l10n.t('Albums')}`, sentence: words.page.emptyTitle };
  }
  const counts = sumOfCounts(folders.map((folder) => folder.unchangedCounts)).tally;
  const ofServices = wordsForAll(
    words,
    folders.map(({ terms }) => terms),
  );
  const sentence = tallyClauses(counts, ofServices).join(' · ');
  const problem = folders.flatMap((folder) => folder.problems)[0];
  if (folders.some((folder) => folder.stopped)) {
    return { text: `$(warning) ${vscode.l10n.t('Albums not synced')}`, sentence: problem?.message ?? sentence };
  }
  const missing = missingSentence(folders);
  if (missing !== undefined) return { text: `$(warning) ${vscode.l10n.t('Photo folder missing')}`, sentence: missing };
  const failed = sum(counts, 'failed');
  const changed = changesCount(folders);
  const news = [changesSentence(folders), waitingSentence(folders), counts.size > 0 ? sentence : undefined];
  const about = changed === undefined ? sentence : news.filter(Boolean).join('\n\n');
  if (failed > 0) return { text: `$(error) ${vscode.l10n.t('{0} not synced', failed)}`, sentence: about };
  if (changed !== undefined) return { text: `$(edit) ${changed}`, sentence: about, command: COMMANDS.previewChanges };
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

/** What stands between the sums and the links of the tooltip. */
interface Remarks {
  readonly modes: string;
  readonly warning?: string | undefined;
}

/** That deletions are not permitted, where some are planned. */
function refusal(folders: readonly FolderState[], words: Words): string | undefined {
  return hasRefusedDeletions(folders) ? words.tree.deletionsReported : undefined;
}

function tooltip({ sentence }: Face, { modes, warning }: Remarks, links: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: Object.values(COMMANDS) };
  text.appendMarkdown(`**${vscode.l10n.t('Album Sync')}**\n\n`);
  for (const [index, part] of sentence.split('\n\n').entries())
    appendWords(text.appendMarkdown(index === 0 ? '' : '\n\n'), part);
  if (modes !== '') appendWords(text.appendMarkdown('\n\n'), vscode.l10n.t('Mode: {0}', modes));
  if (warning !== undefined) {
    const argument = encodeURIComponent(JSON.stringify([{ setting: 'albumSync.allowDelete' }]));
    const permit = `[${vscode.l10n.t('Permit Deletions…')}](command:${COMMANDS.openSetting}?${argument})`;
    appendWords(text.appendMarkdown('\n\n$(warning) '), warning).appendMarkdown(` ${permit}`);
  }
  text.appendMarkdown(`\n\n---\n\n${links.join(' &nbsp; ')}`);
  return text;
}

/** What may be done now; where something changed, a run over what changed comes first. */
function linksOf(folders: readonly FolderState[], isRunning: boolean): readonly string[] {
  if (isRunning) return [link(COMMANDS.cancel, 'stop-circle', vscode.l10n.t('Cancel'))];
  const hasChanges = folders.some(({ changes }) => changes.length > 0);
  return [
    ...(hasChanges
      ? [
          link(COMMANDS.previewChanges, 'eye', vscode.l10n.t('Preview Changes')),
          link(COMMANDS.syncChanges, 'sync', vscode.l10n.t('Sync Changes')),
        ]
      : [link(COMMANDS.preview, 'eye', vscode.l10n.t('Preview')), link(COMMANDS.sync, 'sync', vscode.l10n.t('Sync'))]),
    link(COMMANDS.selectMode, 'arrow-swap', vscode.l10n.t('Mode')),
    link(COMMANDS.showReport, 'checklist', vscode.l10n.t('Report')),
    link(COMMANDS.openGallery, 'globe', vscode.l10n.t('Gallery')),
  ];
}

function link(command: string, icon: string, label: string): string {
  return `[$(${icon}) ${label}](command:${command})`;
}
