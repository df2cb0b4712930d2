import * as vscode from 'vscode';
import { COMMANDS } from '../ids.ts';
import { assignAlbum } from '../mapping/assignAlbum.ts';
import { foldersAt } from '../mapping/chosenFolders.ts';
import type { MapFolders } from '../mapping/folderMapping.ts';
import { meantFolders } from '../mapping/mapFolder.ts';
import { fileIn } from '../workspaceFolders.ts';
import type { NodeSubject, TreeNode } from './albumNodes.ts';

/** What the Explorer and other programs hand over when files are dragged. */
const FILES = 'text/uri-list';
/** How the editor names what is dragged within the view: its id in lower case. */
const OWN_LINES = 'application/vnd.code.tree.albumsync.albums';

/**
 * Folders that are dropped on an album flow into it from then on; beside the albums, the person names one. Albums and
 * photos can be dragged as the files that they are, also into an editor.
 */
export function albumDrop(mapFolders: MapFolders): vscode.TreeDragAndDropController<TreeNode> {
  return {
    dropMimeTypes: [FILES, OWN_LINES],
    dragMimeTypes: [FILES],
    handleDrag: (nodes, data) => {
      const files = nodes.flatMap(({ about }) => filesOf(about)).map(String);
      if (files.length > 0) data.set(FILES, new vscode.DataTransferItem(files.join('\r\n')));
    },
    handleDrop: async (target, data, token) => {
      const text = await data.get(FILES)?.asString();
      if (text === undefined || token.isCancellationRequested) return;
      await mapDropped(target?.about, addresses(text), mapFolders);
    },
  };
}

async function mapDropped(
  target: NodeSubject | undefined,
  uris: readonly vscode.Uri[],
  mapFolders: MapFolders,
): Promise<void> {
  const chosen = await foldersAt(uris);
  const place = placeOf(target);
  if (chosen.length === 0) return tell(vscode.l10n.t('Only folders of the workspace can be mapped to an album.'));
  if (place === undefined) {
    await vscode.commands.executeCommand(COMMANDS.mapFolder, uris[0], uris);
    return;
  }
  if (chosen.some(({ workspace }) => workspace.key !== place.folder.key))
    return tell(vscode.l10n.t('A folder can only flow into an album of its own workspace folder.'));
  for (const { workspace, mapping, folders } of await meantFolders(chosen, mapFolders)) {
    const moved = folders.filter(({ album }) => album !== place.album).map(({ folder }) => folder);
    if (moved.length > 0) await assignAlbum({ workspace, folders: moved, album: place.album }, mapping, mapFolders);
    else if (folders.length > 0) tell(vscode.l10n.t('The photos flow into "{0}" already.', place.album));
  }
}

/** The album that something was dropped on; a photo stands for its album. */
function placeOf(about: NodeSubject | undefined) {
  switch (about?.kind) {
    case 'album':
      return { folder: about.folder, album: about.album.name };
    case 'item':
      return { folder: about.folder, album: about.item.album };
    case 'change':
      return { folder: about.folder, album: about.change.album };
    case 'folder':
    case 'more':
    case undefined:
      return undefined;
  }
}

function filesOf(about: NodeSubject): readonly vscode.Uri[] {
  const paths = pathsOf(about);
  return paths.flatMap((path) => (path === undefined ? [] : (fileIn(about.folder, path) ?? [])));
}

function pathsOf(about: NodeSubject): readonly (string | undefined)[] {
  if (about.kind === 'album') return about.album.about?.folders ?? [];
  if (about.kind === 'change') return [about.change.path];
  return about.kind === 'item' ? [about.item.path] : [];
}

/** Lines of a list of addresses; those that begin with `#` are comments (RFC 2483). */
function addresses(text: string): readonly vscode.Uri[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => vscode.Uri.parse(line));
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
