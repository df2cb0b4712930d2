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

/** A file of a workspace folder; undefined when the path would lead out of it. */
export function fileIn(folder: FolderRef, path: string): vscode.Uri | undefined {
  const root = vscode.Uri.parse(folder.key);
  const file = vscode.Uri.joinPath(root, path);
  const inside = file.path === root.path || file.path.startsWith(`${root.path.replace(/\/$/, '')}/`);
  return inside ? file : undefined;
}
