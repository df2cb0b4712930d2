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

/** A folder in which nothing came, went or got another name or kind, while some files look different. */
export interface ToldChanges {
  readonly names: ToldLook['names'];
  readonly changed: readonly ChangedFile[];
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
 * What is different in what is told now. Only of the files that changed anything is understood. Undefined where more than the looks of
 * files changed, or they cannot be understood.
 */
export function changesTold(before: string, now: string): ToldChanges | undefined {
  const [old, parts] = [partsOf(before), partsOf(now)];
  if (!old || !parts || old.length !== parts.length) return undefined;
  const entries: string[] = [];
  const changed: ChangedFile[] = [];
  for (let at = 0; at < parts.length;) {
    const entry = parts[at] ?? '';
    if (entry !== old[at++]) return undefined;
    entries.push(entry);
    if (isFolder(entry)) continue;
    const [was, is] = [old[at], parts[at++]];
    if (was === is) continue;
    const looks = [numbersTold(was), numbersTold(is)];
    if (!looks[0] || !looks[1]) return undefined;
    changed.push({ name: nameOf(entry), before: looks[0], now: looks[1] });
  }
  return { names: namesOf(entries.sort(byName)), changed };
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
