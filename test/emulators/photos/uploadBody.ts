import { createHash } from 'node:crypto';
import { googleError } from '../http/answers.ts';
import type { Refusal } from '../http/refusal.ts';
import { headerOf } from '../http/headerOf.ts';
import type { Answer, Call } from '../http/route.ts';
import { CHECKSUM_MISMATCH } from './refusals.ts';

/** The documented error of a body that has another hash than the head said. */
export function hashProblem(call: Call, bytes: Buffer): Refusal | undefined {
  const expected = /\bsha1=([^,\s]+)/.exec(headerOf(call, 'x-goog-hash') ?? '')?.[1];
  return expected === undefined || createHash('sha1').update(bytes).digest('base64') === expected
    ? undefined
    : CHECKSUM_MISMATCH;
}

export function tooLarge(): Answer {
  return googleError({ code: 413, message: 'Request Entity Too Large', status: 'OUT_OF_RANGE' });
}
