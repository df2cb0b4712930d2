import * as vscode from 'vscode';
import type { RunRequest } from '../run/request.ts';
import { SETTINGS } from './ids.ts';
import type { FolderRef } from './runs/folderState.ts';

/** The settings that this extension contributes, without their prefix, as its package.json lists them. */
export function settingNames(packageJson: unknown): readonly string[] {
  const { contributes } = packageJson as { contributes: { configuration: readonly { properties: object }[] } };
  return contributes.configuration
    .flatMap(({ properties }) => Object.keys(properties))
    .map((key) => key.slice(SETTINGS.length + 1));
}

/** The values that somebody set for a folder: its own, the workspace's or the user's. Defaults are the engine's. */
export function folderSettings(names: readonly string[], folder: FolderRef): RunRequest['settings'] {
  const configuration = configurationOf(folder);
  const set = names.filter((name) => setAt(configuration, name) !== undefined);
  const values = Object.fromEntries(set.map((name) => [name, configuration.get<unknown>(name)]));
  // The editor wraps objects in proxies, which cannot be sent to a worker.
  return JSON.parse(JSON.stringify(values)) as RunRequest['settings'];
}

export function configurationOf(folder: FolderRef): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SETTINGS, vscode.Uri.parse(folder.key));
}

/** The texts of a setting that is a list; somebody may have written anything into it. */
export function textsOf(configuration: vscode.WorkspaceConfiguration, name: string): readonly string[] {
  const value = configuration.get<unknown>(name);
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** The innermost level at which a setting has been given a value. */
export function setAt(
  configuration: vscode.WorkspaceConfiguration,
  name: string,
): vscode.ConfigurationTarget | undefined {
  const found = configuration.inspect(name);
  if (found?.workspaceFolderValue !== undefined) return vscode.ConfigurationTarget.WorkspaceFolder;
  if (found?.workspaceValue !== undefined) return vscode.ConfigurationTarget.Workspace;
  return found?.globalValue === undefined ? undefined : vscode.ConfigurationTarget.Global;
}

/** Opens the Settings editor at a setting, at the level where it was set. */
export async function openSetting(setting: string, folder: FolderRef | undefined): Promise<void> {
  const name = setting.replace(`${SETTINGS}.`, '');
  const level = folder === undefined ? undefined : setAt(configurationOf(folder), name);
  const query = `@id:${SETTINGS}.${name}`;
  if (level === undefined || level === vscode.ConfigurationTarget.Global) {
    await vscode.commands.executeCommand('workbench.action.openSettings', query);
  } else await vscode.commands.executeCommand('workbench.action.openWorkspaceSettings', { query });
}
