import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { once } from '../../engine/once.ts';
import { joinBelow } from '../../local/joinBelow.ts';

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
  const albumsUrl = once(() => pathToFileURL(path.join(root, ALBUMS)));
  const album = (slug: string) => {
    const known = folders.get(slug) ?? path.join(root, ALBUMS, slug);
    folders.set(slug, known);
    return known;
  };
  // A run asks for these of each album several times, and `join` would look at each letter of them.
  const journals = `${path.join(root, JOURNAL)}${path.sep}`;
  const thumbs = `${path.join(root, THUMBS)}${path.sep}`;
  return {
    root,
    album,
    manifest: (slug) => `${album(slug)}${path.sep}${MANIFEST}`,
    albumPage: (slug) => `${album(slug)}${path.sep}${INDEX_PAGE}`,
    journal: (slug) => `${journals}${slug}.jsonl`,
    thumbs: (slug) => `${thumbs}${slug}`,
    item: (slug, itemPath) => joinBelow(album(slug), itemPath),
    albumUrl: (slug) => {
      // Nothing in most names is written otherwise in an address, and the folder above is the same for all.
      const page = () => pathToFileURL(path.join(album(slug), INDEX_PAGE)).href;
      const known =
        urls.get(slug) ?? (/^[a-z0-9-]+$/.test(slug) ? `${albumsUrl().href}/${slug}/${INDEX_PAGE}` : page());
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
