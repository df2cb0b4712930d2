import { createHash } from 'node:crypto';
import { googleError } from '../http/answers.ts';
import type { Answer, Call } from '../http/route.ts';
import { CHECKSUM_MISMATCH, type Refusal } from './refusals.ts';

/** All bytes of a body, or undefined when they are more than that. */
export async function readBytes(call: Call, most: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // What is too much is read all the same: a connection that is cut gives the client no answer to learn from.
  for await (const part of call.body.chunks()) {
    length += part.length;
    if (length <= most) parts.push(part);
  }
  return length > most ? undefined : Buffer.concat(parts);
}

/** The documented error of a body that has another hash than the head said. */
export function hashProblem(call: Call, bytes: Buffer): Refusal | undefined {
  const expected = /\bsha1=([^,\s]+)/.exec(headerOf(call, 'x-goog-hash') ?? '')?.[1];
  return expected === undefined || createHash('sha1').update(bytes).digest('base64') === expected
    ? undefined
    : CHECKSUM_MISMATCH;
}

export function headerOf(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function tooLarge(): Answer {
  return googleError({ code: 413, message: 'Request Entity Too Large', status: 'OUT_OF_RANGE' });
}
