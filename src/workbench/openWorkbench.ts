import * as vscode from 'vscode';
import { createWorkerRunner } from '../run/workerRunner.ts';
import { editorSecretStore } from './accounts/editorSecretStore.ts';
import { startWorkbench } from './startWorkbench.ts';

/** What the extension has before its parts are loaded. */
export interface WorkbenchHost {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Makes the extension's parts and registers them; everything heavy waits for the first run, in a worker.
 * @returns what ends the run that is on, and then the worker
 */
export function openWorkbench({ context, log }: WorkbenchHost): () => Promise<void> {
  const workerPath = vscode.Uri.joinPath(context.extensionUri, 'dist', 'syncWorker.js').fsPath;
  const secrets = editorSecretStore(context.secrets);
  const worker = createWorkerRunner({ workerPath, secrets });
  const workbench = startWorkbench({ context, log, worker, secrets });
  context.subscriptions.push(workbench);
  return async () => {
    // A run that is on still needs its worker.
    await workbench.close();
    await worker.dispose();
  };
}
