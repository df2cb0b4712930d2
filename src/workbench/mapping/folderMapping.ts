import * as vscode from 'vscode';
import { problem } from '../../engine/errors.ts';
import type { FolderMapping } from '../../run/folderMapping.ts';
import type { FolderRef } from '../runs/folderState.ts';

/** Asks the worker which folder becomes which album; nothing is changed. */
export type MapFolders = (folder: FolderRef, signal: AbortSignal) => Promise<FolderMapping>;

/** Like `mapFolders`, but an untrusted workspace is not looked at. */
export function mapTrusted(mapFolders: MapFolders): MapFolders {
  return async (folder, signal) =>
    vscode.workspace.isTrusted ? mapFolders(folder, signal) : { folders: [], problems: [problem('E_UNTRUSTED', '')] };
}
