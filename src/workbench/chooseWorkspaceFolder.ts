import * as vscode from 'vscode';
import type { FolderRef } from './runs/folderState.ts';
import { openFolders } from './workspaceFolders.ts';

/**
 * The workspace folder that a setting is for; asked only when several are open.
 * @param withoutFolder said where none is open
 */
export async function chooseWorkspaceFolder(withoutFolder: string): Promise<FolderRef | undefined> {
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
    const chosen = await vscode.window.showInformationMessage(withoutFolder, open);
    if (chosen === open) await vscode.commands.executeCommand('vscode.openFolder');
  }
  return folders[0];
}

/** Like `chooseWorkspaceFolder`, for what reads the disk: in an untrusted workspace it says so instead. */
export async function chooseTrustedFolder(withoutFolder: string): Promise<FolderRef | undefined> {
  if (vscode.workspace.isTrusted) return chooseWorkspaceFolder(withoutFolder);
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const text = vscode.l10n.t('In Restricted Mode Album Sync reads no folders. Trust this workspace to choose them.');
  const chosen = await vscode.window.showInformationMessage(text, manage);
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return undefined;
}
