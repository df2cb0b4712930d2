import type { RemoteAlbum } from '../../engine/model.ts';
import { readWirePage } from '../google/wirePage.ts';
import type { WirePage } from '../google/wirePage.ts';
import { fieldsOf, text } from '../http/fields.ts';

/** What is read of a media item of the Library API. */
export interface WireItem {
  readonly id: string;
  readonly fileName: string;
  readonly description?: string | undefined;
  readonly productUrl?: string | undefined;
  readonly mimeType?: string | undefined;
  /** Where its bytes are for an hour; a suffix says which. */
  readonly baseUrl?: string | undefined;
  /** Of a video: `READY` when it can be downloaded. */
  readonly videoStatus?: string | undefined;
}

/** What became of one new item of a batch. */
export interface WireResult {
  readonly uploadToken: string;
  /** A `google.rpc.Code`; 0, which Google leaves out, is success. */
  readonly code: number;
  readonly message: string;
  readonly item?: WireItem | undefined;
}

/** Undefined for what is no item. A field of a type that nobody expects is as if it were missing. */
export function readItem(value: unknown): WireItem | undefined {
  const fields = fieldsOf(value);
  const id = text(fields['id']);
  if (id === undefined || id === '') return undefined;
  return {
    id,
    fileName: text(fields['filename']) ?? id,
    description: text(fields['description']),
    productUrl: text(fields['productUrl']),
    mimeType: text(fields['mimeType']),
    baseUrl: text(fields['baseUrl']),
    videoStatus: text(fieldsOf(fieldsOf(fields['mediaMetadata'])['video'])['status']),
  };
}

/** How many items an album says that it has: those of the person too, which no app sees. */
export interface WireAlbum extends RemoteAlbum {
  readonly itemCount: number;
}

export function readAlbum(value: unknown): WireAlbum | undefined {
  const fields = fieldsOf(value);
  const id = text(fields['id']);
  if (id === undefined || id === '') return undefined;
  const itemCount = Number(text(fields['mediaItemsCount']) ?? 0);
  return { id, title: text(fields['title']) ?? '', url: text(fields['productUrl']), itemCount };
}

/** Undefined when the answer is no page of such a list: then nobody knows what is missing from it. */
export function readPage<T>(
  value: unknown,
  key: string,
  read: (entry: unknown) => T | undefined,
): WirePage<T> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = fieldsOf(value);
  return readWirePage({ list: fields[key] ?? [], next: fields['nextPageToken'] }, read);
}

/** Results without a token belong to nobody and are left out. */
export function readResults(value: unknown): readonly WireResult[] {
  const list = fieldsOf(value)['newMediaItemResults'];
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const { uploadToken, status, mediaItem } = fieldsOf(entry);
    const { code = 0, message } = fieldsOf(status);
    if (typeof uploadToken !== 'string' || typeof code !== 'number') return [];
    return [{ uploadToken, code, message: text(message) ?? '', item: readItem(mediaItem) }];
  });
}
