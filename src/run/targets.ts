import type { PlanInput } from '../engine/plan/model.ts';
import type { BaseAlbum, RemoteItem } from '../engine/model.ts';
import { once } from '../engine/once.ts';
import { joinPath } from '../engine/naming/albumNames.ts';
import { encodeDistinctName, encodeName, pathKey } from '../local/safeName.ts';
import { visiblePath } from '../local/visiblePath.ts';
import type { Settings } from '../settings/settings.ts';

export interface TargetOptions {
  readonly settings: Pick<Settings, 'folders' | 'albums' | 'naming' | 'gallery'>;
  /** Album name to the folders that flow into it, topmost first. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  readonly known: readonly BaseAlbum[];
  /** Paths of the files on the disk, relative to the workspace folder. */
  readonly files: () => readonly string[];
  /** Paths that the ledger remembers, to which items that were deleted here may come back. */
  readonly remembered: () => readonly string[];
  /** The album that a folder flows into, or would if it were there; undefined outside the roots. */
  readonly albumOf: (folder: string) => string | undefined;
}

/** Chooses where each remote item goes on the disk: the same answer for the same item, and no place twice. */
export interface Targets {
  readonly targetOf: PlanInput['targetOf'];
  /** The folder that was chosen for an album because none flows into it; known once its targets were asked for. */
  readonly adoptedBy: (album: string) => string | undefined;
}

/** The folder of an album; `made` when it flows into the album only because a download made it. */
interface AlbumFolder {
  readonly path: string;
  readonly made: boolean;
}

export function chooseTargets(options: TargetOptions): Targets {
  const places = once(() => placesOn(options));
  // Two spellings of one path that were there together are two files, on a disk that tells them apart.
  const isFreeAgain = (path: string) =>
    (places().taken.get(pathKey(path)) ?? []).every((other) => other !== path && places().remembered.has(other));
  const adopted = new Set<string>();
  const chosen = new Map<string, string>();
  const folders = new Map<string, AlbumFolder>();
  const folderOf = (album: string) => {
    const folder = folders.get(album) ?? albumFolder(album, options, [...folders.values()]);
    folders.set(album, folder);
    return folder;
  };
  const newTarget = (album: string, remote: RemoteItem) => {
    const { taken, reserved, occupied } = places();
    const folder = folderOf(album);
    if (folder.made) adopted.add(album);
    const inFolder = (name: string) => (folder.path === '.' ? name : `${folder.path}/${name}`);
    const flowsBack = (name: string) => folder.made || options.albumOf(parentOf(inFolder(name))) === album;
    const isTaken = (key: string) => {
      const place = pathKey(inFolder(visiblePath(key, 'file')));
      return taken.has(place) || reserved.has(place) || occupied.has(place);
    };
    // A folder cannot be made where a file stands.
    const hasRoom = (name: string) => !pathsAbove(parentOf(inFolder(name))).some((above) => taken.has(pathKey(above)));
    const target = visiblePath(encodeDistinctName(remote.name, isTaken), 'file');
    // Where the sub-folder of a name cannot be, or would flow into another album, the name is kept without one.
    const flat = () => target.replaceAll('/', '%2F');
    return inFolder(flowsBack(target) && hasRoom(target) ? target : flat());
  };
  return {
    adoptedBy: (album) => (adopted.has(album) ? folderOf(album).path : undefined),
    targetOf: (album, remote, base) => {
      // A file of another item may stand at the old place, or its folder may flow into another album now.
      if (base && isFreeAgain(base.path) && isStill(album, parentOf(base.path), options)) return base.path;
      const known = chosen.get(remote.id);
      if (known !== undefined) return known;
      const target = newTarget(album, remote);
      const { taken, occupied } = places();
      taken.set(pathKey(target), [...(taken.get(pathKey(target)) ?? []), target]);
      for (const folder of pathsAbove(parentOf(target))) occupied.add(pathKey(folder));
      chosen.set(remote.id, target);
      return target;
    },
  };
}

/** What stands on the disk and what may come back to it, by `pathKey`; made when the first target is wanted. */
function placesOn(options: TargetOptions) {
  const files = options.files();
  const remembered = options.remembered();
  return {
    taken: Map.groupBy(files, pathKey),
    occupied: new Set(files.flatMap((file) => pathsAbove(parentOf(file))).map(pathKey)),
    reserved: new Set(remembered.map(pathKey)),
    remembered: new Set(remembered),
  };
}

/** Outside the roots nobody knows any more, and nothing is written there anyway. */
function isStill(album: string, folder: string, { albumOf }: TargetOptions): boolean {
  const now = albumOf(folder);
  return now === undefined || now === album;
}

/** A folder that flows into the album already, or a new one in the first root, through which nothing else flows. */
function albumFolder(album: string, options: TargetOptions, others: readonly AlbumFolder[]): AlbumFolder {
  const { settings, folders, known, albumOf } = options;
  const [root = '.'] = settings.folders;
  const existing = folders.get(album)?.[0];
  if (existing !== undefined) return { path: existing, made: false };
  const adopted = known.filter((candidate) => candidate.album === album).flatMap((candidate) => candidate.folders);
  const adoptedStill = adopted.find((folder) => albumOf(folder) === album);
  if (adoptedStill !== undefined) return { path: adoptedStill, made: true };
  const byHand = [...settings.albums].filter(([, name]) => name.normalize('NFC') === album).map(([folder]) => folder);
  const chosen = [
    ...byHand.map((folder) => (isInRoots(folder, settings.folders) ? folder : joinPath(root, folder))),
    root,
  ];
  const fitting = chosen.find((folder) => albumOf(folder) === album);
  if (fitting !== undefined) return { path: fitting, made: false };
  // A slash in a title is part of the name, not a folder in a folder.
  const parts = album.split('/').map((part) => encodeName(part));
  return newFolder(joinPath(root, visiblePath(parts.join('%2F'), 'folder')), album, options, others);
}

/** A folder in which nothing stands that flows elsewhere, and that no setting maps elsewhere. */
function newFolder(
  wanted: string,
  album: string,
  { files, remembered, settings, albumOf }: TargetOptions,
  others: readonly AlbumFolder[],
): AlbumFolder {
  const stands = [...files(), ...remembered(), settings.gallery.path, ...others.map(({ path }) => path)];
  const occupied = Map.groupBy(stands.flatMap(pathsAbove), pathKey);
  const below = [...settings.albums.keys()];
  const mapped = new Set([
    ...below,
    ...below.flatMap((folder) => settings.folders.map((root) => joinPath(root, folder))),
  ]);
  for (let count = 1; ; count++) {
    const path = count === 1 ? wanted : `${wanted} (${count})`;
    const standing = occupied.get(pathKey(path)) ?? [];
    if (standing.length === 0 && !mapped.has(path)) return { path, made: true };
    // A disk that ignores case would take another spelling for the same folder.
    const isOnlyItself = standing.every((other) => other === path) && path !== settings.gallery.path;
    if (isOnlyItself && albumOf(path) === album) return { path, made: false };
  }
}

/** A path and all folders above it. */
function pathsAbove(file: string): string[] {
  const paths = [file];
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) paths.push(file.slice(0, end));
  return paths;
}

function parentOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
}

function isInRoots(folder: string, roots: readonly string[]): boolean {
  return roots.some((root) => root === '.' || folder === root || folder.startsWith(`${root}/`));
}
