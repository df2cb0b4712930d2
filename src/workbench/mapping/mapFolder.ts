import * as vscode from 'vscode';
import type { FolderMapping, MappedFolder } from '../../run/folderMapping.ts';
import { mappedTogether } from '../../run/folderPlace.ts';
import { ALBUM_VIEW } from '../ids.ts';
import { plainText } from '../plainText.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { openFolders } from '../workspaceFolders.ts';
import { assignAlbum } from './assignAlbum.ts';
import {
  byWorkspace,
  chosenFolders,
  offerToAdd,
  sortFolders,
  tellGallery,
  type ChosenFolder,
} from './chosenFolders.ts';
import type { MapFolders } from './folderMapping.ts';

/**
 * Lets a person choose a folder, or takes those that a menu of the Explorer names, and asks for their album. The answer
 * goes to `albumSync.albums`; an empty answer gives the folders back to the templates.
 */
export async function mapFolder(argument: unknown, selected: unknown, mapFolders: MapFolders): Promise<void> {
  const meant =
    argument instanceof vscode.Uri
      ? await meantFolders(await chosenFolders(argument, selected), mapFolders)
      : await pickFolder(mapFolders);
  for (const { workspace, mapping, folders } of meant) {
    const [first, ...rest] = folders;
    if (first === undefined) continue;
    const title =
      rest.length === 0
        ? vscode.l10n.t('Album of {0}', first.folder)
        : vscode.l10n.t('Album of {0} and {1} more', first.folder, rest.length);
    const album = await askForAlbum(title, folders, mapping);
    if (album === undefined) return;
    await assignAlbum({ workspace, folders: folders.map(({ folder }) => folder), album }, mapping, mapFolders);
  }
}

/** Folders of one workspace folder that get another album, and how things are now. */
export interface MeantFolders {
  readonly workspace: FolderRef;
  readonly mapping: FolderMapping;
  readonly folders: readonly MappedFolder[];
}

/** The folders with photos that a person means; says why where there are none. */
export async function meantFolders(
  chosen: readonly ChosenFolder[],
  mapFolders: MapFolders,
): Promise<readonly MeantFolders[]> {
  const { inside, outside, inGallery } = sortFolders(chosen);
  tellGallery(inGallery);
  const isAdded = outside.length > 0 && (await offerToAdd(outside));
  const all = isAdded ? [...inside, ...outside] : inside;
  const meant: MeantFolders[] = [];
  for (const [workspace, here] of byWorkspace(all)) {
    const mapping = await mapOne(workspace, mapFolders);
    const folders = new Set(here.flatMap(({ folder }) => mappedTogether(folder, mapping.folders)));
    if (folders.size === 0) tellEmpty(here, mapping);
    meant.push({ workspace, mapping, folders: [...folders] });
  }
  return meant;
}

/** Maps the folders of one workspace folder, with the bar of the album view moving meanwhile. */
export async function mapOne(workspace: FolderRef, mapFolders: MapFolders): Promise<FolderMapping> {
  const { signal } = new AbortController();
  return vscode.window.withProgress({ location: { viewId: ALBUM_VIEW } }, () => mapFolders(workspace, { signal }));
}

/** Says why there is nothing to do for folders without photos. */
export function tellEmpty(folders: readonly ChosenFolder[], { folders: mapped, problems }: FolderMapping): void {
  const [fault] = mapped.length === 0 ? problems : [];
  if (fault !== undefined) {
    void vscode.window.showErrorMessage(plainText(fault.message));
    return;
  }
  const names = folders.map(({ folder }) => `"${folder}"`).join(', ');
  const message = vscode.l10n.t('No photos were found in {0}, or the settings leave them out.', names);
  void vscode.window.showInformationMessage(message);
}

async function askForAlbum(
  title: string,
  folders: readonly MappedFolder[],
  { folders: mapped }: FolderMapping,
): Promise<string | undefined> {
  const now = new Set(folders.map(({ album }) => album));
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The album to flow into. Leave it empty to name it by the templates.'),
    value: now.size === 1 ? [...now].join('') : '',
    validateInput: (text) => {
      const others = mapped.filter((other) => other.album === text.trim() && !folders.includes(other));
      if (others.length === 0) return undefined;
      const message = vscode.l10n.t('Other folders flow into this album: {0}', others.map((o) => o.folder).join(', '));
      return { message, severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
}

type FolderPick = vscode.QuickPickItem & { readonly meant?: MeantFolders };

async function pickFolder(mapFolders: MapFolders): Promise<readonly MeantFolders[]> {
  const picks: FolderPick[] = [];
  const workspaces = openFolders();
  for (const workspace of workspaces) {
    const mapping = await mapOne(workspace, mapFolders);
    if (workspaces.length > 1) picks.push({ label: workspace.name, kind: vscode.QuickPickItemKind.Separator });
    picks.push(...mapping.folders.map((mapped) => pickOf({ workspace, mapping, folders: [mapped] }, mapped)));
    const [first] = mapping.problems;
    if (mapping.folders.length === 0 && first) void vscode.window.showErrorMessage(plainText(first.message));
  }
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Folder → Album'),
    placeHolder: vscode.l10n.t('Choose a folder to give it another album'),
    matchOnDescription: true,
  });
  return picked?.meant === undefined ? [] : [picked.meant];
}

function pickOf(meant: MeantFolders, { folder, album, files, collisions }: MappedFolder): FolderPick {
  const taken =
    collisions.length === 0
      ? ''
      : ` · $(warning) ${vscode.l10n.t('{0} with a name that the album already has', collisions.length)}`;
  return {
    label: `$(folder) ${folder}`,
    description: `→ ${album} · ${vscode.l10n.t('{0} files', files)}${taken}`,
    meant,
  };
}
