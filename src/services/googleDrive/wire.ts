import { readWirePage } from '../google/wirePage.ts';
import type { WirePage } from '../google/wirePage.ts';
import { fieldsOf, text } from '../http/fields.ts';

/** What is read of a file or folder of Drive, and what is kept of it between runs. */
export interface WireFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  /** The folder that it is in, where the app may see that. */
  readonly parent?: string | undefined;
  /** Bytes; missing for a folder. */
  readonly size?: number | undefined;
  /** Lower-case hex. */
  readonly md5?: string | undefined;
  readonly sha256?: string | undefined;
  readonly modifiedMs?: number | undefined;
  readonly trashed: boolean;
  readonly headRevisionId?: string | undefined;
  /** What this OAuth client alone has written to it. */
  readonly properties: Readonly<Record<string, string>>;
  readonly description?: string | undefined;
  readonly starred: boolean;
  readonly url?: string | undefined;
}

/** What Google is asked to tell of a file. */
export const FILE_FIELDS =
  'id,name,mimeType,parents,size,md5Checksum,sha256Checksum,modifiedTime,trashed,headRevisionId,appProperties,' +
  'description,starred,webViewLink';

export const FOLDER = 'application/vnd.google-apps.folder';

/** Something that happened to a file; without `file` it is gone, or nothing that the app may see. */
export interface WireChange {
  readonly id: string;
  readonly file?: WireFile | undefined;
}

/** Undefined for what is no file. A field of a type that nobody expects is as if it were missing. */
export function readFile(value: unknown): WireFile | undefined {
  const fields = fieldsOf(value);
  const id = text(fields['id']);
  const mimeType = text(fields['mimeType']);
  if (id === undefined || id === '' || mimeType === undefined) return undefined;
  const { parents } = fields;
  return {
    id,
    name: text(fields['name']) ?? id,
    mimeType,
    parent: Array.isArray(parents) ? text(parents[0]) : undefined,
    size: readSize(fields['size']),
    md5: readHash(fields['md5Checksum'], 32),
    sha256: readHash(fields['sha256Checksum'], 64),
    modifiedMs: readDate(fields['modifiedTime']),
    trashed: fields['trashed'] === true,
    headRevisionId: text(fields['headRevisionId']),
    properties: Object.fromEntries(
      Object.entries(fieldsOf(fields['appProperties'])).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
    description: text(fields['description']),
    starred: fields['starred'] === true,
    url: text(fields['webViewLink']),
  };
}

/** Undefined when the answer is no whole page of files: then nobody knows what is missing from it. */
export function readFilePage(value: unknown): WirePage<WireFile> | undefined {
  return fieldsOf(value)['incompleteSearch'] === true ? undefined : readPage(value, 'files', readFile);
}

/** A page of the changes; `latest` is the token to ask with the next time, on the last page. */
export function readChangePage(value: unknown): (WirePage<WireChange> & { readonly latest?: string }) | undefined {
  const page = readPage(value, 'changes', readChange);
  const latest = text(fieldsOf(value)['newStartPageToken']);
  if (!page || (page.next === undefined && latest === undefined)) return undefined;
  return { ...page, ...(latest !== undefined && { latest }) };
}

function readPage<T>(value: unknown, key: string, read: (entry: unknown) => T | undefined): WirePage<T> | undefined {
  const fields = fieldsOf(value);
  return readWirePage({ list: fields[key], next: fields['nextPageToken'] }, read);
}

function readChange(value: unknown): WireChange | undefined {
  const { fileId, removed, file } = fieldsOf(value);
  // Of shared drives, which are none of ours, changes have no file.
  if (typeof fileId !== 'string') return { id: '' };
  if (removed === true) return { id: fileId };
  const read = readFile(file);
  return read && { id: fileId, file: read };
}

function readSize(value: unknown): number | undefined {
  const size = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}

function readHash(value: unknown, digits: number): string | undefined {
  return typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/.test(value) ? value : undefined;
}

function readDate(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
