import * as vscode from 'vscode';
import { placeOf, type FolderPlace } from '../../run/folderPlace.ts';
import { subjectsOf } from '../commands/subject.ts';
import { COMMANDS, SETTINGS } from '../ids.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { configurationOf, setAt } from '../settings.ts';
import { placeIn } from '../workspaceFolders.ts';

/** A folder that a person pointed at. */
export interface ChosenFolder {
  readonly workspace: FolderRef;
  /** Relative to the workspace folder, which itself is `.`. */
  readonly folder: string;
}

/** The folders that a menu of the Explorer or of the tree was opened on, with those that are selected beside it. */
export async function chosenFolders(argument: unknown, selected: unknown): Promise<readonly ChosenFolder[]> {
  if (!(argument instanceof vscode.Uri))
    return subjectsOf(argument, selected).map(({ folder }) => ({ workspace: folder, folder: '.' }));
  const uris = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
  return foldersAt(uris.length === 0 ? [argument] : uris);
}

/** Those of the addresses that are folders of the workspace. */
export async function foldersAt(uris: readonly vscode.Uri[]): Promise<readonly ChosenFolder[]> {
  const found = await Promise.all(uris.map(async (uri) => ((await isFolder(uri)) ? chosenAt(uri) : [])));
  return found.flat();
}

/** What the chosen folders are, with the settings as they are now. */
export interface SortedFolders {
  /** Folders with albums, and whether they are all that there are. */
  readonly inside: readonly (ChosenFolder & { readonly isWhole: boolean })[];
  readonly outside: readonly ChosenFolder[];
  readonly inGallery: readonly ChosenFolder[];
}

export function sortFolders(chosen: readonly ChosenFolder[]): SortedFolders {
  const placed = chosen.map((folder) => ({ folder, place: placeNow(folder) }));
  const of = (kind: FolderPlace['kind']): readonly ChosenFolder[] =>
    placed.filter(({ place }) => place.kind === kind).map(({ folder }) => folder);
  return {
    inside: [
      ...of('whole').map((folder) => ({ ...folder, isWhole: true })),
      ...of('photos').map((folder) => ({ ...folder, isWhole: false })),
    ],
    outside: of('outside'),
    inGallery: of('gallery'),
  };
}

/** The folders of each workspace folder. */
export function byWorkspace<T extends ChosenFolder>(folders: readonly T[]): readonly (readonly [FolderRef, T[]])[] {
  const groups = [...Map.groupBy(folders, ({ workspace }) => workspace.key).values()];
  return groups.flatMap((group) => (group[0] === undefined ? [] : [[group[0].workspace, group] as const]));
}

/** Says why nothing is done with folders of the gallery. */
export function tellGallery(folders: readonly ChosenFolder[]): void {
  if (folders.length === 0) return;
  const message = vscode.l10n.t('{0} belongs to the gallery, which holds copies of your photos.', namesOf(folders));
  const open = vscode.l10n.t('Open Gallery');
  void vscode.window.showInformationMessage(message, open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand(COMMANDS.openGallery);
  });
}

/** Offers to make photo folders of folders that are in none. False when the person turned away, or it cannot be. */
export async function offerToAdd(folders: readonly ChosenFolder[]): Promise<boolean> {
  const message = vscode.l10n.t('{0} is in none of the photo folders, so it has no album.', namesOf(folders));
  const add = vscode.l10n.t('Add to Photo Folders');
  const open = vscode.l10n.t('Open Setting');
  const isPossible = folders.every((folder) => additionOf(folder) !== undefined);
  const chosen = await vscode.window.showInformationMessage(message, ...(isPossible ? [add, open] : [open]));
  if (chosen === open) await vscode.commands.executeCommand(COMMANDS.openSetting, { setting: `${SETTINGS}.folders` });
  if (chosen !== add) return false;
  for (const folder of folders) {
    const roots = additionOf(folder);
    if (roots === undefined) continue;
    const configuration = configurationOf(folder.workspace);
    const level = setAt(configuration, 'folders') ?? vscode.ConfigurationTarget.WorkspaceFolder;
    await configuration.update('folders', roots, level);
  }
  return true;
}

function additionOf(folder: ChosenFolder): readonly string[] | undefined {
  const place = placeNow(folder);
  return place.kind === 'outside' ? place.folders : undefined;
}

function placeNow({ workspace, folder }: ChosenFolder): FolderPlace {
  const configuration = configurationOf(workspace);
  const folders = configuration.get<readonly string[]>('folders', ['.']);
  return placeOf(folder, { folders, gallery: configuration.get('gallery.path', '') });
}

/** Quoted, as paths below their workspace folder. */
function namesOf(folders: readonly ChosenFolder[]): string {
  return folders.map(({ folder }) => `"${folder}"`).join(', ');
}

function chosenAt(uri: vscode.Uri): readonly ChosenFolder[] {
  const place = placeIn(uri);
  return place === undefined ? [] : [{ workspace: place.folder, folder: place.path }];
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}
