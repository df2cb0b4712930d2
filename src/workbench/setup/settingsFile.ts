import * as vscode from 'vscode';
import type { SettingsFileKind } from '../../settings/settingsText.ts';
import type { RawSettings } from '../../settings/settings.ts';
import { SETTINGS } from '../ids.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { folderSettings } from '../settings.ts';
import { openFolders } from '../workspaceFolders.ts';

/** A file in which settings of this extension may stand. */
export interface SettingsFile {
  readonly kind: SettingsFileKind;
  /** The workspace folder whose file it is; the user's and the workspace's are nobody's. */
  readonly folder?: FolderRef | undefined;
}

/** Settings files are JSON with comments, wherever they are. */
export const SETTINGS_LANGUAGE: vscode.DocumentSelector = { language: 'jsonc' };

/** Which settings file a document is; undefined when it is none. */
export function settingsFileOf({ uri }: vscode.TextDocument): SettingsFile | undefined {
  const own = uri.toString();
  const folder = openFolders().find(({ key }) => own === settingsUri(key).toString());
  if (folder) return { kind: 'settings', folder };
  if (own === vscode.workspace.workspaceFile?.toString()) return { kind: 'workspace' };
  const isUsers = uri.scheme === 'vscode-userdata' && uri.path.endsWith('/settings.json');
  return isUsers ? { kind: 'settings' } : undefined;
}

/** What the settings that a file does not set are elsewhere: for a folder its own, for all folders the user's. */
export function settingsElsewhere({ folder }: SettingsFile, names: readonly string[]): RawSettings {
  if (folder) return folderSettings(names, folder);
  const configuration = vscode.workspace.getConfiguration(SETTINGS);
  return Object.fromEntries(names.map((name) => [name, configuration.inspect(name)?.globalValue]));
}

function settingsUri(folder: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.parse(folder), '.vscode', 'settings.json');
}
