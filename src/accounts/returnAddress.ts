import { timingSafeEqual } from 'node:crypto';
import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import type { Problem } from '../engine/model.ts';

/** What the address says that Google sends a browser back to. */
export type Returned =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'denied'; readonly problem: Problem }
  /** Not the answer to this sign-in, so it ends nothing. */
  | { readonly kind: 'foreign' };

/**
 * Reads the address at which a browser came back.
 * @param state the random text that was sent along; without it anybody could make up an answer
 */
export function readReturn(address: string, state: string): Returned {
  const query = URL.parse(address.trim())?.searchParams;
  if (!query || !isSame(query.get('state') ?? '', state)) return { kind: 'foreign' };
  const [code, error] = [query.get('code'), query.get('error')];
  if (code !== null && code !== '') return { kind: 'code', code };
  if (error === 'access_denied') return denied(phrase`The access was not allowed on the page of Google`);
  const word = error !== null && /^[a-z_]{1,40}$/.test(error) ? error : phrase`no code`;
  return denied(phrase`Google answered: ${word}`);
}

function denied(about: Phrase): Returned {
  return { kind: 'denied', problem: problem('E_SIGN_IN_FAILED', about) };
}

function isSame(text: string, expected: string): boolean {
  const [one, other] = [Buffer.from(text), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
