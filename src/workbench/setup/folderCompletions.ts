import * as vscode from 'vscode';
import { findPhotoFolders, type PhotoFolder } from '../../local/findPhotoFolders.ts';
import { normalFolder } from '../../settings/folders.ts';
import { SETTINGS } from '../ids.ts';
import { configurationOf } from '../settings.ts';
import { SETTINGS_LANGUAGE, settingsFileOf, type SettingsFile } from './settingsFile.ts';

/** Deep enough for a trip in a year in a folder of photos. */
const DEPTH = 5;
/** Somebody is typing: what was found by then has to do. */
const SEARCH_MS = 1_000;
const MAX_FOLDERS = 5_000;

/** Completes the folders that stand in settings: as photo folders, and as what gets an album by hand. */
export function folderCompletions(): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    SETTINGS_LANGUAGE,
    {
      provideCompletionItems: async (document, position, token) => {
        const file = settingsFileOf(document);
        const place = file?.folder && vscode.workspace.isTrusted ? await placeAt(document, position) : undefined;
        if (!file || !place) return [];
        const folders = await photoFolders(file, token);
        return folders.map((folder) => completion(folder, place));
      },
    },
    '"',
  );
}

interface Place {
  readonly kind: 'key' | 'value';
  /** What is there already, with its quotation marks. */
  readonly range: vscode.Range;
}

/** Undefined where no folder can stand. */
async function placeAt(document: vscode.TextDocument, position: vscode.Position): Promise<Place | undefined> {
  const { getLocation } = await import('jsonc-parser');
  const { path, isAtPropertyKey, previousNode } = getLocation(document.getText(), document.offsetAt(position));
  const [setting] = path;
  const isKey = setting === `${SETTINGS}.albums` && isAtPropertyKey && path.length === 2;
  const isValue = setting === `${SETTINGS}.folders` && path.length === 2;
  if (!isKey && !isValue) return undefined;
  const start = previousNode?.type === 'string' ? document.positionAt(previousNode.offset) : position;
  const end =
    previousNode?.type === 'string' ? document.positionAt(previousNode.offset + previousNode.length) : position;
  const written = new vscode.Range(start, end);
  const range = written.contains(position) ? written : new vscode.Range(position, position);
  return { kind: isKey ? 'key' : 'value', range };
}

async function photoFolders(
  { folder }: SettingsFile,
  token: vscode.CancellationToken,
): Promise<readonly PhotoFolder[]> {
  if (folder === undefined) return [];
  const cancelled = new AbortController();
  const listening = token.onCancellationRequested(() => cancelled.abort());
  const gallery = normalFolder(String(configurationOf(folder).get('gallery.path')));
  const signal = AbortSignal.any([cancelled.signal, AbortSignal.timeout(SEARCH_MS)]);
  const { folders } = await findPhotoFolders({
    ...{ workspace: folder.path, gallery, depth: DEPTH, maxFolders: MAX_FOLDERS },
    signal,
  });
  listening.dispose();
  return folders;
}

function completion({ path, photos }: PhotoFolder, { kind, range }: Place): vscode.CompletionItem {
  const text = JSON.stringify(path);
  const item = new vscode.CompletionItem(text, vscode.CompletionItemKind.Folder);
  item.detail = photos === 1 ? vscode.l10n.t('1 photo') : vscode.l10n.t('{0} photos', photos);
  item.filterText = text;
  item.range = range;
  item.insertText =
    kind === 'key' ? new vscode.SnippetString().appendText(`${text}: "`).appendTabstop().appendText('"') : text;
  return item;
}
