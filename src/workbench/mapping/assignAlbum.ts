import * as vscode from 'vscode';
import type { FolderMapping, MappedFolder } from '../../run/folderMapping.ts';
import { plainText } from '../plainText.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { configurationOf, setAt } from '../settings.ts';
import type { MapFolders } from './folderMapping.ts';

/** Which folders get which album. */
export interface Assignment {
  readonly workspace: FolderRef;
  /** Relative to the workspace folder. */
  readonly folders: readonly string[];
  /** An empty name gives the folders back to the templates. */
  readonly album: string;
}

/**
 * Writes `albumSync.albums` at the level where that is set. Before folders flow into an album that others have, it asks,
 * with what would become of their photos. Says why where the settings would not be good.
 */
export async function assignAlbum(
  { workspace, folders, album }: Assignment,
  now: FolderMapping,
  mapFolders: MapFolders,
): Promise<void> {
  const configuration = configurationOf(workspace);
  const albums = configuration.get<Record<string, string>>('albums') ?? {};
  const others = Object.entries(albums).filter(([folder]) => !folders.includes(folder));
  const name = album.trim();
  const given = name === '' ? [] : folders.map((folder) => [folder, name] as const);
  const next: Record<string, string> = Object.fromEntries([...others, ...given]);
  const then = await mapFolders(workspace, { signal: new AbortController().signal, albums: next });
  const fault = then.problems.find(({ code }) => code === 'E_SETTINGS');
  if (fault !== undefined) {
    void vscode.window.showErrorMessage(plainText(fault.message));
    return;
  }
  if (!(await mayMerge(mergeOf(folders, now, then)))) return;
  const level = setAt(configuration, 'albums') ?? vscode.ConfigurationTarget.WorkspaceFolder;
  await configuration.update('albums', Object.keys(next).length === 0 ? undefined : next, level);
}

/** What comes together in one album that was apart before. */
interface Merge {
  readonly album: string;
  readonly folders: number;
  readonly joining: number;
  readonly there: number;
  /** Photos with a name that the album would have twice. */
  readonly collisions: number;
}

function mergeOf(folders: readonly string[], now: FolderMapping, then: FolderMapping): Merge | undefined {
  const isMoved = ({ folder }: MappedFolder): boolean => folders.includes(folder);
  const [album] = then.folders.filter(isMoved).map((mapped) => mapped.album);
  if (album === undefined) return undefined;
  const moved = now.folders.filter((mapped) => isMoved(mapped) && mapped.album !== album);
  const others = now.folders.filter((mapped) => !isMoved(mapped) && mapped.album === album);
  const before = new Set(moved.map((mapped) => mapped.album));
  if (moved.length === 0 || (others.length === 0 && before.size < 2)) return undefined;
  const collisions = then.folders.filter((mapped) => mapped.album === album).flatMap((mapped) => mapped.collisions);
  return { album, folders: moved.length, joining: files(moved), there: files(others), collisions: collisions.length };
}

function files(folders: readonly MappedFolder[]): number {
  return folders.reduce((count, folder) => count + folder.files, 0);
}

async function mayMerge(merge: Merge | undefined): Promise<boolean> {
  if (merge === undefined) return true;
  const { album, joining, there, collisions } = merge;
  const question =
    merge.folders === 1
      ? vscode.l10n.t('Let the folder flow into the album "{0}"?', album)
      : vscode.l10n.t('Let {0} folders flow into the album "{1}"?', merge.folders, album);
  const detail = [
    vscode.l10n.t('Files that join it: {0}. Files that it has from other folders: {1}.', joining, there),
    collisions === 0
      ? ''
      : vscode.l10n.t('Files with a name that the album would have twice: {0}. A sync leaves them alone.', collisions),
    vscode.l10n.t('This changes the settings. No photo is touched before you sync.'),
  ];
  const verb = vscode.l10n.t('Map to Album');
  const options = { modal: true, detail: detail.filter(Boolean).join('\n\n') };
  return (await vscode.window.showWarningMessage(question, options, verb)) === verb;
}
