import * as vscode from 'vscode';
import { createWorkerRunner } from './run/workerRunner.ts';
import { editorSecretStore } from './workbench/accounts/editorSecretStore.ts';
import { startWorkbench } from './workbench/startWorkbench.ts';

/** What `activate` made: the editor calls `deactivate` without anything that would name it. */
let close: (() => Promise<void>) | undefined;

/** Builds the extension's parts and registers them; everything heavy waits for the first run, in a worker. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Album Sync', { log: true });
  try {
    const workerPath = vscode.Uri.joinPath(context.extensionUri, 'dist', 'syncWorker.js').fsPath;
    const secrets = editorSecretStore(context.secrets);
    const worker = createWorkerRunner({ workerPath, secrets });
    const workbench = startWorkbench({ context, log, worker, secrets });
    context.subscriptions.push(workbench);
    close = async () => {
      // A run that is on still needs its worker, and has something to log.
      await workbench.close();
      await worker.dispose();
      log.dispose();
    };
    const { name, version } = context.extension.packageJSON as { name: string; version: string };
    log.info(`${name} ${version}, VS Code ${vscode.version}, Node ${process.versions.node}`);
  } catch (error) {
    // The editor does not tell the person when an extension fails to start, so it is told here.
    log.error(error instanceof Error ? error : String(error));
    const showLog = vscode.l10n.t('Show Log');
    const message = vscode.l10n.t('Album Sync could not start: {0}', String(error));
    void vscode.window.showErrorMessage(message, showLog).then((chosen) => {
      if (chosen === showLog) log.show();
    });
  }
}

/** Ends the run that is on. The editor waits some seconds for it, after having disposed of all that is on the screen. */
export async function deactivate(): Promise<void> {
  await close?.();
}
