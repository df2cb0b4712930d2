import type { ReportAlbum } from '../engine/report.ts';
import { folderFaults, isInside, normalFolder } from '../settings/folders.ts';
import type { MappedFolder } from './folderMapping.ts';

/** Where a folder stands among the photo folders of its workspace folder. */
export type FolderPlace =
  /** It holds all photo folders, or is the only one. */
  | { readonly kind: 'whole' }
  /** In a photo folder, or above some of them. */
  | { readonly kind: 'photos' }
  /** In the gallery, which is never scanned. */
  | { readonly kind: 'gallery' }
  /** In no photo folder. `folders` is the setting that would change that, where there is one. */
  | { readonly kind: 'outside'; readonly folders?: readonly string[] | undefined };

/**
 * @param folder relative to the workspace folder
 * @param settings `albumSync.folders` and `albumSync.gallery.path` as they were written
 */
export function placeOf(
  folder: string,
  settings: { readonly folders: readonly string[]; readonly gallery: string },
): FolderPlace {
  const roots = settings.folders.map(normalFolder);
  const gallery = normalFolder(settings.gallery);
  if (isInside(folder, gallery)) return { kind: 'gallery' };
  if (roots.every((root) => isInside(root, folder))) return { kind: 'whole' };
  if (roots.some((root) => isInside(folder, root) || isInside(root, folder))) return { kind: 'photos' };
  const folders = [...settings.folders, folder];
  const isGood = folderFaults([...roots, folder], gallery).length === 0;
  return { kind: 'outside', folders: isGood ? folders : undefined };
}

/** The albums that folders, with all that is below them, flow into: those of their files, and those of the last report. */
export function albumsBelow(
  folders: readonly string[],
  mapped: readonly MappedFolder[],
  known: readonly ReportAlbum[],
): readonly string[] {
  const isMeant = (path: string): boolean => folders.some((folder) => isInside(path, folder));
  const albums = [
    ...mapped.filter(({ folder }) => isMeant(folder)).map(({ album }) => album),
    ...known.filter((album) => album.folders.some(isMeant)).map(({ name }) => name),
  ];
  return [...new Set(albums)];
}

/**
 * The folders that get another album together with one that a person names: those below it that flow into the same
 * album, since what was one album stays one. Where it has no photos of its own, it stands for all folders below it.
 */
export function mappedTogether(folder: string, mapped: readonly MappedFolder[]): readonly MappedFolder[] {
  const below = mapped.filter((candidate) => isInside(candidate.folder, folder));
  const own = below.find((candidate) => candidate.folder === folder);
  return own === undefined ? below : below.filter(({ album }) => album === own.album);
}
