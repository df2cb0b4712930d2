import { randomBytes } from 'node:crypto';
import type { Clock } from '../http/clock.ts';
import { isRefusal, type OrRefusal } from '../http/refusal.ts';
import type { Habits, Limits } from './limits.ts';
import { invalidValue } from './refusals.ts';

/** Which part of a list is asked for. */
export interface PageRequest {
  readonly token: string | null;
  readonly size: number;
  /** Everything else that was asked, and who asked: a token is good for the same question only. */
  readonly question: string;
}

export interface Page {
  readonly ids: readonly string[];
  readonly nextPageToken: string | undefined;
}

/** The tokens of next pages that were given out. */
export interface PageTokens {
  /** @param first finds the ids of the whole list, when a first page is asked for */
  page(request: PageRequest, first: () => readonly string[]): OrRefusal<Page>;
}

interface Rest {
  readonly question: string;
  readonly ids: readonly string[];
  readonly wasEmpty: boolean;
  readonly issuedMs: number;
}

export function createPageTokens(clock: Clock, limits: Limits, habits: Habits): PageTokens {
  const rests = new Map<string, Rest>();
  const restOf = (
    { token, question }: PageRequest,
    first: () => readonly string[],
  ): OrRefusal<Omit<Rest, 'issuedMs'>> => {
    if (token === null || token === '') return { question, ids: first(), wasEmpty: false };
    const rest = rests.get(token);
    const isGood = rest?.question === question && rest.issuedMs + limits.pageTokenMs > clock.now();
    return isGood ? rest : invalidValue('pageToken');
  };
  const issue = (rest: Omit<Rest, 'issuedMs'>): string => {
    const token = `~!!~AI9FV7${randomBytes(45).toString('base64url')}`;
    rests.set(token, { ...rest, issuedMs: clock.now() });
    return token;
  };
  return {
    page: (request, first) => {
      const rest = restOf(request, first);
      if (isRefusal(rest)) return rest;
      const { ids, question } = rest;
      if (habits.pages === 'empty' && !rest.wasEmpty && ids.length > 0)
        return { ids: [], nextPageToken: issue({ question, ids, wasEmpty: true }) };
      const size = habits.pages === 'short' ? Math.ceil(request.size / 2) : request.size;
      const left = ids.slice(size);
      const isLast = left.length === 0;
      return {
        ids: ids.slice(0, size),
        nextPageToken: isLast ? undefined : issue({ question, ids: left, wasEmpty: false }),
      };
    },
  };
}
