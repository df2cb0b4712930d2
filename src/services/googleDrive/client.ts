import { problem } from '../../engine/errors.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Reply, Request, Send } from '../http/send.ts';
import { faultOf } from './fault.ts';
import { FILE_FIELDS, readFile } from './wire.ts';
import type { WireFile } from './wire.ts';

/** A question to the API. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** From the first slash on. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly headers?: Request['headers'];
  readonly body?: Request['body'];
  readonly repeat: Request['repeat'];
  /** What it is about, for the message when it fails. */
  readonly about: PhraseValue;
}

/** Asks the Drive API. */
export class Client {
  /** Where the API is: an origin. */
  readonly origin: string;
  readonly #send: Send;

  constructor(send: Send, origin: string) {
    this.#send = send;
    this.origin = origin;
  }

  /** The JSON of a good answer. */
  async ask(question: Question, signal: AbortSignal): Promise<Result<unknown>> {
    const reply = await this.reply(question, signal);
    if (!reply.ok) return reply;
    const good = await goodOf(reply.value, question.about);
    return good.ok ? good.value.json() : good;
  }

  /** The file of a good answer. */
  async askFile(question: Question, signal: AbortSignal): Promise<Result<WireFile>> {
    const answer = await this.ask({ ...question, query: { ...question.query, fields: FILE_FIELDS } }, signal);
    return answer.ok ? fileIn(answer.value, question.about) : answer;
  }

  /** A file as it is now; undefined where there is none that the app may see. */
  async find(id: string, about: PhraseValue, signal: AbortSignal): Promise<Result<WireFile | undefined>> {
    const query = { fields: FILE_FIELDS };
    const reply = await this.reply({ method: 'GET', path: pathOf(id), query, repeat: 'safe', about }, signal);
    return reply.ok ? fileUnless(404, reply.value, about) : reply;
  }

  /** Changes what is known of a file, not its bytes. */
  async patch(
    id: string,
    about: PhraseValue,
    json: unknown,
    signal: AbortSignal,
    query: Question['query'] = {},
  ): Promise<Result<WireFile>> {
    const body = { kind: 'json', value: json } as const;
    return this.askFile({ method: 'PATCH', path: pathOf(id), query, body, repeat: 'safe', about }, signal);
  }

  /** Makes a file without bytes; undefined when there is one already that has its id. */
  async create(json: unknown, about: PhraseValue, signal: AbortSignal): Promise<Result<WireFile | undefined>> {
    const query = { fields: FILE_FIELDS };
    const body = { kind: 'json', value: json } as const;
    const question = { method: 'POST', path: '/drive/v3/files', query, body, repeat: 'safe', about } as const;
    const reply = await this.reply(question, signal);
    return reply.ok ? fileUnless(409, reply.value, about) : reply;
  }

  /** The answer, whatever its status. */
  reply({ method, path, query = {}, headers, body, repeat }: Question, signal: AbortSignal): Promise<Result<Reply>> {
    const url = new URL(path, this.origin);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return this.send({ method, url: url.href, headers, body, repeat, signal });
  }

  /** To a whole address, such as that of an upload. */
  async send(request: Request): Promise<Result<Reply>> {
    return request.signal.aborted ? fail(problem('E_CANCELLED')) : this.#send(request);
  }
}

/** A reply when it is a good one, and what is wrong when it is not. */
export async function goodOf(reply: Reply, about: PhraseValue): Promise<Result<Reply>> {
  return reply.status >= 200 && reply.status < 300 ? ok(reply) : fail(await faultOf(reply, about));
}

/** The file of a good reply; undefined for one of this status. */
export async function fileUnless(
  status: number,
  reply: Reply,
  about: PhraseValue,
): Promise<Result<WireFile | undefined>> {
  if (reply.status === status) {
    await reply.discard();
    return ok(undefined);
  }
  const good = await goodOf(reply, about);
  const answer = good.ok ? await good.value.json() : good;
  return answer.ok ? fileIn(answer.value, about) : answer;
}

function fileIn(answer: unknown, about: PhraseValue): Result<WireFile> {
  const file = readFile(answer);
  return file ? ok(file) : fail(problem('E_SERVICE_ANSWER', phrase`${about}: Google's answer is no file`));
}

export function pathOf(id: string): string {
  return `/drive/v3/files/${encodeURIComponent(id)}`;
}
