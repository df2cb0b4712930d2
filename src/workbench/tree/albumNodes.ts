import type { LocalChange } from '../../engine/changes/localChanges.ts';
import { ACTIONS } from '../../engine/model.ts';
import { isDeletion } from '../../engine/plan/grave.ts';
import { once } from '../../engine/once.ts';
import { isOnWeb, type ReportItem } from '../../engine/report.ts';
import { itemIcon, type Icon } from '../../webview/icons.ts';
import { actionSentence, eventSentence, pendingCount, sum, tallyClauses } from '../../webview/sentences.ts';
import { fill, wordsFor, type Words } from '../../webview/words.ts';
import type { FolderRef, FolderState } from '../runs/folderState.ts';
import { unchangedCounts, type AlbumState } from '../runs/knownAlbum.ts';
import { addedNode, changeClauses, outdatedNode } from './changeNodes.ts';

/** One line of the album tree, without the editor's classes. */
export interface TreeNode {
  /** Stable from run to run, so that the tree stays open where it was open. */
  readonly id: string;
  readonly about: NodeSubject;
  readonly label: string;
  readonly description: string;
  /** What a screen reader says: everything that the icon and the colours say too. */
  readonly spoken: string;
  readonly icon: Icon;
  /** Words that the `when` clauses of menus look for. */
  readonly context: string;
}

export type NodeSubject =
  | { readonly kind: 'folder'; readonly folder: FolderRef }
  | { readonly kind: 'album'; readonly folder: FolderRef; readonly album: AlbumState }
  /** With what changed since it was compared. */
  | { readonly kind: 'item'; readonly folder: FolderRef; readonly item: ReportItem; readonly change?: LocalChange }
  /** A photo that no comparison has seen yet. */
  | { readonly kind: 'change'; readonly folder: FolderRef; readonly change: LocalChange }
  | { readonly kind: 'more'; readonly folder: FolderRef; readonly count: number };

/** An album with more items than this shows the first ones; a person does not scroll through more, the report filters. */
const MOST_ITEMS = 2_000;

/** The first collator of a process costs several milliseconds, and activation has no use for it. */
const collator = once(() => new Intl.Collator(undefined, { numeric: true }));

function byName(a: string, b: string): number {
  return collator().compare(a, b);
}

/** Says that albums will be shown soon: what puts names in order takes its time to be made, and a report fills all of it. */
export function prepareOrder(): void {
  collator();
}

/** The tree's first level: albums, or workspace folders when there are several. */
export function rootNodes(folders: readonly FolderState[], words: Words): readonly TreeNode[] {
  // An empty first level lets the welcome text speak.
  if (folders.every((folder) => folder.albums.size === 0)) return [];
  const isKnown = (folder: FolderState): boolean => folder.last !== undefined || folder.albums.size > 0;
  return folders.length > 1
    ? folders.filter(isKnown).map((folder) => folderNode(folder, words))
    : folders.flatMap((folder) => albumNodes(folder, words));
}

/** The albums of a workspace folder, by name. */
export function albumNodes(state: FolderState, words: Words): readonly TreeNode[] {
  const ofService = wordsFor(words, state.terms);
  return [...state.albums.values()]
    .sort((a, b) => byName(a.name, b.name))
    .map((album) => albumNode(state.folder, album, ofService));
}

/** The line of an album as it is now; any other line as it is. */
export function currentNode(node: TreeNode, state: FolderState, words: Words): TreeNode {
  const album = node.about.kind === 'album' ? state.albums.get(node.about.album.name) : undefined;
  return album === undefined ? node : albumNode(state.folder, album, wordsFor(words, state.terms));
}

/** The items of an album, by name. */
export function itemNodes(folder: FolderRef, album: AlbumState, words: Words): readonly TreeNode[] {
  const lines = [...itemLines(folder, album, words), ...addedLines(folder, album, words)];
  lines.sort((a, b) => byName(a.name, b.name));
  const shown = lines.slice(0, MOST_ITEMS).map(({ node }) => node());
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, moreNode(folder, album, more, words)] : shown;
}

/** A line that is only made when it is shown. */
interface Line {
  readonly name: string;
  readonly node: () => TreeNode;
}

