import * as vscode from 'vscode';
import type { WindowRuns } from '../runs/windowRuns.ts';
import { configurationOf } from '../settings.ts';
import { fileIn } from '../workspaceFolders.ts';
import type { Subject } from './subject.ts';

/** A tab or a browser page for each of more than this is seldom meant. */
const MANY = 12;

/** Opens one thing after the other, after a question when there are many. */
export async function openEach(subjects: readonly Subject[], open: (subject: Subject) => Promise<void>): Promise<void> {
  if (subjects.length > MANY) {
    const verb = vscode.l10n.t('Open {0}', subjects.length);
    const question = vscode.l10n.t('Open {0} at once?', subjects.length);
    if ((await vscode.window.showWarningMessage(question, { modal: true }, verb)) !== verb) return;
  }
  for (const subject of subjects) await open(subject);
}

/** Shows one thing after the other, the first one last, because the Explorer stays where it was sent last. */
export async function revealEach(
  subjects: readonly Subject[],
  reveal: (subject: Subject) => Promise<void>,
): Promise<void> {
  for (const subject of subjects.slice(0, MANY).reverse()) await reveal(subject);
}

export interface OpenPhotoOptions {
  readonly openAlbum: (subject: Subject) => Promise<void>;
  /** Whether its tab stays when another photo is opened. */
  readonly keep: boolean;
}

/** Opens a photo in the editor; an item that is only on the web opens its album there. */
export async function openPhoto(subject: Subject, { openAlbum, keep }: OpenPhotoOptions): Promise<void> {
  if (subject.path === undefined) return openAlbum(subject);
  const file = await existing(subject, subject.path);
  if (file === undefined) return tellGone(subject.path);
  const { type } = await vscode.workspace.fs.stat(file);
  if (type === vscode.FileType.Directory) await vscode.commands.executeCommand('revealInExplorer', file);
  else await vscode.commands.executeCommand('vscode.open', file, { preview: !keep });
}

/** Shows a photo in the Explorer. */
export async function revealPhoto(subject: Subject): Promise<void> {
  const file = subject.path === undefined ? undefined : await existing(subject, subject.path);
  if (file !== undefined) await vscode.commands.executeCommand('revealInExplorer', file);
  else if (subject.path !== undefined) tellGone(subject.path);
}

/** Shows the folder of an album in the Explorer, the first one when several flow into it. */
export async function revealAlbum(subject: Subject, runs: WindowRuns): Promise<void> {
  const album = runs.folder(subject.folder).albums.get(subject.album ?? '');
  const path = album?.about?.folders[0];
  if (path !== undefined) await revealPhoto({ ...subject, path });
}

/** A path of a report is relative to the workspace folder, or to the gallery for a file in it. */
export async function existing({ folder }: Subject, path: string): Promise<vscode.Uri | undefined> {
  const gallery = configurationOf(folder).get<string>('gallery.path', '');
  for (const place of [path, `${gallery}/${path}`]) {
    const file = fileIn(folder, place);
    if (file !== undefined && (await exists(file))) return file;
  }
  return undefined;
}

export async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

/** Says that a file went away since it was compared. */
export function tellGone(path: string): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} is no longer there. Preview again.', path));
}
