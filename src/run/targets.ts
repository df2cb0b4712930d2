import type { PlanInput } from '../engine/plan/model.ts';
import type { BaseAlbum } from '../engine/model.ts';
import { joinPath } from '../engine/naming/albumNames.ts';
import { encodeDistinctName, encodeName, pathKey } from '../local/safeName.ts';
import type { Settings } from '../settings/settings.ts';

export interface TargetOptions {
  readonly settings: Pick<Settings, 'folders' | 'albums' | 'naming'>;
  /** Album name to the folders that flow into it, topmost first. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  readonly known: readonly BaseAlbum[];
  /** Paths of the files on the disk, relative to the workspace folder. */
  readonly files: Iterable<string>;
}

/** Chooses where each remote item goes on the disk: the same answer for the same item, and no place twice. */
export interface Targets {
  readonly targetOf: PlanInput['targetOf'];
  /** The folder of an album; `made` when it is one that only a download makes. */
  readonly folderOf: (album: string) => { readonly path: string; readonly made: boolean };
}

export function chooseTargets(options: TargetOptions): Targets {
  const taken = new Set(Array.from(options.files, pathKey));
  const chosen = new Map<string, string>();
  const folderOf = (album: string) => albumFolder(album, options);
  return {
    folderOf,
    targetOf: (album, remote, base) => {
      if (base) return base.path;
      const known = chosen.get(remote.id);
      if (known !== undefined) return known;
      const folder = folderOf(album).path;
      const inFolder = (name: string) => (folder === '.' ? name : `${folder}/${name}`);
      const target = inFolder(encodeDistinctName(remote.name, (key) => taken.has(pathKey(inFolder(key)))));
      taken.add(pathKey(target));
      chosen.set(remote.id, target);
      return target;
    },
  };
}

/** The folder that flows into the album, that was made for it, that is mapped to it by hand, or a new one in the first root. */
function albumFolder(album: string, { settings, folders, known }: TargetOptions): { path: string; made: boolean } {
  const [root = '.'] = settings.folders;
  const existing = folders.get(album)?.[0];
  if (existing !== undefined) return { path: existing, made: false };
  const adopted = known.find((candidate) => candidate.album === album && candidate.folders.length > 0)?.folders[0];
  if (adopted !== undefined) return { path: adopted, made: true };
  const byHand = [...settings.albums].find(([, name]) => name.normalize('NFC') === album)?.[0];
  if (byHand !== undefined)
    return { path: isInRoots(byHand, settings.folders) ? byHand : joinPath(root, byHand), made: false };
  if (album === settings.naming.rootAlbum.normalize('NFC')) return { path: root, made: false };
  // A slash in a title is part of the name, not a folder in a folder.
  return {
    path: joinPath(
      root,
      album
        .split('/')
        .map((part) => encodeName(part))
        .join('%2F'),
    ),
    made: true,
  };
}

function isInRoots(folder: string, roots: readonly string[]): boolean {
  return roots.some((root) => root === '.' || folder === root || folder.startsWith(`${root}/`));
}
