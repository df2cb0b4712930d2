import type { FolderMapping, MappedFolder } from '../../run/folderMapping.ts';
import { relativeTo } from '../../local/ignoreRules.ts';

/** One of the naming templates: which one, and of how many. */
export interface TemplatePlace {
  /** From 0: the folders that it is for are one deeper below their photo folder. */
  readonly index: number;
  readonly count: number;
}

/** What a mapping says about the folders of one template. */
export interface NamingRows {
  /** Folders that the template names, then others whose photos collide. */
  readonly folders: readonly MappedFolder[];
  /** The path of such a folder below its photo folder, for examples. */
  readonly parts: readonly string[];
  /** How many templates could be of use: the deepest folder counts. */
  readonly depth: number;
}

/**
 * Sorts out what a mapping says about the folders that one template names.
 * @param roots the photo folders, relative to the workspace folder
 */
export function namingRows({ folders }: FolderMapping, roots: readonly string[], place: TemplatePlace): NamingRows {
  const paths = new Map(folders.map((mapped) => [mapped, partsBelow(mapped.folder, roots)]));
  const isNamed = (mapped: MappedFolder): boolean => {
    const depth = paths.get(mapped)?.length ?? 0;
    const isLast = place.index === place.count - 1;
    return isLast ? depth > place.index : depth === place.index + 1;
  };
  const named = folders.filter(isNamed);
  const colliding = folders.filter((mapped) => mapped.collisions.length > 0 && !isNamed(mapped));
  const [first] = named;
  return {
    folders: [...named, ...colliding],
    parts: (first && paths.get(first)) ?? [],
    depth: Math.max(0, ...[...paths.values()].map(({ length }) => length)),
  };
}

function partsBelow(folder: string, roots: readonly string[]): readonly string[] {
  const below = roots.map((root) => relativeTo(root, folder)).find((path) => path !== undefined);
  return below === undefined || below === '' || below === '.' ? [] : below.split('/');
}
