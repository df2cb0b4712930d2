import { problem } from '../../engine/errors.ts';
import type { Problem } from '../../engine/model.ts';

/** Reasons that concern more than this list. */
const OWN_REASONS: ReadonlySet<Problem['code']> = new Set([
  'E_CANCELLED',
  'E_SIGN_IN',
  'E_SCOPE_MISSING',
  'E_API_DISABLED',
  'E_QUOTA',
  'E_RATE_LIMIT',
]);

/** That a list broke off, and why; or the reason itself, where that concerns more than this list. */
export function partialList(about: string, reason: Problem): Problem {
  return OWN_REASONS.has(reason.code)
    ? reason
    : problem('E_LIST_PARTIAL', `${about}: ${firstSentence(reason.message)}`);
}

/** What a problem was about, without the sentence of its code. */
function firstSentence(message: string): string {
  return message.split('. ')[0] ?? message;
}
