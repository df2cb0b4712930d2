import * as vscode from 'vscode';
import type { WorkerRunner } from '../../run/workerRunner.ts';
import { wordsFor, type Words } from '../../webview/words.ts';
import { ALBUM_VIEW, COMMANDS } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { changesSentence, missingSentence } from '../watch/changesText.ts';
import type { FolderState } from '../runs/folderState.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';
import type { MapFolders } from '../mapping/folderMapping.ts';
import { albumDrop } from './albumDrop.ts';
import {
  albumNodes,
  currentNode,
  hasRefusedDeletions,
  itemNodes,
  pendingItems,
  prepareOrder,
  rootNodes,
  type TreeNode,
} from './albumNodes.ts';
import { itemTooltip } from './itemTooltip.ts';
import { ShownAlbums } from './shownAlbums.ts';

/** What the tree draws from. */
export interface AlbumTreePorts {
  readonly runs: WindowRuns;
  readonly words: Words;
  readonly folders: () => readonly FolderState[];
  readonly mapFolders: MapFolders;
  readonly look: WorkerRunner['look'];
}

/** The view of albums and their items, and what ends with it. */
export interface AlbumTree extends vscode.Disposable {
  readonly view: vscode.TreeView<TreeNode>;
}

/** Time between two drawings while items come in: often enough to look live, rarely enough to stay cheap. */
const REDRAW_MS = 250;

export function albumTree({ runs, words, folders, mapFolders, look }: AlbumTreePorts): AlbumTree {
  const changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  const shown = new ShownAlbums();
  const view = vscode.window.createTreeView<TreeNode>(ALBUM_VIEW, {
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: albumDrop(mapFolders),
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => {
        const nodes = node === undefined ? rootNodes(folders(), words) : childNodes(node, runs, words);
        shown.show(nodes);
        return [...nodes];
      },
      getTreeItem: (node) =>
        treeItem(shown.isOutdated(node) ? currentNode(node, runs.folder(node.about.folder), words) : node),
      resolveTreeItem: async (item, { about }, token) => {
        if (about.kind !== 'item') return item;
        const ofService = wordsFor(words, runs.folder(about.folder).terms);
        item.tooltip = await itemTooltip(about, { words: ofService, look }, token);
        return item;
      },
    },
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const redraw = (): void => {
    clearTimeout(timer);
    timer = undefined;
    shown.clear();
    changed.fire(undefined);
    sumUp();
  };
  /** Draws only what has changed: a line for a workspace folder would take all its albums with it, so it waits. */
  const redrawTouched = (): void => {
    timer = undefined;
    const nodes = shown.take();
    if (nodes === 'all') return redraw();
    changed.fire([...nodes]);
    sumUp();
  };
  const sumUp = (): void => {
    const pending = pendingItems(folders());
    const tooltip = pending === 1 ? vscode.l10n.t('1 photo to sync') : vscode.l10n.t('{0} photos to sync', pending);
    view.badge = pending === 0 ? undefined : { value: pending, tooltip };
    view.message = problemMessage(folders(), words);
  };
  const listening = runs.listen({
    onBegin: prepareOrder,
    onItems: (folder, items) => {
      shown.touch(folder, items);
      timer ??= setTimeout(redrawTouched, REDRAW_MS);
    },
    onReport: redraw,
    onChanges: redraw,
  });
  const foldersChanged = vscode.workspace.onDidChangeWorkspaceFolders(redraw);
  const parts = vscode.Disposable.from(view, changed, listening, foldersChanged);
  return {
    view,
    dispose: () => {
      clearTimeout(timer);
      parts.dispose();
    },
  };
}

function childNodes({ about }: TreeNode, runs: WindowRuns, words: Words): readonly TreeNode[] {
  switch (about.kind) {
    case 'folder':
      return albumNodes(runs.folder(about.folder), words);
    case 'album':
      return itemNodes(about.folder, about.album, wordsFor(words, runs.folder(about.folder).terms));
    case 'item':
    case 'change':
    case 'more':
      return [];
  }
}

function treeItem(node: TreeNode): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const { kind } = node.about;
  const item = new vscode.TreeItem(node.label, kind === 'folder' ? Expanded : kind === 'album' ? Collapsed : None);
  item.id = node.id;
  item.description = node.description;
  item.iconPath = new vscode.ThemeIcon(node.icon.id, new vscode.ThemeColor(node.icon.color));
  item.contextValue = node.context;
  item.accessibilityInformation = { label: node.spoken };
  if (kind === 'album' || kind === 'folder') item.tooltip = node.spoken;
  const isPhoto = kind === 'item' || kind === 'change';
  const command = isPhoto ? COMMANDS.openPhoto : kind === 'more' ? COMMANDS.showReport : undefined;
  if (command !== undefined) item.command = { command, title: '', arguments: isPhoto ? [node] : [] };
  return item;
}

/** One line above the tree when something needs a look; nothing above an empty tree, whose welcome text says it. */
function problemMessage(folders: readonly FolderState[], words: Words): string {
  if (folders.every((folder) => folder.albums.size === 0)) return '';
  const stop = folders.find((folder) => folder.stopped)?.problems[0];
  // Why the plan waits, the question says, and so does the report.
  if (stop?.code === 'E_UNCONFIRMED')
    return vscode.l10n.t('Nothing was changed. The plan waits for your confirmation.');
  if (stop !== undefined) return plainText(stop.message);
  const missing = missingSentence(folders);
  if (missing !== undefined) return plainText(missing);
  const count = folders.reduce((sum, folder) => sum + folder.problems.length, 0);
  if (count === 0)
    return changesSentence(folders) ?? (hasRefusedDeletions(folders) ? words.tree.deletionsReported : '');
  return count === 1
    ? vscode.l10n.t('1 problem. The report says what to do.')
    : vscode.l10n.t('{0} problems. The report says what to do.', count);
}
