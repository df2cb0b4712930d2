import * as vscode from 'vscode';
import { MODES, type Mode } from '../../engine/modes.ts';
import type { Words } from '../../webview/words.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { configurationOf, setAt } from '../settings.ts';
import { openFolders } from '../workspaceFolders.ts';

/** Lets the person choose the mode, each one in a plain sentence, and writes it where it was set before. */
export async function selectMode(words: Words): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const configuration = configurationOf(folder);
  const current = configuration.get<string>('mode');
  const items = MODES.map((mode) => ({
    mode,
    label: mode === current ? `$(check) ${words.modes[mode].label}` : `$(blank) ${words.modes[mode].label}`,
    description: words.modes[mode].direction,
    detail: `$(blank) ${words.modes[mode].sentence}`,
  }));
  const chosen = await pick(items, current);
  if (chosen === undefined || chosen === current) return;
  const level = setAt(configuration, 'mode') ?? vscode.ConfigurationTarget.WorkspaceFolder;
  await configuration.update('mode', chosen, level);
}

type ModeItem = vscode.QuickPickItem & { readonly mode: Mode };

/** A quick pick that starts on the current mode, so that Enter changes nothing by accident. */
function pick(items: readonly ModeItem[], current: string | undefined): Promise<Mode | undefined> {
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<ModeItem>();
    picker.title = vscode.l10n.t('Album Sync: Which Way Do Photos Travel?');
    picker.placeholder = vscode.l10n.t('A preview shows what a mode would do before anything is changed');
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    picker.items = items;
    picker.activeItems = items.filter((item) => item.mode === current);
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.mode);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** The folder that a mode is for; asked only when several are open. */
async function chooseFolder(): Promise<FolderRef | undefined> {
  const folders = openFolders();
  if (folders.length > 1) {
    const placeHolder = vscode.l10n.t('For which folder?');
    const chosen = await vscode.window.showQuickPick(
      folders.map((folder) => ({ label: folder.name, description: folder.path, folder })),
      { placeHolder },
    );
    return chosen?.folder;
  }
  if (folders.length === 0) {
    const open = vscode.l10n.t('Open Folder');
    const message = vscode.l10n.t('The mode belongs to a folder. Open the folder that holds your photo folders.');
    const chosen = await vscode.window.showInformationMessage(message, open);
    if (chosen === open) await vscode.commands.executeCommand('vscode.openFolder');
  }
  return folders[0];
}
