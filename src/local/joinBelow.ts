import path from 'node:path';

/**
 * `path.join` of a folder and a path below it, with `/`. Nearly all of these are ordinary and only to be written one after the
 * other: `join` looks at each of their letters, and of each photo several are asked for.
 * @param folder absolute, as the platform writes it
 */
export function joinBelow(folder: string, below: string): string {
  const isPlain = path.sep === '/' && !folder.endsWith('/') && !OUT_OF_THE_ORDINARY.test(below);
  return isPlain ? `${folder}/${below}` : path.join(folder, below);
}

/** What `join` may write otherwise: nothing at all, a slash at either end, two of them, or a part that begins with a dot. */
const OUT_OF_THE_ORDINARY = /(?:^|\/)(?:[./]|$)/u;