function itemLines(folder: FolderRef, { items, changes = [] }: AlbumState, words: Words): readonly Line[] {
  const changed = new Map(changes.map((change) => [change.path, change]));
  return [...items].map(([key, item]) => ({
    name: item.name,
    node: () => {
      const node = itemNode(folder, item, key, words);
      const change = changed.get(item.path ?? '');
      return change === undefined ? node : outdatedNode(node, change, words);
    },
  }));
}

function addedLines(folder: FolderRef, { items, changes = [] }: AlbumState, words: Words): readonly Line[] {
  if (changes.length === 0) return [];
  const known = new Set([...items.values()].map(({ path }) => path));
  return changes
    .filter(({ path }) => !known.has(path))
    .map((change) => ({ name: change.name, node: () => addedNode(folder, change, words) }));
}

/** How many items the folders have that a sync has still to work on. */
export function pendingItems(folders: readonly FolderState[]): number {
  return folders.reduce((count, folder) => count + pendingCount(folder.tally), 0);
}

/** Whether something would be deleted if it were permitted. */
export function hasRefusedDeletions(folders: readonly FolderState[]): boolean {
  const refused = ACTIONS.filter(isDeletion).map((action) => `${action} notPermitted` as const);
  return folders.some(({ tally }) => refused.some((key) => tally.has(key)));
}

function folderNode(state: FolderState, words: Words): TreeNode {
  const clauses = [
    ...(state.stopped ? [words.page.title.stopped] : []),
    ...changeClauses(state.changes, words),
    ...(state.stopped && state.albums.size === 0
      ? []
      : tallyClauses(state.unchangedCounts.tally, wordsFor(words, state.terms))),
  ];
  return {
    id: state.folder.key,
    about: { kind: 'folder', folder: state.folder },
    label: state.folder.name,
    description: clauses.join(' · '),
    spoken: [state.folder.name, ...clauses].join(', '),
    icon: state.stopped
      ? { id: 'warning', color: 'problemsWarningIcon.foreground' }
      : { id: 'root-folder', color: 'foreground' },
    context: 'folder',
  };
}

function albumNode(folder: FolderRef, album: AlbumState, words: Words): TreeNode {
  const { changes = [] } = album;
  const counts = unchangedCounts(album).tally;
  const clauses = [
    ...changeClauses(changes, words),
    ...(changes.length > 0 && counts.size === 0 ? [] : tallyClauses(counts, words)),
  ];
  const color = sum(counts, 'failed') > 0 ? 'charts.red' : 'foreground';
  const context = ['album'];
  if (album.about?.url !== undefined) context.push('web');
  if (album.about?.folders.length) context.push('local');
  return {
    id: `${folder.key}#${album.name}`,
    about: { kind: 'album', folder, album },
    label: album.name,
    description: clauses.join(' · '),
    spoken: [album.name, ...clauses].join(', '),
    icon: { id: 'file-media', color },
    context: context.join(' '),
  };
}

function itemNode(folder: FolderRef, item: ReportItem, key: string, words: Words): TreeNode {
  const event = eventSentence(item, words);
  const action = actionSentence(item, words);
  return {
    id: `${folder.key}#${item.album}#${key}`,
    about: { kind: 'item', folder, item },
    label: item.name,
    // The side bar is narrow and the icon tells the event too, so what will happen comes first.
    description: item.outcome === 'silent' ? item.event : `${action} · ${item.event}`,
    spoken: [item.name, event, words.events[item.event], action, item.error?.message].filter(Boolean).join(', '),
    icon: itemIcon(item),
    context: contextOf(item),
  };
}

function contextOf(item: ReportItem): string {
  return ['item', ...(item.path === undefined ? [] : ['local']), ...(isOnWeb(item) ? ['copied'] : [])].join(' ');
}

function moreNode(folder: FolderRef, album: AlbumState, count: number, words: Words): TreeNode {
  const label = fill(words.tree.more, count);
  return {
    id: `${folder.key}#${album.name}#\n`,
    about: { kind: 'more', folder, count },
    label,
    description: '',
    spoken: label,
    icon: { id: 'ellipsis', color: 'foreground' },
    context: 'more',
  };
}
