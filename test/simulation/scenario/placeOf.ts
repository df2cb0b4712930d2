import type { Settings } from '../../../src/settings/settings.ts';

/**
 * The album and name of a file, as `docs` say it in words and without the engine's code: what the properties compare
 * with. Folders that a download made are not known here. Undefined outside the roots.
 */
export function placeOf(
  path: string,
  settings: Pick<Settings, 'folders' | 'albums' | 'naming'>,
): { readonly album: string; readonly name: string } | undefined {
  const root = settings.folders.find((each) => each === '.' || path.startsWith(`${each}/`));
  if (root === undefined) return undefined;
  const parts = (root === '.' ? path : path.slice(root.length + 1)).split('/');
  const albumAt = (depth: number) => albumOf(root, parts.slice(0, depth), settings);
  const album = albumAt(parts.length - 1);
  let depth = 0;
  while (albumAt(depth) !== album) depth++;
  return { album, name: parts.slice(depth).join('/') };
}

function albumOf(
  root: string,
  folders: readonly string[],
  { albums, naming }: Pick<Settings, 'albums' | 'naming'>,
): string {
  const below = folders.join('/');
  const path = root === '.' ? below || '.' : below === '' ? root : `${root}/${below}`;
  const byHand = albums.get(path) ?? albums.get(below || '.');
  if (byHand !== undefined) return byHand;
  if (folders.length === 0) return naming.rootAlbum;
  const template = naming.templates[Math.min(naming.templates.length, folders.length) - 1] ?? '{0}';
  return template.replace(/\{(\d)\}/g, (_, index) => folders[Number(index)] ?? '');
}
