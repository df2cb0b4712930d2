import { createHash } from 'node:crypto';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { ContentSource, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { UploadSessions } from '../google/uploadSessions.ts';
import type { Reply, Request } from '../http/send.ts';
import type { Client } from './client.ts';
import type { Digest } from './digest.ts';

/** Bytes that are to become an item. */
export interface Sending {
  readonly client: Client;
  readonly sessions: UploadSessions;
  /** Where the item will be. */
  readonly albumId: string;
  readonly details: UploadDetails;
  readonly source: ContentSource;
  readonly digest: Digest;
  /** All of them, where they are in memory; nobody changes them. */
  readonly bytes: Uint8Array | undefined;
  readonly signal: AbortSignal;
}

/** The file is no longer what was read of it before. */
export class OtherContent extends Error {}

/** The bytes from `offset` on; it throws when they turn out to be others than were read before. */
export function bodyOf(source: ContentSource, { sha1 }: Digest, offset: number): Request['body'] {
  return {
    kind: 'bytes',
    type: 'application/octet-stream',
    size: source.size - offset,
    stream: async function* () {
      const hash = createHash('sha1');
      let position = 0;
      for await (const chunk of source.stream()) {
        hash.update(chunk);
        const from = Math.min(Math.max(offset - position, 0), chunk.length);
        position += chunk.length;
        if (from < chunk.length) yield chunk.subarray(from);
      }
      if (hash.digest('base64') !== sha1) throw new OtherContent();
    },
  };
}

/** The token that Google gives for bytes which have arrived. */
export async function tokenIn(reply: Reply, name: string): Promise<Result<string>> {
  const token = (await reply.text()).trim();
  return token === '' ? fail(problem('E_SERVICE_ANSWER', phrase`${name}: Google gave no upload token`)) : ok(token);
}
