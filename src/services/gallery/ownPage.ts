import { readFile } from 'node:fs/promises';
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
export async function findOwn(file: string): Promise<Found> {
  try {
    const text = await readFile(file, 'utf8');
    const isOwn = text.slice(0, 2000).includes(MARK) || ASSET_MARKS.some((mark) => text.startsWith(mark));
    return isOwn ? { kind: 'own', text } : { kind: 'foreign' };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'nothing' };
    if (errorCode(error) === 'EISDIR') return { kind: 'foreign' };
    throw error;
  }
}

/** The title of an album by its page, for the day when its manifest is lost; undefined when there is no such page. */
export async function titleOfPage(file: string): Promise<string | undefined> {
  const found = await findOwn(file).catch(() => undefined);
  const title = found?.kind === 'own' ? /<title>([^<]*)<\/title>/u.exec(found.text)?.[1] : undefined;
  return title === undefined ? undefined : unescapeHtml(title);
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
