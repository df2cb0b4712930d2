import { reasonByName } from '../local/skipReasons.ts';
import { isInside, normalFolder } from '../settings/folders.ts';

/** Where photos may be, relative to the workspace folder. */
export interface PhotoPlaces {
  readonly roots: readonly string[];
  readonly gallery: string;
}

/** Reads these places from what somebody wrote into `albumSync.folders` and `albumSync.gallery.path`. */
export function photoPlaces(folders: unknown, gallery: unknown): PhotoPlaces {
  const roots = Array.isArray(folders) ? folders.filter((root) => typeof root === 'string') : [];
  return { roots: roots.map(normalFolder), gallery: normalFolder(String(gallery)) };
}

/**
 * The place to look at when something is heard of a path, or undefined when no photo can have changed there: outside the
 * photo folders, in the gallery, under names that a scan passes over. A list of exclusions concerns all of its folder.
 */
export function changedPlace(path: string, { roots, gallery }: PhotoPlaces): string | undefined {
  const parts = path.split('/');
  const last = parts.pop() ?? '';
  const folder = parts.join('/');
  const isRules = last === '.albumsyncignore';
  const place = isRules ? folder || '.' : path;
  if (isInside(place, gallery)) return undefined;
  if (parts.some((part) => reasonByName(part, 'folder') !== undefined)) return undefined;
  if (!isRules && (['file', 'folder'] as const).some((kind) => reasonByName(last, kind) !== undefined))
    return undefined;
  const concerns = (root: string): boolean => isInside(place, root) || root.startsWith(`${place}/`);
  return roots.some(concerns) ? place : undefined;
}
