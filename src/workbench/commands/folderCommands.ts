import type { SyncReport } from '../../engine/report.ts';
import { albumsBelow } from '../../run/folderPlace.ts';
import {
  byWorkspace,
  offerToAdd,
  sortFolders,
  tellGallery,
  type ChosenFolder,
  type SortedFolders,
} from '../mapping/chosenFolders.ts';
import type { MapFolders } from '../mapping/folderMapping.ts';
import { mapOne, tellEmpty } from '../mapping/mapFolder.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { refusal } from '../runs/windowRuns.ts';
import { tellResult } from './runResult.ts';
import { runTask, type RunCommandPorts, type RunTarget, type RunTask } from './runCommands.ts';

export interface FolderCommandPorts extends RunCommandPorts {
  readonly mapFolders: MapFolders;
}

/**
 * Runs over the albums that folders of the Explorer or of the tree flow into. A folder that is in no photo folder may
 * become one; then it is looked at first, whatever was asked for.
 */
export async function runFolders(
  kind: 'preview' | 'sync',
  chosen: readonly ChosenFolder[],
  ports: FolderCommandPorts,
): Promise<SyncReport | undefined> {
  const { inside, outside, inGallery } = sortFolders(chosen);
  tellGallery(inGallery);
  if (outside.length > 0) void addAndPreview(outside, ports);
  const targets: RunTarget[] = [];
  for (const [workspace, here] of byWorkspace(inside)) {
    const target = await targetOf(workspace, here, { ...ports, kind });
    if (target !== undefined) targets.push(target);
  }
  if (targets.length === 0) return undefined;
  return runTask({ kind, targets, interactive: true, confirmed: [], all: false }, ports);
}

async function addAndPreview(outside: readonly ChosenFolder[], ports: FolderCommandPorts): Promise<void> {
  if (await offerToAdd(outside)) await runFolders('preview', outside, ports);
}

/** The albums of the chosen folders of one workspace folder; where there are none, it says why. */
async function targetOf(
  folder: FolderRef,
  chosen: SortedFolders['inside'],
  ports: FolderCommandPorts & Pick<RunTask, 'kind'>,
): Promise<RunTarget | undefined> {
  if (chosen.some(({ isWhole }) => isWhole)) return { folder };
  const mapping = await mapOne(folder, ports.mapFolders);
  const known = [...ports.runs.folder(folder).albums.values()].flatMap(({ about }) => about ?? []);
  const paths = chosen.map((one) => one.folder);
  const albums = albumsBelow(paths, mapping.folders, known);
  if (albums.length > 0) return { folder, albums };
  const [fault] = mapping.folders.length === 0 ? mapping.problems : [];
  if (fault === undefined) tellEmpty(chosen, mapping);
  else void tellResult(refusal(ports, fault), ports);
  return undefined;
}
