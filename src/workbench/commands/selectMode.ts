import * as vscode from 'vscode';
import { MODES } from '../../engine/modes.ts';
import type { Words } from '../../webview/words.ts';
import { selectValue } from './selectValue.ts';

/** Lets the person choose the mode, each one in a plain sentence, and writes it where it was set before. */
export async function selectMode(words: Words): Promise<void> {
  await selectValue('mode', {
    title: vscode.l10n.t('Album Sync: Which Way Do Photos Travel?'),
    placeholder: vscode.l10n.t('A preview shows what a mode would do before anything is changed'),
    withoutFolder: vscode.l10n.t('The mode belongs to a folder. Open the folder that holds your photo folders.'),
    choices: MODES.map((mode) => {
      const { label, direction, sentence } = words.modes[mode];
      return { value: mode, label, description: direction, detail: sentence };
    }),
  });
}
