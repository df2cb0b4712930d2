import * as vscode from 'vscode';
import { deletingSides, MODES, type Mode, type Overrides } from '../../engine/modes.ts';
import type { Words } from '../../webview/words.ts';
import { selectValue, type Choice } from './selectValue.ts';

/** Lets the person choose the mode, each one in a plain sentence, and writes it where it was set before. */
export async function selectMode(words: Words): Promise<void> {
  await selectValue('mode', {
    title: vscode.l10n.t('Album Sync: Which Way Do Photos Travel?'),
    placeholder: vscode.l10n.t('A preview shows what a mode would do before anything is changed'),
    withoutFolder: vscode.l10n.t('The mode belongs to a folder. Open the folder that holds your photo folders.'),
    choices: (configuration) =>
      MODES.map((mode) => {
        const { label, direction, sentence } = words.modes[mode];
        const missing = refusesDeletions(mode, configuration) ? permission() : undefined;
        return { value: mode, label, description: direction, detail: sentence, missing };
      }),
  });
}

/** Whether a mode plans deletions that `albumSync.allowDelete` does not permit. */
function refusesDeletions(mode: Mode, configuration: vscode.WorkspaceConfiguration): boolean {
  const overrides = configuration.get<Overrides>('overrides') ?? {};
  const permitted = configuration.get<string>('allowDelete');
  const sides = deletingSides(mode, overrides);
  const refuses = (side: 'local' | 'remote'): boolean => sides[side] && permitted !== side && permitted !== 'both';
  return refuses('local') || refuses('remote');
}

function permission(): NonNullable<Choice['missing']> {
  const verb = vscode.l10n.t('Permit Deletions…');
  return { setting: 'albumSync.allowDelete', verb, clause: vscode.l10n.t('deletions are only reported') };
}
