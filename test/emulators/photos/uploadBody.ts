import { googleError } from '../http/answers.ts';
import type { Refusal } from '../http/refusal.ts';
import { headerOf } from '../http/headerOf.ts';
import type { Answer, Call } from '../http/route.ts';
import type { Photos } from './photos.ts';
import { CHECKSUM_MISMATCH } from './refusals.ts';

/** The documented error of a body that has another hash than the head said. */
export async function hashProblem(
  { hashing }: Pick<Photos, 'hashing'>,
  call: Call,
  bytes: Buffer,
): Promise<Refusal | undefined> {
  const expected = /\bsha1=([^,\s]+)/.exec(headerOf(call, 'x-goog-hash') ?? '')?.[1];
  if (expected === undefined) return undefined;
  const actual = Buffer.from(await hashing.of('sha1', bytes), 'hex').toString('base64');
  return actual === expected ? undefined : CHECKSUM_MISMATCH;
}

export function tooLarge(): Answer {
  return googleError({ code: 413, message: 'Request Entity Too Large', status: 'OUT_OF_RANGE' });
}
