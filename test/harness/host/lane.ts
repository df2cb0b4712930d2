import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trust } from '../../../scripts/vscode/userSettings.ts';
import type { Opened } from '../../../scripts/vscode/windowAddress.ts';
import { writeTree, type FolderLiteral } from '../tree.ts';

/** A set of host tests that share one window: the files `test/host/<name>/*.test.ts`. */
export interface HostLane {
  readonly name: string;
  readonly trust: Trust;
  readonly workspace: LaneWorkspace;
}

export type LaneWorkspace =
  | { readonly kind: 'folder'; readonly content: FolderLiteral }
  /** A multi-root workspace: the name of each folder and what is in it. */
  | { readonly kind: 'workspace'; readonly folders: Readonly<Record<string, FolderLiteral>> }
  | { readonly kind: 'nothing' };

/** Writes what a lane's window shall show below `folder`, and says what to open. */
export async function prepareWorkspace(workspace: LaneWorkspace, folder: string): Promise<Opened> {
  switch (workspace.kind) {
    case 'nothing':
      return { kind: 'nothing' };
    case 'folder': {
      // The space in the name is on purpose: people have it, and quoting faults show.
      const path = join(folder, 'My Photos');
      await writeTree(path, workspace.content);
      return { kind: 'folder', path };
    }
    case 'workspace': {
      const path = join(folder, 'all photos.code-workspace');
      for (const [name, content] of Object.entries(workspace.folders)) {
        await mkdir(join(folder, name));
        await writeTree(join(folder, name), content);
      }
      const folders = Object.keys(workspace.folders).map((name) => ({ path: name }));
      await writeFile(path, JSON.stringify({ folders, settings: {} }, null, 2));
      return { kind: 'workspace', path };
    }
  }
}

/** How many folders a lane's window shows. */
export function folderCount(workspace: LaneWorkspace): number {
  switch (workspace.kind) {
    case 'nothing':
      return 0;
    case 'folder':
      return 1;
    case 'workspace':
      return Object.keys(workspace.folders).length;
  }
}
