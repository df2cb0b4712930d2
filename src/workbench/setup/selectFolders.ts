import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { findPhotoFolders, type FoundFolders, type PhotoFolder } from '../../local/findPhotoFolders.ts';
import { folderFaults, normalFolder } from '../../settings/folders.ts';
import { chooseTrustedFolder } from '../chooseWorkspaceFolder.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { configurationOf, setAt, textsOf } from '../settings.ts';
import { pickFolders } from './folderPicker.ts';
import { withoutOverlap } from './tickedFolders.ts';

/** A library of years and trips has its photo folders well above this. */
const LISTED_DEPTH = 3;
/** More folders than these are not looked at: a person waits for the list. */
const MAX_FOLDERS = 20_000;
const SEARCH_MS = 5_000;

/** Lets the person tick the photo folders of a workspace folder, and writes them where they were set before. */
export async function selectFolders(): Promise<void> {
  const workspace = await chooseTrustedFolder(
    vscode.l10n.t('Photo folders belong to a folder. Open the folder that holds them.'),
  );
  if (workspace === undefined) return;
  const configuration = configurationOf(workspace);
  const gallery = normalFolder(String(configuration.get('gallery.path')));
  const current = textsOf(configuration, 'folders').map(normalFolder);
  const chosen = await chooseFolders(workspace, current, (signal) =>
    findPhotoFolders({
      ...{ workspace: workspace.path, gallery, depth: LISTED_DEPTH, maxFolders: MAX_FOLDERS },
      signal: AbortSignal.any([signal, AbortSignal.timeout(SEARCH_MS)]),
    }),
  );
  if (chosen === undefined || chosen.join('\n') === current.join('\n')) return;
  const [fault] = folderFaults(chosen, gallery);
  if (fault) {
    void vscode.window.showErrorMessage(vscode.l10n.t('These photo folders cannot be used: {0}.', fault.about));
    return;
  }
  const level = setAt(configuration, 'folders') ?? vscode.ConfigurationTarget.WorkspaceFolder;
  await configuration.update('folders', chosen, level);
}

/** Asks until the person has chosen or turned away; a folder from the dialog joins the list and is ticked. */
async function chooseFolders(
  workspace: FolderRef,
  current: readonly string[],
  find: (signal: AbortSignal) => Promise<FoundFolders>,
): Promise<readonly string[] | undefined> {
  let found: FoundFolders | undefined;
  let ticked = current;
  for (;;) {
    const answer = await pickFolders({ ticked, found: found ?? find });
    if (answer === undefined || answer.kind === 'chosen') return answer?.folders;
    found = answer.found;
    ticked = answer.ticked;
    const other = await chooseOther(workspace);
    if (other === undefined) continue;
    const known = found.folders.some(({ path }) => path === other);
    const added: PhotoFolder = { path: other, photos: 0 };
    found = known ? found : { ...found, folders: [...found.folders, added] };
    ticked = withoutOverlap({ wanted: ticked, before: ticked, now: [...ticked, other] });
  }
}

/** A folder from the dialog of the editor, relative to the workspace folder; one that lies elsewhere is refused. */
async function chooseOther(workspace: FolderRef): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.parse(workspace.key),
      openLabel: vscode.l10n.t('Choose Photo Folder'),
    })) ?? [];
  if (uri === undefined) return undefined;
  const folder = normalFolder(relative(workspace.path, uri.fsPath).split(sep).join('/'));
  if (folderFaults([folder], 'album-gallery').length === 0) return folder;
  void vscode.window.showErrorMessage(
    vscode.l10n.t(
      'A photo folder lies in the folder that is open. Open {0}, or a folder above it, instead.',
      uri.fsPath,
    ),
  );
  return undefined;
}
