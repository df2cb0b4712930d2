import type { ReportItem } from '../../engine/report.ts';
import type { FolderRef } from '../runs/folderState.ts';
import type { TreeNode } from './albumNodes.ts';

/** Knows which lines of the tree are out of date while items come in, so that the others need not be drawn again. */
export class ShownAlbums {
  /** Albums by their ids: the editor knows a line by the very object that it was given last. */
  readonly #shown = new Map<string, TreeNode>();
  /** Lines that say what was true when they were made. */
  readonly #outdated = new WeakSet<TreeNode>();
  readonly #touched = new Map<string, { readonly folder: FolderRef; readonly albums: Set<string> }>();

  /** These lines were handed to the editor. */
  show(nodes: readonly TreeNode[]): void {
    for (const node of nodes)
      if (node.about.kind === 'album') this.#shown.set(keyOf(node.about.folder, node.about.album.name), node);
  }

  /** Items reached their outcome. */
  touch(folder: FolderRef, items: readonly ReportItem[]): void {
    const known = this.#touched.get(folder.key) ?? { folder, albums: new Set<string>() };
    for (const { album } of items) known.albums.add(album);
    this.#touched.set(folder.key, known);
  }

  /** The lines to draw again; `all` where an album came that has no line yet. */
  take(): readonly TreeNode[] | 'all' {
    const keys = [...this.#touched.values()].flatMap(({ folder, albums }) =>
      [...albums].map((album) => keyOf(folder, album)),
    );
    this.#touched.clear();
    const nodes = keys.flatMap((key) => this.#shown.get(key) ?? []);
    for (const node of nodes) this.#outdated.add(node);
    return nodes.length === keys.length ? nodes : 'all';
  }

  /** Whether items came since a line was made. */
  isOutdated(node: TreeNode): boolean {
    return this.#outdated.has(node);
  }

  /** All lines are drawn again, and so are new to the editor. */
  clear(): void {
    this.#touched.clear();
    this.#shown.clear();
  }
}

function keyOf({ key }: FolderRef, album: string): string {
  return `${key}#${album}`;
}
