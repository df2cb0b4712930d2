import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Substitute, Substitution } from './substitution.ts';
import { fillTemplate } from './template.ts';

/** How folders become albums: the settings `naming.*` and `albums`, and the folders that a download made. */
export interface NamingRules {
  /** `templates[k-1]` is for a path k deep, the last one for anything deeper. */
  readonly templates: readonly string[];
  readonly extract?: Substitution | undefined;
  readonly replace?: Substitution | undefined;
  readonly rootAlbum: string;
  /** Albums chosen by hand: folder path, relative to the workspace folder or to its root, to album name. */
  readonly albums: ReadonlyMap<string, string>;
  /** Folders that were made for an album of the web; they stay that album's, with all that is below them. */
  readonly adopted: ReadonlyMap<string, string>;
}

/** A folder with photos: its root, relative to the workspace folder, and its path below the root (`''` for the root). */
export interface Folder {
  readonly root: string;
  readonly pathInRoot: string;
}

/**
 * Names the album that a folder flows into, in NFC, so that one name in two compositions is one album. Pure but for the
 * bounded `substitute`.
 */
export function albumOfFolder(folder: Folder, rules: NamingRules, substitute: Substitute): Result<string> {
  const byHand =
    rules.albums.get(joinPath(folder.root, folder.pathInRoot)) ?? rules.albums.get(folder.pathInRoot || '.');
  const known = byHand ?? adoptedAlbum(folder, rules.adopted);
  if (known !== undefined) return ok(known.normalize('NFC'));
  if (folder.pathInRoot === '') return ok(rules.rootAlbum.normalize('NFC'));
  const name = nameByTemplate(folder.pathInRoot, rules, substitute);
  return name.ok ? ok(name.value.normalize('NFC')) : name;
}

/** The path of a folder relative to the workspace folder. */
export function joinPath(root: string, pathInRoot: string): string {
  if (root === '.') return pathInRoot === '' ? '.' : pathInRoot;
  return pathInRoot === '' ? root : `${root}/${pathInRoot}`;
}

function nameByTemplate(path: string, rules: NamingRules, substitute: Substitute): Result<string> {
  const parts = path.split('/');
  const template = rules.templates[Math.min(rules.templates.length, parts.length) - 1] ?? '{0}';
  let name = fillTemplate(template, parts);
  for (const substitution of [rules.extract, rules.replace])
    if (name.ok && substitution) name = substitute(substitution, name.value);
  if (name.ok && name.value.trim() === '') {
    const setting = (rules.replace ?? rules.extract)?.setting ?? 'albumSync.naming.templates';
    return fail(problem('E_SETTINGS', phrase`the folder "${path}" would get an empty album name`, { setting }));
  }
  return name;
}

function adoptedAlbum({ root, pathInRoot }: Folder, adopted: ReadonlyMap<string, string>): string | undefined {
  if (adopted.size === 0) return undefined;
  const parts = pathInRoot.split('/');
  for (let depth = parts.length; depth > 0; depth--) {
    const album = adopted.get(joinPath(root, parts.slice(0, depth).join('/')));
    if (album !== undefined) return album;
  }
  return undefined;
}
