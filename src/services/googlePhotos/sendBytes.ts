import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { ContentSource } from '../../engine/ports/albumService.ts';
import { fail } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { unreadable } from '../unreadable.ts';
import { RESUMABLE_FROM } from './limits.ts';
import { bodyOf, OtherContent, tokenIn } from './sending.ts';
import type { Sending } from './sending.ts';
import { sendInParts } from './sendInParts.ts';

/** Sends the bytes and gives the token with which an item is made of them within a day. It is a secret. */
export async function sendBytes(sending: Sending): Promise<Result<string>> {
  const { details, source } = sending;
  try {
    const token = source.size < RESUMABLE_FROM ? await sendAtOnce(sending) : await sendInParts(sending);
    if (!token.ok && (await isChanged(source))) return fail(problem('E_SOURCE_CHANGED', phrase`${details.name}`));
    if (!token.ok) return token;
    const verified = await source.verify();
    return verified.ok ? token : verified;
  } catch (error) {
    return fail(
      error instanceof OtherContent
        ? problem('E_SOURCE_CHANGED', phrase`${details.name}`)
        : unreadable(details.name, error),
    );
  }
}

async function isChanged(source: ContentSource): Promise<boolean> {
  return !(await source.verify()).ok;
}

async function sendAtOnce({ client, details, source, digest, bytes, signal }: Sending): Promise<Result<string>> {
  const reply = await client.send(
    {
      method: 'POST',
      url: `${client.origin}/v1/uploads`,
      headers: {
        'X-Goog-Upload-Protocol': 'raw',
        'X-Goog-Upload-Content-Type': details.type.mime,
        'X-Goog-Hash': `sha1=${digest.sha1}`,
      },
      body: bytes ? { kind: 'memory', type: 'application/octet-stream', parts: [bytes] } : bodyOf(source, digest, 0),
      repeat: 'safe',
      signal,
    },
    details.name,
  );
  return reply.ok ? tokenIn(reply.value, details.name) : reply;
}
