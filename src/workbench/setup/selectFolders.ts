import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Phrase } from '../../engine/phrase.ts';
import { findPhotoFolders, type FoundFolders } from '../../local/findPhotoFolders.ts';
import { folderFaults, leavesWorkspace, normalFolder } from '../../settings/folders.ts';
import { chooseTrustedFolder } from '../chooseWorkspaceFolder.ts';
import { phraseText } from '../problems/problemText.ts';
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
  const chosen = await chooseFolders({ workspace, gallery, current });
  if (chosen === undefined || chosen.join('\n') === current.join('\n')) return;
  const [fault] = folderFaults(chosen, gallery);
  if (fault) return refuse(fault.about);
  const level = setAt(configuration, 'folders') ?? vscode.ConfigurationTarget.WorkspaceFolder;
  await configuration.update('folders', chosen, level);
}

interface Place {
  readonly workspace: FolderRef;
  /** Relative to the workspace folder. */
  readonly gallery: string;
}

/** Asks until the person has chosen or turned away; a folder from the dialog joins the list and is ticked. */
async function chooseFolders({
  current,
  ...place
}: Place & { readonly current: readonly string[] }): Promise<readonly string[] | undefined> {
  let found: FoundFolders | undefined;
  let ticked = current;
  for (;;) {
    const find = (signal: AbortSignal): Promise<FoundFolders> => findIn(place, { also: ticked, signal });
    const answer = await pickFolders({ ticked, found: found ?? find });
    if (answer === undefined || answer.kind === 'chosen') return answer?.folders;
    found = answer.found;
    ticked = answer.ticked;
    const other = await chooseOther(place);
    if (other === undefined) continue;
    ticked = withoutOverlap({ wanted: ticked, before: ticked, now: [...ticked, other] });
    // It may lie deeper than what was listed, so it is counted anew.
    if (!found.folders.some(({ path }) => path === other)) found = undefined;
  }
}

function findIn(
  { workspace, gallery }: Place,
  { also, signal }: { readonly also: readonly string[]; readonly signal: AbortSignal },
): Promise<FoundFolders> {
  return findPhotoFolders({
    ...{ workspace: workspace.path, gallery, depth: LISTED_DEPTH, also, maxFolders: MAX_FOLDERS },
    signal: AbortSignal.any([signal, AbortSignal.timeout(SEARCH_MS)]),
  });
}

/** A folder from the dialog of the editor, relative to the workspace folder; one that cannot be used is refused. */
async function chooseOther({ workspace, gallery }: Place): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.parse(workspace.key),
      title: vscode.l10n.t('Album Sync: Where Are Your Photos?'),
      openLabel: vscode.l10n.t('Choose Photo Folder'),
    })) ?? [];
  if (uri === undefined) return undefined;
  const folder = normalFolder(relative(workspace.path, uri.fsPath).split(sep).join('/'));
  if (leavesWorkspace(folder)) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'A photo folder lies in the folder that is open. Open {0}, or a folder above it, instead.',
        uri.fsPath,
      ),
    );
    return undefined;
  }
  const [fault] = folderFaults([folder], gallery);
  if (fault === undefined) return folder;
  refuse(fault.about);
  return undefined;
}

function refuse(about: Phrase): void {
  void vscode.window.showErrorMessage(vscode.l10n.t('These photo folders cannot be used: {0}.', phraseText(about)));
}
