import * as vscode from 'vscode';
import { problem } from '../../engine/errors.ts';
import type { FolderMapping } from '../../run/folderMapping.ts';
import type { FolderRef } from '../runs/folderState.ts';

export interface MapOptions {
  readonly signal: AbortSignal;
  /** `albumSync.albums` as it might become; without it, as it is. */
  readonly albums?: Readonly<Record<string, string>> | undefined;
}

/** Asks the worker which folder becomes which album; nothing is changed. */
export type MapFolders = (folder: FolderRef, options: MapOptions) => Promise<FolderMapping>;

/** Like `mapFolders`, but an untrusted workspace is not looked at. */
export function mapTrusted(mapFolders: MapFolders): MapFolders {
  return async (folder, options) =>
    vscode.workspace.isTrusted ? mapFolders(folder, options) : { folders: [], problems: [problem('E_UNTRUSTED', '')] };
}
