import { createHash } from 'node:crypto';
import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import type { Habits } from './limits.ts';
import type { Viewer } from './model.ts';
import { invalid } from './refusals.ts';

/** Which part of a list is asked for. */
export interface PageRequest {
  readonly viewer: Viewer;
  readonly size: number | undefined;
  readonly token: string | undefined;
  readonly usual: number;
  readonly most: number;
  /** Everything else that was asked: a token is good for the same question only. */
  readonly question: string;
}

export interface Page<T> {
  readonly entries: readonly T[];
  readonly nextPageToken: string | undefined;
}

/** One page of a list as it is now: what comes or goes between two pages moves the others, as at Google. */
export function page<T extends { readonly id: string }>(
  all: readonly T[],
  request: PageRequest,
  habits: Habits,
): OrRefusal<Page<T>> {
  const { size: asked = 0, usual, most } = request;
  if (asked < 0 || asked > most) return invalid();
  const start = startOf(request);
  if (isRefusal(start)) return start;
  const list = habits.order === 'shuffled' ? shuffled(all) : all;
  const size = habits.pages === 'short' ? Math.ceil((asked || usual) / 2) : asked || usual;
  if (habits.pages === 'empty' && !start.wasEmpty && list.length > start.at)
    return { entries: [], nextPageToken: tokenFor(request, { at: start.at, wasEmpty: true }) };
  const end = start.at + size;
  const entries = list.slice(start.at, end);
  if (end >= list.length) return { entries, nextPageToken: undefined };
  const at = habits.pages === 'overlapping' && size > 1 ? end - 1 : end;
  return { entries, nextPageToken: tokenFor(request, { at, wasEmpty: false }) };
}

interface Start {
  readonly at: number;
  readonly wasEmpty: boolean;
}

function startOf(request: PageRequest): Start | Refusal {
  if (request.token === undefined || request.token === '') return { at: 0, wasEmpty: false };
  const [at, wasEmpty] = Buffer.from(request.token, 'base64url').toString('utf8').split(' ');
  const start = { at: Number(at), wasEmpty: wasEmpty === 'true' };
  return tokenFor(request, start) === request.token ? start : invalid();
}

function tokenFor({ viewer, question }: PageRequest, { at, wasEmpty }: Start): string {
  const proof = createHash('sha256').update(`${viewer.account} ${viewer.clientId} ${question}`).digest('base64url');
  return Buffer.from(`${String(at)} ${String(wasEmpty)} ${proof}`).toString('base64url');
}

/** By id, which is in no order that anybody could know, and yet the same for every page. */
function shuffled<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...list].sort((left, right) => (left.id < right.id ? -1 : 1));
}
