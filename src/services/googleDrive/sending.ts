import type { Result } from '../../engine/result.ts';
import type { Reply } from '../http/send.ts';
import { fileUnless } from './client.ts';
import type { CheckedContent } from './content.ts';
import { FILE_FIELDS } from './wire.ts';
import type { WireFile } from './wire.ts';
import type { PhraseValue } from '../../engine/phrase.ts';

/** Bytes to be sent, and what becomes of them. */
export interface Sending {
  /** A new file, or one that is there and gets new content. */
  readonly target: 'newFile' | 'newContent';
  /** Of the file; a new one gets it. */
  readonly id: string;
  /** What is told of the file beside its bytes. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly mime: string;
  readonly content: CheckedContent;
  readonly signal: AbortSignal;
}

/** Where an upload goes. */
export function placeOf({ target, id, content }: Sending, uploadType: string) {
  const [method, path] =
    target === 'newFile'
      ? (['POST', '/upload/drive/v3/files'] as const)
      : (['PATCH', `/upload/drive/v3/files/${encodeURIComponent(id)}`] as const);
  // Sent twice, a new file is made once, because it has its id, and another content is the same content again.
  return { method, path, query: { uploadType, fields: FILE_FIELDS }, repeat: 'safe', about: content.name } as const;
}

/** What is told of the file, with the id that a new one gets. */
export function toldOf({ target, id, metadata }: Sending): Sending['metadata'] {
  return target === 'newFile' ? { id, ...metadata } : metadata;
}

/** The file that was sent; undefined when there is one already that has its id. */
export function taken(reply: Reply, about: PhraseValue): Promise<Result<WireFile | undefined>> {
  return fileUnless(409, reply, about);
}
