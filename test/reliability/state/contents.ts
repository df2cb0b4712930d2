import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Library } from '../../harness/library.ts';
import { photoOf } from './photo.ts';

/** What each photo of a library holds, by its path: in the photo folders, in the gallery, and in the trashes. */
export interface Contents {
  /** The photo folders and the albums of the gallery. */
  readonly live: ReadonlyMap<string, string>;
  /** Paths below the library's top folder. */
  readonly trashed: ReadonlyMap<string, string>;
  /** Files that a run had not finished yet. */
  readonly unfinished: readonly string[];
  /** Folder of an album in the gallery to its title. */
  readonly titles: ReadonlyMap<string, string>;
}

const NOT_PHOTOS = /(^|\/)(album\.json|index\.html)$|^album-gallery\/(assets|thumbs|\.journal)\//;

export function contentsOf(library: Library): Contents {
  const top = path.dirname(library.folder);
  const live = new Map<string, string>();
  const trashed = new Map<string, string>();
  const unfinished: string[] = [];
  const titles = new Map<string, string>();
  for (const entry of readdirSync(top, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.relative(library.folder, path.join(entry.parentPath, entry.name));
    if (entry.name.startsWith('.album-sync-')) unfinished.push(file);
    else if (entry.name === 'album.json') titles.set(path.basename(entry.parentPath), titleIn(library.path(file)));
    else if (/(^|\/)(\.trash|Trash\/files|state\/trash)\//.test(file)) trashed.set(file, textOf(library, file));
    else if (!file.startsWith('..') && !NOT_PHOTOS.test(file)) live.set(file, textOf(library, file));
  }
  return { live, trashed, unfinished, titles };
}

/** A file that is cut, or is no photo of ours, is shown as such and equals no text. */
function textOf(library: Library, file: string): string {
  const text = library.textOf(file);
  const isWhole = text !== undefined && photoOf(text).equals(readFileSync(library.path(file)));
  return isWhole ? text : `<${file} is no whole photo>`;
}

function titleIn(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { title: string }).title;
}
