import * as vscode from 'vscode';
import { openClientFile } from '../../accounts/clientChoice.ts';
import { readClient, type OAuthClient } from '../../accounts/oauthClient.ts';
import { problem } from '../../engine/errors.ts';
import { fail, type Result } from '../../engine/result.ts';
import { CLIENT_WALKTHROUGH } from '../ids.ts';

/** Asks for an OAuth client: its file, or what is in it. `E_CANCELLED` when the person turned away. */
export async function chooseClient(): Promise<Result<OAuthClient>> {
  const file = {
    label: vscode.l10n.t('$(file) Choose the Client File…'),
    detail: vscode.l10n.t('client_secret….json, as Google’s console gives it out for a desktop app'),
    ask: askForFile,
  };
  const typed = {
    label: vscode.l10n.t('$(edit) Type Client ID and Secret…'),
    ask: askForText,
  };
  const help = {
    label: vscode.l10n.t('$(question) How to Make One…'),
    ask: async (): Promise<Result<OAuthClient>> => {
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', CLIENT_WALKTHROUGH);
      return givenUp();
    },
  };
  const chosen = await vscode.window.showQuickPick([file, typed, help], {
    title: vscode.l10n.t('Album Sync: Your OAuth Client'),
    placeHolder: vscode.l10n.t('Google asks which app it is; it is your own, and is asked for once'),
    ignoreFocusOut: true,
  });
  return chosen ? chosen.ask() : givenUp();
}

async function askForFile(): Promise<Result<OAuthClient>> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('The OAuth client of a desktop app'),
      openLabel: vscode.l10n.t('Use This Client'),
      filters: { [vscode.l10n.t('Client files')]: ['json'] },
    })) ?? [];
  return file ? openClientFile(file.fsPath) : givenUp();
}

async function askForText(): Promise<Result<OAuthClient>> {
  const title = vscode.l10n.t('Album Sync: Your OAuth Client');
  const id = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Client ID'),
    placeHolder: '1234567890-abc.apps.googleusercontent.com',
    ignoreFocusOut: true,
  });
  if (id === undefined) return givenUp();
  const secret = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Client secret'),
    password: true,
    ignoreFocusOut: true,
  });
  return secret === undefined ? givenUp() : readClient(id, secret);
}

function givenUp(): Result<never> {
  return fail(problem('E_CANCELLED'));
}
