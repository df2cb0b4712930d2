import * as vscode from 'vscode';
import { GOOGLE_SERVICE_TITLES } from '../../services/google/scopes.ts';
import type { Choice } from './selectValue.ts';
import { selectValue } from './selectValue.ts';

/** Lets the person choose where the web albums are kept, and writes it where it was set before. */
export async function selectService(): Promise<void> {
  await selectValue('service', {
    title: vscode.l10n.t('Album Sync: Where Are the Web Albums?'),
    placeholder: vscode.l10n.t('Albums that are at another service stay there'),
    withoutFolder: vscode.l10n.t('The service belongs to a folder. Open the folder that holds your photo folders.'),
    choices: serviceChoices,
  });
}

/** Every value of `albumSync.service`. */
export function serviceChoices(): readonly Choice[] {
  return [
    {
      value: 'gallery',
      label: vscode.l10n.t('Gallery'),
      description: vscode.l10n.t('no account'),
      detail: vscode.l10n.t('Web pages in a folder, for your disk or any web host.'),
    },
    {
      value: 'googlePhotos',
      label: GOOGLE_SERVICE_TITLES.googlePhotos,
      description: vscode.l10n.t('needs a sign-in'),
      detail: vscode.l10n.t('To show photos; apps cannot delete or get originals back.'),
    },
    {
      value: 'googleDrive',
      label: GOOGLE_SERVICE_TITLES.googleDrive,
      description: vscode.l10n.t('needs a sign-in'),
      detail: vscode.l10n.t('A folder for each album; photos come back byte for byte.'),
    },
  ];
}
