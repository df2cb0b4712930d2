import * as vscode from 'vscode';
import type { FolderRef } from './runs/folderState.ts';

/** The workspace folders that lie on a disk, in their order. */
export function openFolders(): readonly FolderRef[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders
    .filter((folder) => folder.uri.scheme === 'file')
    .map((folder) => ({ key: folder.uri.toString(), name: folder.name, path: folder.uri.fsPath }));
}

/** The open folder that a command names, by its URI, its path or its name. */
export function findFolder(wanted: string): FolderRef | undefined {
  return openFolders().find(({ key, name, path }) => [key, path, name].includes(wanted));
}

/** Where a file or folder lies: its workspace folder, and its path in it, which is `.` for the folder itself. */
export interface Place {
  readonly folder: FolderRef;
  readonly path: string;
}

/** The place of an address; undefined when it is in no open folder. */
export function placeIn(uri: vscode.Uri): Place | undefined {
  const address = uri.toString();
  // Of workspace folders within each other the inner one has the settings.
  const [folder] = openFolders()
    .filter(({ key }) => address === key || address.startsWith(`${key}/`))
    .sort((a, b) => b.key.length - a.key.length);
  if (folder === undefined) return undefined;
  const root = vscode.Uri.parse(folder.key).path.replace(/\/$/, '');
  return { folder, path: uri.path.slice(root.length + 1).replace(/\/$/, '') || '.' };
}

/** A file of a workspace folder; undefined when the path would lead out of it. */
export function fileIn(folder: FolderRef, path: string): vscode.Uri | undefined {
  const root = vscode.Uri.parse(folder.key);
  const file = vscode.Uri.joinPath(root, path);
  const inside = file.path === root.path || file.path.startsWith(`${root.path.replace(/\/$/, '')}/`);
  return inside ? file : undefined;
}
