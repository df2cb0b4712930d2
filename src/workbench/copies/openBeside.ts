import * as vscode from 'vscode';
import { SIGN_IN_CODES } from '../../engine/errors.ts';
import type { RunEvent } from '../../engine/ports/progress.ts';
import type { Problem } from '../../engine/model.ts';
import { isOnWeb, type ReportItem } from '../../engine/report.ts';
import type { Copy } from '../../run/readCopy.ts';
import { existing, exists, tellGone } from '../commands/openFiles.ts';
import { tellStop } from '../commands/runResult.ts';
import type { Subject } from '../commands/subject.ts';
import { plainText } from '../plainText.ts';
import { problemText } from '../problems/problemText.ts';
import type { FolderRef } from '../runs/folderState.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';
import { configurationOf } from '../settings.ts';
import type { CopyRef } from './keptCopies.ts';
import type { WebCopies } from './webCopies.ts';

export interface OpenBesidePorts {
  readonly runs: WindowRuns;
  readonly copies: WebCopies;
  readonly openAlbum: (subject: Subject) => Promise<void>;
}

/** What is fetched sooner needs no word. */
const SOON_MS = 400;

/**
 * Opens a photo, and beside it what its web album has of it; where it is only on one side, that one alone. What is not for
 * the memory of an editor is opened where it is.
 */
export async function openBeside(subject: Subject, ports: OpenBesidePorts): Promise<void> {
  const { folder, path } = subject;
  const file = path === undefined ? undefined : await existing(subject, path);
  if (file !== undefined) await vscode.commands.executeCommand('vscode.open', file, { preview: false });
  const item = itemOf(subject, ports.runs);
  if (item === undefined || !isOnWeb(item)) {
    if (file === undefined) tellGone(path ?? subject.album ?? folder.name);
    else tellNotOnWeb(file);
    return;
  }
  const copy = refTo(item, folder, ports.runs);
  const read = await fetchVisibly(copy, ports.copies);
  const beside = {
    viewColumn: file === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside,
    preview: true,
  };
  switch (read.kind) {
    case 'photo':
      await vscode.commands.executeCommand('vscode.open', ports.copies.addressOf(copy, read), beside);
      return;
    case 'notRead':
      return openElsewhere(read, { item, beside, openAlbum: () => ports.openAlbum(subject) });
    case 'failed':
      return tellFailure(read.problem, folder);
  }
}

function itemOf({ folder, album = '', path, remoteId }: Subject, runs: WindowRuns): ReportItem | undefined {
  const items = [...(runs.folder(folder).albums.get(album)?.items.values() ?? [])];
  const byId = remoteId === undefined ? undefined : items.find((item) => item.remoteId === remoteId);
  return byId ?? items.find((item) => path !== undefined && item.path === path);
}

function refTo({ album, name, remoteId = '' }: ReportItem, folder: FolderRef, runs: WindowRuns): CopyRef {
  const parts = runs.folder(folder).albums.get(album)?.about?.parts ?? [album];
  return { folder: folder.key, parts, remoteId, name };
}

/** With progress and a way to end it, unless it is there at once. */
async function fetchVisibly(copy: CopyRef, copies: WebCopies): Promise<Copy> {
  const cancelled = new AbortController();
  let hear: (event: RunEvent) => void = () => undefined;
  const reading = copies.fetch(copy, { signal: cancelled.signal, onEvent: (event) => hear(event) });
  if (await isSoon(reading)) return reading;
  const title = plainText(vscode.l10n.t('Fetching the web copy of {0}', copy.name));
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(() => cancelled.abort());
    let reached = 0;
    hear = (event) => {
      if (event.type !== 'progress' || event.total === undefined) return;
      const share = (100 * event.done) / event.total;
      progress.report({ increment: share - reached });
      reached = share;
    };
    return reading;
  });
}

async function isSoon(work: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), SOON_MS);
  });
  const soon = await Promise.race([work.then(() => true), later]);
  clearTimeout(timer);
  return soon;
}

interface Elsewhere {
  readonly item: ReportItem;
  readonly beside: vscode.TextDocumentShowOptions;
  readonly openAlbum: () => Promise<void>;
}

/** The file itself, where the service keeps it on this computer; else the page of the item or of its album. */
async function openElsewhere(
  { reason, fileName, url }: Copy & { readonly kind: 'notRead' },
  { item, beside, openAlbum }: Elsewhere,
): Promise<void> {
  const file = item.seen?.remote?.file;
  if (file !== undefined && (await exists(vscode.Uri.file(file)))) {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file), beside);
    return;
  }
  const message =
    reason === 'video'
      ? vscode.l10n.t('{0} is a video, so its web copy opens in the browser.', fileName)
      : vscode.l10n.t('{0} is too large to be shown here, so its web copy opens in the browser.', fileName);
  void vscode.window.showInformationMessage(plainText(message));
  const address = url === undefined ? undefined : vscode.Uri.parse(url);
  const isWeb = address?.scheme === 'https' || address?.scheme === 'http';
  if (isWeb) await vscode.env.openExternal(address);
  else await openAlbum();
}

async function tellFailure(problem: Problem, folder: FolderRef): Promise<void> {
  if (problem.code === 'E_CANCELLED') return;
  const service = configurationOf(folder).get<string>('service', '');
  const isMendable = SIGN_IN_CODES.has(problem.code) || problem.code === 'E_UNTRUSTED' || problem.setting !== undefined;
  if (isMendable) return tellStop(problem, { service });
  await vscode.window.showWarningMessage(plainText(problemText(problem)));
}

function tellNotOnWeb(file: vscode.Uri): void {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  void vscode.window.showInformationMessage(plainText(vscode.l10n.t('{0} is not on the web yet.', name)));
}
