import { readFileSync, statSync } from 'node:fs';
import { errorCode } from './fileProblem.ts';

/** What every page carries, so that the gallery knows its own pages from somebody else's. */
export const GENERATOR = 'Album Sync';
const MARK = `<meta name="generator" content="${GENERATOR}">`;

/** How every stylesheet, script and drawing of the gallery starts, for the same purpose. */
const ASSET_MARKS = [`/* ${GENERATOR}`, `<!-- ${GENERATOR} -->`];

/** What stands where the gallery wants to write: nothing, its own file with this content, or somebody else's. */
export type Found =
  { readonly kind: 'nothing' } | { readonly kind: 'own'; readonly text: string } | { readonly kind: 'foreign' };

/** Looks at a page, stylesheet or script. Throws what the disk throws. */
export function findOwn(file: string): Found {
  try {
    // Most are asked for when there is none yet, and an error takes longer than a look.
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats) return { kind: 'nothing' };
    if (!stats.isFile()) return { kind: 'foreign' };
    const text = readFileSync(file, 'utf8');
    const isOwn = text.slice(0, 2000).includes(MARK) || ASSET_MARKS.some((mark) => text.startsWith(mark));
    return isOwn ? { kind: 'own', text } : { kind: 'foreign' };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'nothing' };
    throw error;
  }
}

/** The title of an album by its page, for the day when its manifest is lost; undefined when there is no such page. */
export function titleOfPage(file: string): string | undefined {
  const found = findIfPossible(file);
  const title = found?.kind === 'own' ? /<title>([^<]*)<\/title>/u.exec(found.text)?.[1] : undefined;
  return title === undefined ? undefined : unescapeHtml(title);
}

function findIfPossible(file: string): Found | undefined {
  try {
    return findOwn(file);
  } catch {
    return undefined;
  }
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
