import { setImmediate as nextTurn } from 'node:timers/promises';
import * as vscode from 'vscode';

/** What `activate` began: the editor calls `deactivate` without anything that would name it. */
let opening: Promise<() => Promise<void>> | undefined;

/**
 * Opens the workbench. The editor holds back the commands and views that it activates the extension for until this has
 * resolved, so nothing needs to stand in for them.
 */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  opening = open(context);
  await opening;
}

/** Ends the run that is on. The editor waits some seconds for it, after having disposed of all that is on the screen. */
export async function deactivate(): Promise<void> {
  const close = await opening;
  await close?.();
}

/** Resolves with what closes all that was opened. */
async function open(context: vscode.ExtensionContext): Promise<() => Promise<void>> {
  const log = vscode.window.createOutputChannel('Album Sync', { log: true });
  try {
    // A window that starts has other extensions, which have their turn before each piece.
    await nextTurn();
    const { openWorkbench } = await import('./workbench/openWorkbench.ts');
    await nextTurn();
    const close = openWorkbench({ context, log });
    const { name, version } = context.extension.packageJSON as { name: string; version: string };
    log.info(`${name} ${version}, VS Code ${vscode.version}, Node ${process.versions.node}`);
    return async () => {
      await close();
      // What was closed had something to log.
      log.dispose();
    };
  } catch (error) {
    // The editor does not tell the person when an extension fails to start, so it is told here.
    log.error(error instanceof Error ? error : String(error));
    const showLog = vscode.l10n.t('Show Log');
    const message = vscode.l10n.t('Album Sync could not start: {0}', String(error));
    void vscode.window.showErrorMessage(message, showLog).then((chosen) => {
      if (chosen === showLog) log.show();
    });
    return () => Promise.resolve();
  }
}
