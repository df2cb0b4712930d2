import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { Problem } from '../engine/model.ts';

/** A request that did not bring what was asked for. */
export interface Failure {
  readonly host: string;
  readonly asked: 'redeem' | 'refresh' | 'revoke';
  /** Of the last answer, where one came. */
  readonly status: number | undefined;
  readonly error: unknown;
}

/** Google's words for a client that it does not know, or that has another secret by now. */
const CLIENT_WORDS = ['invalid_client', 'unauthorized_client', 'deleted_client'];

/**
 * Puts a failure into words. The errors of Google's library hold requests and answers with every secret in them, so only
 * OAuth's own word for what is wrong is taken out, and only when it looks like such a word.
 */
export function answerProblem({ host, asked, status, error }: Failure): Problem {
  const word = wordOf(error);
  if (word === 'invalid_grant')
    return asked === 'refresh'
      ? problem('E_SIGN_IN', phrase`Google does not know the sign-in any more`)
      : problem('E_SIGN_IN_FAILED', phrase`Google does not take the code that came back`);
  if (word !== undefined && CLIENT_WORDS.includes(word))
    return asked === 'refresh'
      ? problem('E_SIGN_IN', phrase`Google does not know the OAuth client any more (${word})`)
      : problem('E_CLIENT_FILE', phrase`Google does not know the OAuth client, or it has another secret (${word})`);
  if (status === undefined) return problem('E_UNREACHABLE', phrase`${host}`);
  if (status === 429 || status >= 500) return problem('E_UNREACHABLE', phrase`${host} answered with status ${status}`);
  if (status < 300) return problem('E_SERVICE_ANSWER', phrase`${host} did not send a token`);
  const answer = phrase`${host} answered with status ${status}`;
  return problem('E_SERVICE_ANSWER', word === undefined ? answer : phrase`${answer}, ${word}`);
}

/** OAuth's word for what is wrong, where the answer has one. */
export function wordOf(error: unknown): string | undefined {
  const { response } = (error ?? {}) as { readonly response?: { readonly data?: unknown } };
  const said = (response?.data as { readonly error?: unknown } | null | undefined)?.error;
  return typeof said === 'string' && /^[a-z_]{1,40}$/.test(said) ? said : undefined;
}
