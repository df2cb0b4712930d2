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

/** What was told without its marks, and what was marked. */
export interface Unmarked {
  readonly text: string;
  readonly marked: readonly MarkedFile[];
}

export interface MarkedFile {
  readonly name: string;
  /** How it looks, in the order of `fingerprintColumns`. */
  readonly now: readonly bigint[];
  /** Where in the text these numbers stand. */
  readonly begin: number;
  readonly end: number;
}

/** Before what changed an empty name seems to stand. */
const MARK = '//';

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

/** Takes the marks out of what was told. Undefined where what is marked cannot be understood. */
export function unmarked(text: string): Unmarked | undefined {
  const pieces = `/${text}`.split(MARK);
  const marked: MarkedFile[] = [];
  let length = pieces[0]?.length ?? 0;
  for (const piece of pieces.slice(1)) {
    const [entry = '', numbers = ''] = piece.split('/', 2);
    const now = numbersTold(numbers);
    if (!now) return undefined;
    // One more for the stroke in which two pieces meet, and less for that before the whole.
    const begin = length + entry.length + 1;
    marked.push({ name: nameOf(entry), now, begin, end: begin + numbers.length });
    length += piece.length + 1;
  }
  return { text: pieces.join('/').slice(1), marked };
}

/** What was told before these files changed: the same text with what their numbers were, in the order of the files. */
export function textBefore({ text, marked }: Unmarked, numbers: readonly (readonly bigint[])[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const [index, { begin, end }] of marked.entries()) {
    parts.push(text.slice(at, begin), numbersText(numbers[index] ?? []));
    at = end;
  }
  return parts.join('') + text.slice(at);
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

function numbersText([size, modifiedNs = 0n, changedNs = 0n, inode]: readonly bigint[]): string {
  return `${size} ${secondsText(modifiedNs)} ${secondsText(changedNs)} ${inode}`;
}

function secondsText(ns: bigint): string {
  return `${ns / NS_A_SECOND}.${String(ns % NS_A_SECOND).padStart(9, '0')}0`;
}

const NS_A_SECOND = 1_000_000_000n;
