import { NUMBERS } from '../fingerprint.ts';

/** What lies in a folder, as it was told: what a look at each file here gives too (`SeenFolder`). */
export interface ToldLook {
  /** The kind and the name of each entry, with `/` behind it, in the order of the names. */
  readonly names: string;
  /** The names of the files that are asked for, in their order. */
  readonly files: readonly string[];
  /** How these look, see `fingerprintColumns`. */
  readonly numbers: BigInt64Array;
}

export interface ChangedFile {
  readonly name: string;
  /** How it looked, in the order of `fingerprintColumns`, and how it looks. */
  readonly before: readonly bigint[];
  readonly now: readonly bigint[];
}

/** Stands for what is no UTF-8, in Node and in names that were made of such. */
const NO_LETTER = '\ufffd';

/** What a `FolderTeller` told of a folder as a text; undefined where a name in it may be no UTF-8. */
export function toldText(told: Uint8Array): string | undefined {
  const text = Buffer.from(told.buffer, told.byteOffset, told.byteLength).toString('utf8');
  return text.includes(NO_LETTER) ? undefined : text;
}

/**
 * What was told, understood. Undefined where it cannot be, as with a date before 1970: that folder is looked at from here.
 * @param isRead whether it is asked how an entry looks
 */
export function lookTold(text: string, isRead: (isFolder: boolean, name: string) => boolean): ToldLook | undefined {
  const parts = partsOf(text);
  if (!parts) return undefined;
  const entries: { readonly entry: string; readonly numbers: string | undefined }[] = [];
  for (let at = 0; at < parts.length;) {
    const entry = parts[at++] ?? '';
    entries.push({ entry, numbers: isFolder(entry) ? undefined : parts[at++] });
  }
  entries.sort((a, b) => byName(a.entry, b.entry));
  const read = entries.filter(({ entry }) => isRead(isFolder(entry), nameOf(entry)));
  const numbers = new BigInt64Array(NUMBERS * read.length);
  for (const [index, each] of read.entries()) {
    const look = numbersTold(each.numbers);
    if (!look) return undefined;
    numbers.set(look, NUMBERS * index);
  }
  return {
    names: namesOf(entries.map(({ entry }) => entry)),
    files: read.map(({ entry }) => nameOf(entry)),
    numbers,
  };
}

/**
 * The files that are told of otherwise now. Only of these anything is understood, and the rest is not even cut into pieces. Undefined
 * where more than the looks of files changed, or they cannot be understood.
 */
export function changesTold(before: string, now: string): readonly ChangedFile[] | undefined {
  const same = sameAtBegin(before, now);
  const begin = beginOfEntry(now, same);
  const rest = sameAtEnd(before, now, Math.min(before.length, now.length) - same);
  const [old, parts] = [before, now].map((text) => partsOf(text.slice(begin, endOfPart(text, text.length - rest))));
  if (!old || !parts || old.length !== parts.length) return undefined;
  const changed: ChangedFile[] = [];
  for (let at = 0; at < parts.length;) {
    const entry = parts[at] ?? '';
    if (entry !== old[at++]) return undefined;
    if (isFolder(entry)) continue;
    const [was, is] = [old[at], parts[at++]];
    if (was === is) continue;
    const looks = [numbersTold(was), numbersTold(is)];
    if (!looks[0] || !looks[1]) return undefined;
    changed.push({ name: nameOf(entry), before: looks[0], now: looks[1] });
  }
  return changed;
}

/** So many letters are the same. Halves are compared, since that takes no time beside a look at each letter from here. */
function sameAtBegin(a: string, b: string): number {
  return longest(Math.min(a.length, b.length), (from, to) => a.slice(from, to) === b.slice(from, to));
}

/** @param most letters of the end */
function sameAtEnd(a: string, b: string, most: number): number {
  const part = (text: string, from: number, to: number) => text.slice(text.length - to, text.length - from);
  return longest(most, (from, to) => part(a, from, to) === part(b, from, to));
}

/** The longest piece that is the same, of which each shorter one is. */
function longest(most: number, isSame: (from: number, to: number) => boolean): number {
  let [same, end] = [0, most];
  while (same < end) {
    const middle = Math.ceil((same + end) / 2);
    if (isSame(same, middle)) same = middle;
    else end = middle - 1;
  }
  return same;
}

/** Where the entry begins in which this place is. The numbers of a file are no entry; only they begin with a digit. */
function beginOfEntry(text: string, place: number): number {
  const begin = text.lastIndexOf('/', place - 1) + 1;
  return /\d/.test(text.charAt(begin)) ? text.lastIndexOf('/', begin - 2) + 1 : begin;
}

function endOfPart(text: string, place: number): number {
  const end = text.indexOf('/', place);
  return end < 0 ? text.length : end + 1;
}

/** Undefined where the last one has no end. */
function partsOf(text: string): readonly string[] | undefined {
  const parts = text.split('/');
  return parts.pop() === '' ? parts : undefined;
}

function isFolder(entry: string): boolean {
  return entry.startsWith('d');
}

function nameOf(entry: string): string {
  return entry.slice(1);
}

/** By code unit, whatever their kinds. */
function byName(a: string, b: string): number {
  return nameOf(a) < nameOf(b) ? -1 : 1;
}

/** Files, folders and links are told apart; everything else is something else. */
function namesOf(entries: readonly string[]): string {
  const known = entries.map((entry) => (/^[fdl]/.test(entry) ? entry : `o${nameOf(entry)}`));
  return known.length > 0 ? `${known.join('/')}/` : '';
}

/** Dates are told in seconds, with ten digits behind the point of which the last one is 0. */
const NUMBERS_TOLD = /^(\d{1,18}) (\d{1,10})\.(\d{9})0 (\d{1,10})\.(\d{9})0 (\d{1,18})$/;

/** Size, date, date of status and inode. */
function numbersTold(text: string | undefined): readonly bigint[] | undefined {
  const [, size, seconds, part, changedSeconds, changedPart, inode] = NUMBERS_TOLD.exec(text ?? '') ?? [];
  if (size === undefined || inode === undefined) return undefined;
  return [size, `${seconds}${part}`, `${changedSeconds}${changedPart}`, inode].map(BigInt);
}
