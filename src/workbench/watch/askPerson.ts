import * as vscode from 'vscode';
import { STOPPING_CODES } from '../../engine/errors.ts';
import type { BackgroundEnd } from '../../run/watch/runByItself.ts';
import { tellStop } from '../commands/runResult.ts';
import { COMMANDS } from '../ids.ts';
import type { FolderRef } from '../runs/folderState.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';

type Need = BackgroundEnd & { readonly kind: 'needsPerson' };

/** Asks a person about what no run does by itself: once, until the folder was synced by hand or has nothing open. */
export function askPerson(runs: WindowRuns): {
  readonly ask: (folder: FolderRef, need: Need) => void;
  dispose(): void;
} {
  const asked = new Set<string>();
  const listening = runs.listen({
    onRun: () => {
      if (runs.manner === 'asked') asked.clear();
    },
  });
  const ask = async (folder: FolderRef, need: Need): Promise<void> => {
    const stop = need.stop?.problems.find(({ code }) => STOPPING_CODES.has(code));
    const question = `${folder.key}\n${stop?.code ?? String(need.grave)}`;
    if (asked.has(question)) return;
    asked.add(question);
    if (stop !== undefined && need.stop !== undefined) return tellStop(stop, need.stop);
    const showReport = vscode.l10n.t('Show Report');
    if ((await vscode.window.showWarningMessage(wording(need.grave), showReport)) === showReport)
      await vscode.commands.executeCommand(COMMANDS.showReport);
  };
  return { ask: (folder, need) => void ask(folder, need), dispose: () => listening.dispose() };
}

function wording(count: number): string {
  return count === 1
    ? vscode.l10n.t(
        '1 photo waits for you: it would be deleted, or was changed on both sides. Album Sync settles neither by itself.',
      )
    : vscode.l10n.t(
        '{0} photos wait for you: they would be deleted, or were changed on both sides. Album Sync settles neither by itself.',
        count,
      );
}
