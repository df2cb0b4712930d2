import type { TreeNode } from '../tree/albumNodes.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { findFolder } from '../workspaceFolders.ts';

/** What a command of a context menu is about. */
export interface Subject {
  readonly folder: FolderRef;
  readonly album?: string | undefined;
  /** Relative to the workspace folder. */
  readonly path?: string | undefined;
  /** Of the item in its web album. */
  readonly remoteId?: string | undefined;
}

/**
 * Everything that a command of a menu is about: the line it was opened on, and with it the selected ones of its kind.
 * The editor hands over the selection only where the line is part of it.
 */
export function subjectsOf(argument: unknown, selected: unknown): readonly Subject[] {
  const lines = Array.isArray(selected) && selected.includes(argument) ? selected : [argument];
  const kind = kindOf(argument);
  return lines.filter((line) => kindOf(line) === kind).flatMap((line) => subjectOf(line) ?? []);
}

/** Reads the argument of a menu: a line of the tree, or what the report page wrote on a row. */
function subjectOf(argument: unknown): Subject | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('about' in argument) return treeSubject((argument as TreeNode).about);
  const { folder, album, path, remoteId } = argument as Record<string, unknown>;
  const found = typeof folder === 'string' ? findFolder(folder) : undefined;
  if (found === undefined) return undefined;
  return {
    folder: found,
    album: typeof album === 'string' ? album : undefined,
    path: typeof path === 'string' ? path : undefined,
    remoteId: typeof remoteId === 'string' ? remoteId : undefined,
  };
}

function kindOf(argument: unknown): string | undefined {
  const isLine = typeof argument === 'object' && argument !== null && 'about' in argument;
  return isLine ? (argument as TreeNode).about.kind : undefined;
}

function treeSubject(about: TreeNode['about']): Subject {
  switch (about.kind) {
    case 'album':
      return { folder: about.folder, album: about.album.name };
    case 'item':
      return {
        folder: about.folder,
        album: about.item.album,
        path: about.item.path,
        remoteId: about.item.remoteId,
      };
    case 'change':
      return { folder: about.folder, album: about.change.album, path: about.change.path };
    case 'folder':
    case 'more':
      return { folder: about.folder };
  }
}
