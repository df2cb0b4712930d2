import { problem } from '../../engine/errors.ts';
import type { ErrorCode, Problem } from '../../engine/model.ts';
import type { Reply } from '../http/send.ts';
import { fieldsOf } from './wire.ts';

/** What Google refused, by its status and then by its words: the first row that fits. */
const FAULTS: readonly (readonly [status: number, words: RegExp, code: ErrorCode])[] = [
  [400, /remaining storage/i, 'E_STORAGE_FULL'],
  [400, /invalid album id|does not match any albums/i, 'E_TARGET_CHANGED'],
  [401, /./, 'E_SIGN_IN'],
  [403, /insufficient authentication scopes/i, 'E_SCOPE_MISSING'],
  [403, /has not been used in project|accessNotConfigured|SERVICE_DISABLED/i, 'E_API_DISABLED'],
  [404, /./, 'E_TARGET_CHANGED'],
  [429, /per day/i, 'E_QUOTA'],
  [429, /./, 'E_RATE_LIMIT'],
];

/**
 * What a bad answer means. The body is read.
 * @param about what was asked for, for people
 */
export async function faultOf(reply: Reply, about: string): Promise<Problem> {
  const body = await reply.text();
  const words = messageIn(body) ?? `status ${reply.status}`;
  const known = FAULTS.find(([status, pattern]) => status === reply.status && pattern.test(`${words} ${body}`));
  const other = reply.status >= 500 || reply.status === 409 ? 'E_UNREACHABLE' : 'E_REFUSED';
  return problem(known?.[2] ?? other, `${about}: ${shown(words)}`);
}

/** Google's own words, as one short line: they come from outside. */
export function shown(words: string): string {
  const line = words.replace(/[\p{C}\s]+/gu, ' ').trim();
  return (line.length > 200 ? `${line.slice(0, 199)}…` : line).replace(/\.$/, '');
}

function messageIn(body: string): string | undefined {
  try {
    const { error } = fieldsOf(JSON.parse(body));
    const { message } = fieldsOf(error);
    return typeof message === 'string' && message !== '' ? message : undefined;
  } catch {
    // A page of HTML, or a picture.
    return undefined;
  }
}
