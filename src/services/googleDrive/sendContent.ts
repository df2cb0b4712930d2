import { problem } from '../../engine/errors.ts';
import { fail } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Reply } from '../http/send.ts';
import { fileUnless } from './client.ts';
import type { Client } from './client.ts';
import type { CheckedContent } from './content.ts';
import { RESUMABLE_FROM } from './limits.ts';
import { FILE_FIELDS } from './wire.ts';
import type { WireFile } from './wire.ts';

/** How often a long upload that breaks is continued. */
const CONTINUED = 5;

/** Bytes to be sent, and what becomes of them. */
export interface Sending {
  /** A new file, or the file with this id that gets new content. */
  readonly target: 'new' | { readonly id: string };
  /** What is told of the file beside its bytes. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly mime: string;
  readonly content: CheckedContent;
  readonly signal: AbortSignal;
}

/** Sends a file; undefined when there is one already that has its id. */
export async function sendContent(client: Client, sending: Sending): Promise<Result<WireFile | undefined>> {
  const { content } = sending;
  try {
    return content.size < RESUMABLE_FROM ? await sendAtOnce(client, sending) : await sendLong(client, sending);
  } catch (error) {
    return fail(content.reasonOf(error));
  }
}

async function sendAtOnce(client: Client, sending: Sending): Promise<Result<WireFile | undefined>> {
  const { metadata, mime, content, signal } = sending;
  const bytes = await content.read(signal);
  if (!bytes.ok) return bytes;
  const boundary = 'album-sync-5c2f0e61a7';
  const head = `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(metadata)}\r\n`;
  const start = Buffer.from(`${head}--${boundary}\r\nContent-Type: ${mime}\r\n\r\n`);
  const whole = Buffer.concat([start, bytes.value, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const reply = await client.reply(
    {
      ...placeOf(sending, 'multipart'),
      body: {
        kind: 'bytes',
        type: `multipart/related; boundary=${boundary}`,
        size: whole.length,
        stream: async function* () {
          yield whole;
        },
      },
    },
    signal,
  );
  return reply.ok ? taken(reply.value, content.name) : reply;
}

/** A long upload is begun, sent in one go, and continued where it broke; one that Google has forgotten is begun anew. */
async function sendLong(client: Client, sending: Sending): Promise<Result<WireFile | undefined>> {
  const first = await sendSession(client, sending);
  const last = first === 'forgotten' ? await sendSession(client, sending) : first;
  return last === 'forgotten' ? fail(problem('E_UNREACHABLE', `${sending.content.name}: the upload broke off`)) : last;
}

async function sendSession(client: Client, sending: Sending): Promise<Result<WireFile | undefined> | 'forgotten'> {
  const { content } = sending;
  const begun = await begin(client, sending);
  if (!begun.ok) return begun;
  if (begun.value.status !== 200) return taken(begun.value, content.name);
  // Whoever has this address may write the file, so it is kept nowhere.
  const session = begun.value.headers.get('Location') ?? '';
  await begun.value.discard();
  if (URL.parse(session)?.origin !== client.origin)
    return fail(problem('E_SERVICE_ANSWER', `${content.name}: the upload is to go to another address`));
  let offset = 0;
  for (let attempt = 0; ; attempt++) {
    let answer = await sendFrom(client, sending, session, offset);
    if (isBroken(answer) && attempt < CONTINUED) answer = await ask(client, sending, session);
    if (!answer.ok) return answer;
    const { status } = answer.value;
    if (status !== 308 && status !== 404 && status !== 410) return taken(answer.value, content.name);
    await answer.value.discard();
    if (status !== 308) return 'forgotten';
    if (attempt === CONTINUED) return fail(problem('E_UNREACHABLE', `${content.name}: the upload broke off`));
    offset = receivedIn(answer.value);
  }
}

function begin(client: Client, sending: Sending): Promise<Result<Reply>> {
  const { metadata, mime, content, signal } = sending;
  const headers = { 'X-Upload-Content-Type': mime, 'X-Upload-Content-Length': String(content.size) };
  const body = { kind: 'json', value: metadata } as const;
  return client.reply({ ...placeOf(sending, 'resumable'), headers, body }, signal);
}

function placeOf({ target, content }: Sending, uploadType: string) {
  const [method, path] =
    target === 'new'
      ? (['POST', '/upload/drive/v3/files'] as const)
      : (['PATCH', `/upload/drive/v3/files/${encodeURIComponent(target.id)}`] as const);
  // Sent twice, a new file is made once, because it has its id, and another content is the same content again.
  return { method, path, query: { uploadType, fields: FILE_FIELDS }, repeat: 'safe', about: content.name } as const;
}

function sendFrom(client: Client, { content, mime, signal }: Sending, session: string, offset: number) {
  const { size } = content;
  return client.send({
    method: 'PUT',
    url: session,
    headers: { 'Content-Range': `bytes ${offset}-${size - 1}/${size}` },
    body: { kind: 'bytes', type: mime, size: size - offset, stream: () => content.stream(offset) },
    repeat: 'once',
    signal,
  });
}

/** Asks how much of a long upload has arrived. */
function ask(client: Client, { content, signal }: Sending, session: string) {
  const headers = { 'Content-Range': `bytes */${content.size}` };
  return client.send({ method: 'PUT', url: session, headers, repeat: 'safe', signal });
}

/** Whether nobody knows how much of what was sent has arrived. */
function isBroken(answer: Result<Reply>): boolean {
  return answer.ok ? answer.value.status >= 500 : answer.problem.code === 'E_UNREACHABLE';
}

/** The first byte that has not arrived; without a range it is the first one of all. */
function receivedIn({ headers }: Reply): number {
  const last = /^bytes=0-(\d+)$/.exec(headers.get('Range') ?? '')?.[1];
  return last === undefined ? 0 : Number(last) + 1;
}

function taken(reply: Reply, about: string): Promise<Result<WireFile | undefined>> {
  return fileUnless(409, reply, about);
}
