import { problem } from '../../engine/errors.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';
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
export function partialList(about: PhraseValue, reason: Problem): Problem {
  if (OWN_REASONS.has(reason.code)) return reason;
  return problem('E_LIST_PARTIAL', reason.about === undefined ? phrase`${about}` : phrase`${about}: ${reason.about}`);
}
