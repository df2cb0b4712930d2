import * as vscode from 'vscode';
import { problem } from '../../engine/errors.ts';
import type { FolderMapping } from '../../run/folderMapping.ts';
import { translated } from '../problems/problemText.ts';
import type { FolderRef } from '../runs/folderState.ts';

export interface MapOptions {
  readonly signal: AbortSignal;
  /** `albumSync.albums` as it might become; without it, as it is. */
  readonly albums?: Readonly<Record<string, string>> | undefined;
  /** `albumSync.naming.templates`, likewise. */
  readonly templates?: readonly string[] | undefined;
}

/** Asks the worker which folder becomes which album; nothing is changed. */
export type MapFolders = (folder: FolderRef, options: MapOptions) => Promise<FolderMapping>;

/** Like `mapFolders`, but an untrusted workspace is not looked at, and problems speak the language of the editor. */
export function mapTrusted(mapFolders: MapFolders): MapFolders {
  return async (folder, options) => {
    if (!vscode.workspace.isTrusted) return { folders: [], problems: [translated(problem('E_UNTRUSTED'))] };
    const { folders, problems } = await mapFolders(folder, options);
    return { folders, problems: problems.map(translated) };
  };
}
