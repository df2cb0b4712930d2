import { problem } from '../../engine/errors.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';
import type { ErrorCode, Problem } from '../../engine/model.ts';
import { messageIn, shown } from '../google/words.ts';
import { fieldsOf, text } from '../http/fields.ts';
import type { Reply } from '../http/send.ts';

/** What Google refused, by its status and then by its reasons and words: the first row that fits. */
const FAULTS: readonly (readonly [status: readonly number[], words: RegExp, code: ErrorCode])[] = [
  [[401], /./, 'E_SIGN_IN'],
  [[403], /ACCESS_TOKEN_SCOPE_INSUFFICIENT|\binsufficient(Permissions|Scopes)\b/, 'E_SCOPE_MISSING'],
  [[403], /\baccessNotConfigured\b|SERVICE_DISABLED|has not been used in project/, 'E_API_DISABLED'],
  [[403], /\b(storageQ|q)uotaExceeded\b/, 'E_STORAGE_FULL'],
  [[403, 429], /\bdailyLimitExceeded\b|per day|User rate limit exceeded\.$/, 'E_QUOTA'],
  [[403], /\b(user|sharing)?rateLimitExceeded\b/i, 'E_RATE_LIMIT'],
  [[429], /./, 'E_RATE_LIMIT'],
  [[403], /\bappNotAuthorizedToFile\b/, 'E_TARGET_CHANGED'],
  [[404, 409, 410], /./, 'E_TARGET_CHANGED'],
];

/**
 * What a bad answer means. The body is read.
 * @param about what was asked for, for people
 */
export async function faultOf(reply: Reply, about: PhraseValue): Promise<Problem> {
  const body = await reply.text();
  const other = reply.status >= 500 ? 'E_UNREACHABLE' : 'E_REFUSED';
  const code = codeOf(reply.status, body) ?? other;
  const words = messageIn(body);
  return problem(code, phrase`${about}: ${words === undefined ? phrase`status ${reply.status}` : shown(words)}`);
}

/** Whether a refusal asks to come more slowly, which Drive says with a status that means "forbidden" elsewhere. */
export function isTooMany(status: number, body: string): boolean {
  const code = status === 403 ? codeOf(status, body) : undefined;
  return code === 'E_RATE_LIMIT' || code === 'E_QUOTA';
}

/** Whether a refusal is about what Google allows for a day, for which no waiting helps. */
export function isLasting(body: string): boolean {
  return codeOf(429, body) === 'E_QUOTA';
}

function codeOf(status: number, body: string): ErrorCode | undefined {
  const words = `${reasonsIn(body)} ${messageIn(body) ?? ''}`;
  return FAULTS.find(([statuses, pattern]) => statuses.includes(status) && pattern.test(words))?.[2];
}

function reasonsIn(body: string): string {
  try {
    const { errors, details } = fieldsOf(fieldsOf(JSON.parse(body))['error']);
    const all: unknown[] = [errors, details].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
    return all.map((each) => text(fieldsOf(each)['reason']) ?? '').join(' ');
  } catch {
    // A page of HTML.
    return '';
  }
}
