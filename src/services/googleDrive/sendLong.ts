import { createHash } from 'node:crypto';
import { problem } from '../../engine/errors.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { mayGoOn } from '../google/uploadSessions.ts';
import type { LongUpload } from '../google/uploadSessions.ts';
import type { Reply } from '../http/send.ts';
import type { Client } from './client.ts';
import type { Drive } from './drive.ts';
import { placeOf, taken, toldOf } from './sending.ts';
import type { Sending } from './sending.ts';
import type { WireFile } from './wire.ts';

/** How often a long upload that breaks is continued. */
const CONTINUED = 5;

/** How an upload to an address ended; `forgotten` when Google does not take it there. */
type End = Result<WireFile | undefined> | 'forgotten';

/** Statuses that say nothing of the upload itself: who asks is to sign in, or to come later. */
const NOT_NOW: ReadonlySet<number> = new Set([401, 429]);

/**
 * Sends a file in one go, and continues where that broke, also where an earlier run was cut. An upload that Google has
 * forgotten is begun anew.
 */
export async function sendLong(
  { client, sessions }: Pick<Drive, 'client' | 'sessions'>,
  sending: Sending,
): Promise<Result<WireFile | undefined>> {
  const { content } = sending;
  const upload = uploadOf(sending);
  const end = await send().catch((error: unknown): End => fail(content.reasonOf(error)));
  const stands = end !== 'forgotten' && !end.ok && mayGoOn(end.problem);
  if (!stands) await sessions.forget(upload);
  return end === 'forgotten' ? broken(content.name) : end;

  async function send(): Promise<End> {
    const address = await sessions.find(upload);
    let last = address === undefined ? 'forgotten' : await goOn(client, sending, address);
    for (let begun = 0; begun < 2 && last === 'forgotten'; begun++) last = await sendAnew();
    return last;
  }

  async function sendAnew(): Promise<End> {
    const begun = await begin(client, sending);
    if (!begun.ok) return begun;
    if (begun.value.status !== 200) return taken(begun.value, content.name);
    const address = begun.value.headers.get('Location') ?? '';
    await begun.value.discard();
    if (!isAtGoogle(client, address))
      return fail(problem('E_SERVICE_ANSWER', phrase`${content.name}: the upload is to go to another address`));
    await sessions.keep(upload, address);
    return continued(client, sending, address, await sendFrom(client, sending, address, 0));
  }
}

/** All that must be the same for an upload to be gone on with; what is told of a file cannot be changed any more. */
function uploadOf(sending: Sending): LongUpload {
  const { target, id, mime, content } = sending;
  const all = JSON.stringify([target, mime, toldOf(sending), content.size, content.expected ?? '']);
  return { key: id, content: createHash('sha256').update(all).digest('hex') };
}

function begin(client: Client, sending: Sending): Promise<Result<Reply>> {
  const { mime, content, signal } = sending;
  const headers = { 'X-Upload-Content-Type': mime, 'X-Upload-Content-Length': String(content.size) };
  const body = { kind: 'json', value: toldOf(sending) } as const;
  return client.reply({ ...placeOf(sending, 'resumable'), headers, body }, signal);
}

/** Goes on with an upload that an earlier run has begun. */
async function goOn(client: Client, sending: Sending, address: string): Promise<End> {
  if (!isAtGoogle(client, address)) return 'forgotten';
  const answer = await ask(client, sending, address);
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status === 308) return continued(client, sending, address, answer);
  if (status >= 500 || NOT_NOW.has(status)) return taken(answer.value, sending.content.name);
  await answer.value.discard();
  // What was made by then may have been changed or put into the bin since.
  return status < 300 ? ok(undefined) : 'forgotten';
}

/** Sends what is missing after an answer, again and again, until all has arrived. */
async function continued(client: Client, sending: Sending, address: string, first: Result<Reply>): Promise<End> {
  const { content } = sending;
  let answer = first;
  for (let attempt = 0; ; attempt++) {
    if (isBroken(answer) && attempt < CONTINUED) answer = await ask(client, sending, address);
    if (!answer.ok) return answer;
    const status = statusOf(answer.value);
    if (status !== 308 && status !== 404 && status !== 410) return taken(answer.value, content.name);
    await answer.value.discard();
    if (status !== 308) return 'forgotten';
    if (attempt === CONTINUED) return broken(content.name);
    const offset = receivedIn(answer.value);
    // All has arrived, and it became no file.
    if (offset >= content.size) return 'forgotten';
    answer = await sendFrom(client, sending, address, offset);
  }
}

function sendFrom(client: Client, { content, mime, signal }: Sending, address: string, offset: number) {
  const { size } = content;
  return client.send({
    method: 'PUT',
    url: address,
    // A long body cannot be sent where a redirect may be the answer (`sendOverFetch`), and 308 looks like one.
    headers: { 'Content-Range': `bytes ${offset}-${size - 1}/${size}`, 'X-GUploader-No-308': 'yes' },
    body: { kind: 'bytes', type: mime, size: size - offset, stream: () => content.stream(offset) },
    repeat: 'once',
    signal,
  });
}

/** What Google would have answered, had it not been asked to spare a 308. */
function statusOf({ status, headers }: Reply): number {
  return Number(headers.get('X-Http-Status-Code-Override') ?? status);
}

/** Asks how much of a long upload has arrived. */
function ask(client: Client, { content, signal }: Sending, address: string) {
  const headers = { 'Content-Range': `bytes */${content.size}` };
  return client.send({ method: 'PUT', url: address, headers, repeat: 'safe', signal });
}

function isAtGoogle({ origin }: Client, address: string): boolean {
  return URL.parse(address)?.origin === origin;
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

function broken(about: PhraseValue): Result<never> {
  return fail(problem('E_UNREACHABLE', phrase`${about}: the upload broke off`));
}
