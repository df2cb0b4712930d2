import { createHash } from 'node:crypto';

const MAX_LENGTH = 60;

/** Letters that have no accent to strip, in the spelling that their readers use for ASCII. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  å: 'a',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};

const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/u;

/**
 * The folder name of an album: lower-case ASCII made from its title, and different from all that are taken. What ASCII
 * cannot spell is stood for by a short hash of the title, so that two such titles differ.
 * @param isTaken asked with lower-case names
 */
export function slugFor(title: string, isTaken: (slug: string) => boolean): string {
  const base = baseSlug(title);
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!isTaken(slug)) return slug;
  }
}

function baseSlug(title: string): string {
  const latin = Array.from(title.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, ''), (c) => SPELLED[c] ?? c).join(
    '',
  );
  const isSpelled = !/[\p{L}\p{N}]/u.test(latin.replace(/[a-z0-9]/gu, ''));
  const words = latin
    .replace(/['\u2019]/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/gu, '');
  if (words !== '' && isSpelled) return DEVICE.test(words) ? `album-${words}` : words;
  const hash = createHash('sha256').update(title.normalize('NFC')).digest('hex').slice(0, 8);
  return `${words === '' ? 'album' : words}-${hash}`;
}
