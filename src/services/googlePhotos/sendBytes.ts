import { createHash } from 'node:crypto';
import { problem } from '../../engine/errors.ts';
import type { ContentSource, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Reply, Request } from '../http/send.ts';
import { unreadable } from '../unreadable.ts';
import type { Client } from './client.ts';
import type { Digest } from './digest.ts';
import { RESUMABLE_FROM } from './limits.ts';

/** How often a long upload that breaks is continued. */
const CONTINUED = 5;

/** Sends the bytes and gives the token with which an item is made of them within a day. It is a secret. */
export async function sendBytes(
  client: Client,
  details: UploadDetails,
  source: ContentSource,
  digest: Digest,
  signal: AbortSignal,
): Promise<Result<string>> {
  const upload = { client, details, source, digest, signal };
  try {
    const token = source.size < RESUMABLE_FROM ? await sendAtOnce(upload) : await sendInParts(upload);
    if (!token.ok && (await isChanged(source))) return fail(problem('E_SOURCE_CHANGED', details.name));
    if (!token.ok) return token;
    const verified = await source.verify();
    return verified.ok ? token : verified;
  } catch (error) {
    return fail(
      error instanceof OtherContent ? problem('E_SOURCE_CHANGED', details.name) : unreadable(details.name, error),
    );
  }
}

interface Upload {
  readonly client: Client;
  readonly details: UploadDetails;
  readonly source: ContentSource;
  readonly digest: Digest;
  readonly signal: AbortSignal;
}

/** The file is no longer what was read of it before. */
class OtherContent extends Error {}

async function isChanged(source: ContentSource): Promise<boolean> {
  return !(await source.verify()).ok;
}

async function sendAtOnce({ client, details, source, digest, signal }: Upload): Promise<Result<string>> {
  const reply = await client.send(
    {
      method: 'POST',
      url: `${client.origin}/v1/uploads`,
      headers: {
        'X-Goog-Upload-Protocol': 'raw',
        'X-Goog-Upload-Content-Type': details.type.mime,
        'X-Goog-Hash': `sha1=${digest.sha1}`,
      },
      body: bodyOf(source, digest, 0),
      repeat: 'safe',
      signal,
    },
    details.name,
  );
  return reply.ok ? tokenIn(reply.value, details.name) : reply;
}

/** A long upload is begun, sent in one go, and continued where it broke. */
async function sendInParts(upload: Upload): Promise<Result<string>> {
  const { client, details, source, signal } = upload;
  const begun = await client.send(
    {
      method: 'POST',
      url: `${client.origin}/v1/uploads`,
      headers: {
        'X-Goog-Upload-Protocol': 'resumable',
        'X-Goog-Upload-Command': 'start',
        'X-Goog-Upload-Content-Type': details.type.mime,
        'X-Goog-Upload-Raw-Size': String(source.size),
      },
      repeat: 'safe',
      signal,
    },
    details.name,
  );
  if (!begun.ok) return begun;
  const session = begun.value.headers.get('X-Goog-Upload-URL') ?? '';
  await begun.value.discard();
  if (URL.parse(session)?.origin !== client.origin)
    return fail(problem('E_SERVICE_ANSWER', `${details.name}: the upload is to go to another address`));
  let offset: number | undefined = 0;
  let broken: Result<string> = fail(problem('E_UNREACHABLE', details.name));
  for (let attempt = 0; attempt <= CONTINUED && offset !== undefined; attempt++) {
    broken = await sendFrom(upload, session, offset);
    if (broken.ok || broken.problem.code !== 'E_UNREACHABLE') return broken;
    offset = await receivedBy(upload, session);
  }
  return broken;
}

async function sendFrom(
  { client, details, source, digest, signal }: Upload,
  session: string,
  offset: number,
): Promise<Result<string>> {
  const reply = await client.send(
    {
      method: 'POST',
      url: session,
      headers: { 'X-Goog-Upload-Command': 'upload, finalize', 'X-Goog-Upload-Offset': String(offset) },
      body: bodyOf(source, digest, offset),
      repeat: 'once',
      signal,
    },
    details.name,
  );
  return reply.ok ? tokenIn(reply.value, details.name) : reply;
}

/** How many bytes have arrived; undefined when the upload cannot be continued. */
async function receivedBy({ client, details, signal }: Upload, session: string): Promise<number | undefined> {
  const headers = { 'X-Goog-Upload-Command': 'query' };
  const reply = await client.send({ method: 'POST', url: session, headers, repeat: 'safe', signal }, details.name);
  if (!reply.ok) return undefined;
  await reply.value.discard();
  const size = Number(reply.value.headers.get('X-Goog-Upload-Size-Received') ?? Number.NaN);
  const isOpen = reply.value.headers.get('X-Goog-Upload-Status') === 'active';
  return isOpen && Number.isSafeInteger(size) ? size : undefined;
}

function bodyOf(source: ContentSource, { sha1 }: Digest, offset: number): Request['body'] {
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

async function tokenIn(reply: Reply, name: string): Promise<Result<string>> {
  const token = (await reply.text()).trim();
  return token === '' ? fail(problem('E_SERVICE_ANSWER', `${name}: Google gave no upload token`)) : ok(token);
}
