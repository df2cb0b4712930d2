import type { LocalChange } from '../../engine/changes/localChanges.ts';
import type { Icon } from '../../webview/icons.ts';
import { fill, type Words } from '../../webview/words.ts';
import type { FolderRef } from '../runs/folderState.ts';
import type { TreeNode } from './albumNodes.ts';
import { wholeNumbers } from '../../webview/wholeNumbers.ts';

/** What stands for every photo of which the last comparison is out of date. */
const CHANGED: Icon = { id: 'edit', color: 'charts.yellow' };

/** "2 changed", or nothing. */
export function changeClauses(changes: readonly LocalChange[], words: Words): readonly string[] {
  const number = wholeNumbers(words.language);
  return changes.length === 0 ? [] : [fill(words.tree.changed, number.format(changes.length))];
}

/** The line of an item whose file is no longer as it was compared: what was found then says nothing of it now. */
export function outdatedNode(node: TreeNode, change: LocalChange, words: Words): TreeNode {
  const { kind, name } = change;
  const state = words.tree.changes[kind];
  const about = node.about.kind === 'item' ? { ...node.about, change } : node.about;
  // A file that is gone can neither be opened nor revealed.
  const context = kind === 'gone' ? node.context.replace(' local', '') : node.context;
  return { ...node, about, description: state, spoken: `${name}, ${state}`, icon: CHANGED, context };
}

/** The line of a photo that was not there at the last comparison. */
export function addedNode(folder: FolderRef, change: LocalChange, words: Words): TreeNode {
  const state = words.tree.changes[change.kind];
  return {
    id: `${folder.key}#${change.album}#\n${change.path}`,
    about: { kind: 'change', folder, change },
    label: change.name,
    description: state,
    spoken: `${change.name}, ${state}`,
    icon: CHANGED,
    context: 'item local',
  };
}
