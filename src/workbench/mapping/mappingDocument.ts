import * as vscode from 'vscode';
import { mappingText, type MappingWords } from '../../run/folderMapping.ts';
import { MAPPING_SCHEME, SETTINGS } from '../ids.ts';
import { openFolders } from '../workspaceFolders.ts';
import type { MapFolders } from './folderMapping.ts';

/** Time for a person to finish a word in the settings before the mapping follows. */
const REST_MS = 300;

/** The mapping as a read-only document that follows the settings while it is open. */
export interface MappingDocument extends vscode.Disposable {
  show(): Promise<void>;
}

export function mappingDocument(mapFolders: MapFolders): MappingDocument {
  const uri = vscode.Uri.from({ scheme: MAPPING_SCHEME, path: vscode.l10n.t('Folder Mapping') });
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => changed.fire(uri), REST_MS);
  };
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (_, token) => textOf(mapFolders, token),
  };
  const parts = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(MAPPING_SCHEME, provider),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTINGS)) follow();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(follow),
    vscode.workspace.onDidChangeWorkspaceFolders(follow),
    { dispose: () => clearTimeout(timer) },
  );
  return {
    show: async () => {
      // A document that is still open from last time may be old.
      changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => void parts.dispose(),
  };
}

const MAPPING_WORDS: MappingWords = {
  files: (count) => (count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', count)),
  collision: (path) => vscode.l10n.t('{0} has a name that the album already has', path),
};

async function textOf(mapFolders: MapFolders, token: vscode.CancellationToken): Promise<string> {
  const folders = openFolders();
  if (folders.length === 0) return `${vscode.l10n.t('No folder is open.')}\n`;
  const cancelled = new AbortController();
  const listening = token.onCancellationRequested(() => cancelled.abort());
  const texts: string[] = [];
  for (const folder of folders) {
    const mapping = await mapFolders(folder, { signal: cancelled.signal });
    const text = mappingText(mapping, MAPPING_WORDS) || `${vscode.l10n.t('No photos found.')}\n`;
    texts.push(folders.length === 1 ? text : `${folder.name}\n\n${text}`);
  }
  listening.dispose();
  return texts.join('\n');
}
