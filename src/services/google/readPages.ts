import { problem } from '../../engine/errors.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { partialList } from './partialList.ts';
import type { WirePage } from './wirePage.ts';

export interface Listing<T> {
  /** What is listed, for the message when that fails. */
  readonly about: PhraseValue;
  readonly ask: (pageToken: string | undefined) => Promise<Result<unknown>>;
  /** Undefined for what is no whole page. */
  readonly read: (answer: unknown) => WirePage<T> | undefined;
  /** Reasons for which, with the first page, there was no list at all. */
  readonly reasonsForNone: ReadonlySet<Problem['code']>;
}

/** A whole list. Pages may be short, empty and overlap; only a missing token says that there are no more. */
export async function readPages<T extends { readonly id: string }>({
  about,
  ask,
  read,
  reasonsForNone,
}: Listing<T>): Promise<Result<readonly T[]>> {
  const all = new Map<string, T>();
  const tokens = new Set<string>();
  let next: string | undefined;
  do {
    const answer = await ask(next);
    if (!answer.ok && next === undefined && reasonsForNone.has(answer.problem.code)) return answer;
    if (!answer.ok) return fail(partialList(about, answer.problem));
    const page = read(answer.value);
    if (!page) return fail(problem('E_LIST_PARTIAL', phrase`${about}: Google's answer is not a whole list`));
    for (const entry of page.entries) all.set(entry.id, entry);
    next = page.next;
    if (next !== undefined && tokens.has(next)) return fail(problem('E_LIST_PARTIAL', phrase`${about}: it has no end`));
    if (next !== undefined) tokens.add(next);
  } while (next !== undefined);
  return ok([...all.values()]);
}
