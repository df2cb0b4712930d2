import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Names in the folder of a gallery. Readers and web hosts rely on them; see docs/design.md. */
export const INDEX_PAGE = 'index.html';
export const MANIFEST = 'album.json';
export const ALBUMS = 'albums';
export const THUMBS = 'thumbs';
export const ASSETS = 'assets';
/** Replaced and removed items. */
export const TRASH = '.trash';
/** Changes that are not yet in a manifest, one file an album. */
export const JOURNAL = '.journal';

/** Paths of one gallery. All take and give absolute paths, except `itemId`. */
export interface Layout {
  /** Absolute path of the gallery. */
  readonly root: string;
  album(slug: string): string;
  manifest(slug: string): string;
  albumPage(slug: string): string;
  journal(slug: string): string;
  thumbs(slug: string): string;
  /** @param itemPath path of an item in its album's folder, with `/` */
  item(slug: string, itemPath: string): string;
  albumUrl(slug: string): string;
}

export function layoutOf(root: string): Layout {
  // There may be many items of an album, and the place of each begins with its album's.
  const folders = new Map<string, string>();
  const urls = new Map<string, string>();
  const album = (slug: string) => {
    const known = folders.get(slug) ?? path.join(root, ALBUMS, slug);
    folders.set(slug, known);
    return known;
  };
  return {
    root,
    album,
    manifest: (slug) => path.join(album(slug), MANIFEST),
    albumPage: (slug) => path.join(album(slug), INDEX_PAGE),
    journal: (slug) => path.join(root, JOURNAL, `${slug}.jsonl`),
    thumbs: (slug) => path.join(root, THUMBS, slug),
    item: (slug, itemPath) => path.join(album(slug), itemPath),
    albumUrl: (slug) => {
      const known = urls.get(slug) ?? pathToFileURL(path.join(album(slug), INDEX_PAGE)).href;
      urls.set(slug, known);
      return known;
    },
  };
}

/** How a path in the gallery is shown to people and programs: relative to the gallery, with `/`. */
export function shownPath(root: string, file: string): string {
  return path.relative(root, file).replaceAll(path.sep, '/') || '.';
}

/** The id of an item: where it is kept. */
export function itemId(slug: string, itemPath: string): string {
  return `${slug}/${itemPath}`;
}

/** The path in its album's folder of an item with this id. */
export function itemPathOf(slug: string, id: string): string | undefined {
  return id.startsWith(`${slug}/`) ? id.slice(slug.length + 1) : undefined;
}
