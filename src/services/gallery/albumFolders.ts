import { readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { whatIsAt } from '../../local/whatIsAt.ts';
import { errorCode } from './fileProblem.ts';
import { ALBUMS, type Layout } from './layout.ts';

/** The folders of the albums of a gallery. Each question throws what the disk throws. */
export interface AlbumFolders {
  /** The names of all of them, whoever made them. */
  names(): readonly string[];
  /** Whether `names` has this one. */
  has(slug: string): boolean;
  /**
   * Whether there was a folder, when `forgetCase` was called last, of which the name differs from this slug only by capital letters:
   * on many a web server, and on many a disk, it is the same one.
   */
  hasOtherCase(slug: string): boolean;
  /** From now on `hasOtherCase` looks anew. */
  forgetCase(): void;
}

export function albumFolders(layout: Layout): AlbumFolders {
  /** The names of folders that have capital letters, in small ones. */
  let capitals: ReadonlySet<string> | undefined;

  function names(): readonly string[] {
    try {
      const found = readdirSync(path.join(layout.root, ALBUMS), { withFileTypes: true });
      // A link could lead out of the gallery, so it is not an album.
      return found.flatMap((each) => (each.isDirectory() && !each.name.startsWith('.') ? [each.name] : [])).toSorted();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  return {
    names,
    has(slug) {
      // What leads out of the folder of the albums, or has other letters than the disk, is the name of none.
      if (slug === '' || slug.startsWith('.') || path.basename(slug) !== slug || slug.includes('\0')) return false;
      const folder = layout.album(slug);
      return whatIsAt(folder)?.isDirectory() === true && path.basename(realpathSync.native(folder)) === slug;
    },
    hasOtherCase(slug) {
      capitals ??= new Set(names().flatMap((name) => (name === name.toLowerCase() ? [] : [name.toLowerCase()])));
      return capitals.has(slug);
    },
    forgetCase: () => (capitals = undefined),
  };
}
