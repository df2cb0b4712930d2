import * as vscode from 'vscode';
import type { MappedFolder } from '../../run/folderMapping.ts';
import { plainText } from '../plainText.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { configurationOf, setAt } from '../settings.ts';
import { openFolders } from '../workspaceFolders.ts';
import type { MapFolders } from './folderMapping.ts';

/**
 * Lets a person choose a folder, or takes the one that a menu of the Explorer names, and asks for its album. The answer
 * goes to `albumSync.albums`, at the level where that is set; an empty answer gives the folder back to the templates.
 */
export async function mapFolder(argument: unknown, mapFolders: MapFolders): Promise<void> {
  const chosen = argument instanceof vscode.Uri ? folderAt(argument) : await chooseFolder(mapFolders);
  if (chosen === undefined) return;
  const configuration = configurationOf(chosen.workspace);
  const albums = configuration.get<Record<string, string>>('albums') ?? {};
  const album = await vscode.window.showInputBox({
    title: vscode.l10n.t('Album of {0}', chosen.folder),
    prompt: vscode.l10n.t('The album that this folder flows into. Leave it empty to name it by the templates.'),
    value: albums[chosen.folder] ?? chosen.album ?? '',
  });
  if (album === undefined) return;
  const others = Object.entries(albums).filter(([folder]) => folder !== chosen.folder);
  const next = Object.fromEntries(album.trim() === '' ? others : [...others, [chosen.folder, album.trim()]]);
  const level = setAt(configuration, 'albums') ?? vscode.ConfigurationTarget.WorkspaceFolder;
  await configuration.update('albums', Object.keys(next).length === 0 ? undefined : next, level);
}

interface ChosenFolder {
  readonly workspace: FolderRef;
  /** Relative to the workspace folder. */
  readonly folder: string;
  /** The album that it has now, where that is known. */
  readonly album?: string | undefined;
}

type FolderPick = vscode.QuickPickItem & { readonly chosen?: ChosenFolder };

async function chooseFolder(mapFolders: MapFolders): Promise<ChosenFolder | undefined> {
  const picks: FolderPick[] = [];
  const workspaces = openFolders();
  const cancelled = new AbortController();
  for (const workspace of workspaces) {
    const { folders, problems } = await mapFolders(workspace, cancelled.signal);
    if (workspaces.length > 1) picks.push({ label: workspace.name, kind: vscode.QuickPickItemKind.Separator });
    picks.push(...folders.map((mapped) => pickOf(workspace, mapped)));
    const [first] = problems;
    if (folders.length === 0 && first) void vscode.window.showErrorMessage(plainText(first.message));
  }
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Folder → Album'),
    placeHolder: vscode.l10n.t('Choose a folder to give it another album'),
    matchOnDescription: true,
  });
  return picked?.chosen;
}

function pickOf(workspace: FolderRef, { folder, album, files, collisions }: MappedFolder): FolderPick {
  const taken =
    collisions.length === 0
      ? ''
      : ` · $(warning) ${vscode.l10n.t('{0} with a name that the album already has', collisions.length)}`;
  return {
    label: `$(folder) ${folder}`,
    description: `→ ${album} · ${vscode.l10n.t('{0} files', files)}${taken}`,
    chosen: { workspace, folder, album },
  };
}

function folderAt(uri: vscode.Uri): ChosenFolder | undefined {
  const workspace = openFolders().find(({ key }) => uri.toString() === key || uri.toString().startsWith(`${key}/`));
  if (workspace === undefined) return undefined;
  const root = vscode.Uri.parse(workspace.key).path.replace(/\/$/, '');
  return { workspace, folder: uri.path.slice(root.length + 1).replace(/\/$/, '') || '.' };
}
