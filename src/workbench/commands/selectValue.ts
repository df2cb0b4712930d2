import * as vscode from 'vscode';
import { chooseWorkspaceFolder } from '../chooseWorkspaceFolder.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { configurationOf, openSetting, setAt } from '../settings.ts';

/** A setting with few values, as a question. */
export interface Question {
  readonly title: string;
  readonly placeholder: string;
  /** Said where no folder is open that it could be answered for. */
  readonly withoutFolder: string;
  readonly choices: (configuration: vscode.WorkspaceConfiguration) => readonly Choice[];
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description: string;
  /** A plain sentence. */
  readonly detail: string;
  /** What has to be set elsewhere for this to do all that it says. */
  readonly missing?: { readonly setting: string; readonly verb: string; readonly clause: string } | undefined;
}

/** Lets the person choose the value of a setting for a folder, and writes it where it was set before. */
export async function selectValue(setting: string, question: Question): Promise<void> {
  const folder = await chooseWorkspaceFolder(question.withoutFolder);
  if (folder === undefined) return;
  const configuration = configurationOf(folder);
  const current = configuration.get<string>(setting);
  const chosen = await pick(question, folder, setting);
  if (chosen === undefined || chosen === current) return;
  const level = setAt(configuration, setting) ?? vscode.ConfigurationTarget.WorkspaceFolder;
  await configuration.update(setting, chosen, level);
}

/** A quick pick that starts on the current value, so that Enter changes nothing by accident. */
function pick(
  { title, placeholder, choices }: Question,
  folder: FolderRef,
  setting: string,
): Promise<string | undefined> {
  const configuration = configurationOf(folder);
  const current = configuration.get<string>(setting);
  const items = choices(configuration).map(({ value, label, description, detail, missing }) => ({
    value,
    label,
    description: [
      description,
      ...(value === current ? [vscode.l10n.t('current')] : []),
      ...(missing === undefined ? [] : [`$(warning) ${missing.clause}`]),
    ].join(' · '),
    detail,
    buttons: missing === undefined ? [] : [{ iconPath: new vscode.ThemeIcon('settings-gear'), tooltip: missing.verb }],
    missing,
  }));
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<(typeof items)[number]>();
    picker.title = title;
    picker.placeholder = placeholder;
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    picker.items = items;
    picker.activeItems = items.filter(({ value }) => value === current);
    picker.onDidTriggerItemButton(({ item: { missing } }) => {
      picker.hide();
      if (missing !== undefined) void openSetting(missing.setting, folder);
    });
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.value);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
