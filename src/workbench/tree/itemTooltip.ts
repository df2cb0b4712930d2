import * as vscode from 'vscode';
import type { ReportItem } from '../../engine/report.ts';
import type { Look } from '../../run/lookAtFiles.ts';
import type { WorkerRunner } from '../../run/workerRunner.ts';
import { dateText } from '../../webview/factSentences.ts';
import { actionSentence, bytes, eventSentence } from '../../webview/sentences.ts';
import type { Words } from '../../webview/words.ts';
import { appendWords } from '../markdownText.ts';
import { fileIn } from '../workspaceFolders.ts';
import type { NodeSubject } from './albumNodes.ts';

/** Who hovers waits no longer than this for the picture; the words come without it then. */
const PATIENCE_MS = 2_000;
/** Lines that belong together stand close to each other. */
const NEW_LINE = '  \n';
/** Pixels of the longest side. */
const PICTURE_SIDE = 240;
/** The editor cuts a tooltip of 100,000 characters; a picture that would come near is left out. */
const LARGEST_PICTURE = 60_000;

export interface TooltipPorts {
  readonly words: Words;
  readonly look: WorkerRunner['look'];
}

/**
 * What a hover over an item tells: a small picture, event, action, reason or what changed since, and the file as it is now.
 * The picture is made in a process of its own, and names stay plain text.
 */
export async function itemTooltip(
  { folder, item, change }: NodeSubject & { readonly kind: 'item' },
  { words, look }: TooltipPorts,
  token: vscode.CancellationToken,
): Promise<vscode.MarkdownString> {
  const file = item.path === undefined ? undefined : fileIn(folder, item.path);
  const [seen, facts] = file === undefined ? [] : await Promise.all([lookAt(file, look, token), factsOf(file, words)]);
  const text = new vscode.MarkdownString(undefined, true);
  const picture = seen && pictureOf(seen);
  if (picture !== undefined) text.appendMarkdown(`${picture}\n\n`);
  appendWords(text.appendMarkdown('**'), item.name).appendMarkdown('**\n\n');
  if (change === undefined) appendFinding(text, item, words);
  else appendWords(text, words.tree.changes[change.kind]).appendMarkdown('\n\n');
  for (const line of [item.path, facts, seen && cameraFacts(seen, words)])
    if (line !== undefined && line !== '') appendWords(text, line).appendMarkdown(NEW_LINE);
  return text;
}

/** What the comparison found, and what is to be done or became of it. */
function appendFinding(text: vscode.MarkdownString, item: ReportItem, words: Words): void {
  appendWords(text, `${eventSentence(item, words)}: ${words.events[item.event]}`).appendMarkdown(NEW_LINE);
  appendWords(text, actionSentence(item, words)).appendMarkdown('\n\n');
  if (item.error === undefined) return;
  const { message, code } = item.error;
  appendWords(text.appendMarkdown('$(warning) '), `${message} (${code})`).appendMarkdown('\n\n');
}

/** What the photo shows; undefined when nobody can tell in time. */
async function lookAt(
  file: vscode.Uri,
  look: WorkerRunner['look'],
  token: vscode.CancellationToken,
): Promise<Look | undefined> {
  const turnedAway = new AbortController();
  const listening = token.onCancellationRequested(() => turnedAway.abort());
  const [seen] = await look(
    { files: [file.fsPath] },
    AbortSignal.any([turnedAway.signal, AbortSignal.timeout(PATIENCE_MS)]),
  );
  listening.dispose();
  return seen;
}

/** The picture within the text itself, so that nothing has to be loaded; its size is said, so that nothing jumps. */
function pictureOf({ picture, dimensions }: Look): string | undefined {
  if (picture === undefined || dimensions === undefined || picture.byteLength > LARGEST_PICTURE) return undefined;
  const { width, height } = dimensions;
  const scale = Math.min(1, PICTURE_SIDE / Math.max(width, height));
  const [across, down] = [width, height].map((side) => String(Math.max(1, Math.round(side * scale))));
  const data = Buffer.from(picture).toString('base64');
  return `![${vscode.l10n.t('Photo')}](data:image/webp;base64,${data}|width=${across ?? ''},height=${down ?? ''})`;
}

/** Size and date of the local file; undefined when it has gone since the run, of which the rest is still true. */
async function factsOf(file: vscode.Uri, words: Words): Promise<string | undefined> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(file);
    return `${bytes(size, words.language)} · ${vscode.l10n.t('changed {0}', dateText(mtime, words))}`;
  } catch {
    return undefined;
  }
}

/** "4,032 × 3,024 · taken Jun 1, 2019, 10:00 AM · Pinhole", as far as the photo says. */
function cameraFacts({ dimensions, capturedAt, camera }: Look, words: Words): string {
  const number = new Intl.NumberFormat(words.language);
  const size = dimensions && `${number.format(dimensions.width)} × ${number.format(dimensions.height)}`;
  const taken = dateText(capturedAt, words);
  return [size, taken && vscode.l10n.t('taken {0}', taken), camera].filter(Boolean).join(' · ');
}
