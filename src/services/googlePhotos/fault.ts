import { problem } from '../../engine/errors.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';
import type { ErrorCode, Problem } from '../../engine/model.ts';
import type { Reply } from '../http/send.ts';
import { messageIn, shown } from '../google/words.ts';

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
export async function faultOf(reply: Reply, about: PhraseValue): Promise<Problem> {
  const body = await reply.text();
  const words = messageIn(body);
  const known = FAULTS.find(([status, pattern]) => status === reply.status && pattern.test(`${words ?? ''} ${body}`));
  const other = reply.status >= 500 || reply.status === 409 ? 'E_UNREACHABLE' : 'E_REFUSED';
  return problem(
    known?.[2] ?? other,
    phrase`${about}: ${words === undefined ? phrase`status ${reply.status}` : shown(words)}`,
  );
}
