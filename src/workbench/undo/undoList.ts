import * as vscode from 'vscode';
import { UNDO_SCHEME } from '../ids.ts';

/** A read-only document with the names behind the counts of an undo. */
export interface UndoList extends vscode.Disposable {
  show(text: string): Promise<void>;
}

export function undoList(): UndoList {
  const uri = vscode.Uri.from({ scheme: UNDO_SCHEME, path: vscode.l10n.t('Undo of the Last Sync') });
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let shown = '';
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: () => shown,
  };
  const parts = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(UNDO_SCHEME, provider),
  );
  return {
    show: async (text) => {
      shown = text;
      changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => void parts.dispose(),
  };
}
