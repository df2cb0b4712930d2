import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { mayGoOn } from '../google/uploadSessions.ts';
import { bodyOf, OtherContent, tokenIn } from './sending.ts';
import type { Sending } from './sending.ts';

/** How often a long upload that breaks is continued. */
const CONTINUED = 5;

/** Sends bytes in one go, and continues where that broke, also where an earlier run was cut. */
export async function sendInParts(sending: Sending): Promise<Result<string>> {
  const { sessions, albumId, details, source, digest } = sending;
  // The same bytes may be on their way into several albums at once.
  const upload = {
    key: `${albumId} ${digest.sha1}`,
    content: `${digest.sha256} ${source.size} ${details.type.mime}`,
  };
  try {
    const token = (await goOn(await sessions.find(upload))) ?? (await sendAnew());
    if (token.ok || !mayGoOn(token.problem)) await sessions.forget(upload);
    return token;
  } catch (error) {
    if (error instanceof OtherContent) await sessions.forget(upload);
    throw error;
  }

  /** Undefined where there is nothing to go on with. */
  async function goOn(address: string | undefined): Promise<Result<string> | undefined> {
    if (address === undefined || !isAtGoogle(sending, address)) return undefined;
    const received = await receivedBy(sending, address);
    if (received.ok) return received.value === undefined ? undefined : sendRest(sending, address, received.value);
    return mayGoOn(received.problem) ? received : undefined;
  }

  async function sendAnew(): Promise<Result<string>> {
    const address = await begin(sending);
    if (!address.ok) return address;
    await sessions.keep(upload, address.value);
    return sendRest(sending, address.value, 0);
  }
}

/** The address of a new upload. */
async function begin(sending: Sending): Promise<Result<string>> {
  const { client, details, source, signal } = sending;
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
  const address = begun.value.headers.get('X-Goog-Upload-URL') ?? '';
  await begun.value.discard();
  return isAtGoogle(sending, address)
    ? ok(address)
    : fail(problem('E_SERVICE_ANSWER', phrase`${details.name}: the upload is to go to another address`));
}

async function sendRest(sending: Sending, address: string, from: number): Promise<Result<string>> {
  let offset: number | undefined = from;
  let broken: Result<string> = fail(problem('E_UNREACHABLE', phrase`${sending.details.name}`));
  for (let attempt = 0; attempt <= CONTINUED && offset !== undefined; attempt++) {
    broken = await sendFrom(sending, address, offset);
    if (broken.ok || broken.problem.code !== 'E_UNREACHABLE') return broken;
    const received = await receivedBy(sending, address);
    offset = received.ok ? received.value : undefined;
  }
  return broken;
}

async function sendFrom(sending: Sending, address: string, offset: number): Promise<Result<string>> {
  const { client, details, source, digest, signal } = sending;
  const reply = await client.send(
    {
      method: 'POST',
      url: address,
      headers: { 'X-Goog-Upload-Command': 'upload, finalize', 'X-Goog-Upload-Offset': String(offset) },
      body: bodyOf(source, digest, offset),
      repeat: 'once',
      signal,
    },
    details.name,
  );
  return reply.ok ? tokenIn(reply.value, details.name) : reply;
}

/** How many bytes have arrived; undefined when the upload has ended, with a token that is told only once. */
async function receivedBy(
  { client, details, source, signal }: Sending,
  address: string,
): Promise<Result<number | undefined>> {
  const headers = { 'X-Goog-Upload-Command': 'query' };
  const reply = await client.send({ method: 'POST', url: address, headers, repeat: 'safe', signal }, details.name);
  if (!reply.ok) return reply;
  await reply.value.discard();
  const size = Number(reply.value.headers.get('X-Goog-Upload-Size-Received') ?? Number.NaN);
  const isOpen = reply.value.headers.get('X-Goog-Upload-Status') === 'active';
  return ok(isOpen && Number.isSafeInteger(size) && size <= source.size ? size : undefined);
}

function isAtGoogle({ client }: Sending, address: string): boolean {
  return URL.parse(address)?.origin === client.origin;
}
