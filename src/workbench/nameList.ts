import * as vscode from 'vscode';
import { NAMES_SCHEME } from './ids.ts';

/** Read-only documents with the names behind the counts of a question. */
export interface NameList extends vscode.Disposable {
  show(title: string, text: string): Promise<void>;
}

export function nameList(): NameList {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const shown = new Map<string, string>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) => shown.get(path),
  };
  const parts = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(NAMES_SCHEME, provider),
  );
  return {
    show: async (title, text) => {
      const uri = vscode.Uri.from({ scheme: NAMES_SCHEME, path: title });
      shown.set(uri.path, text);
      changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => void parts.dispose(),
  };
}
