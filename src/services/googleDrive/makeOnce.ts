import { problem } from '../../engine/errors.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Client } from './client.ts';
import type { Ids } from './ids.ts';
import type { WireFile } from './wire.ts';

/** How a file is made. */
export interface Making {
  /** Names what is made, from one run to the next. */
  readonly key: string;
  /** For people. */
  readonly about: PhraseValue;
  /** Asks for it with an id; undefined when there is a file already that has it. */
  readonly make: (id: string) => Promise<Result<WireFile | undefined>>;
  readonly signal: AbortSignal;
}

/** A file that was made, now or by an earlier request whose answer was lost. */
export interface Made {
  readonly file: WireFile;
  readonly isNew: boolean;
}

/** Makes a file once, however often it is asked for. An id whose file is in the bin is given up for another one. */
export async function makeOnce(client: Client, ids: Ids, { key, about, make, signal }: Making): Promise<Result<Made>> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const id = await ids.take(key, signal);
    if (!id.ok) return id;
    const made = await make(id.value);
    if (made.ok && made.value) return ok({ file: made.value, isNew: true });
    if (!made.ok && !mayHaveHappened(made.problem)) return made;
    const found = await client.find(id.value, about, signal);
    if (!found.ok) return made.ok ? found : made;
    if (!found.value) return made.ok ? fail(problem('E_SERVICE_ANSWER', phrase`${about}: its id is taken`)) : made;
    if (!found.value.trashed) return ok({ file: found.value, isNew: false });
    ids.settle(key);
  }
  return fail(problem('E_TARGET_CHANGED', phrase`${about}: it was put into the bin`));
}

/** Whether something may have been done although no good answer came. */
export function mayHaveHappened({ code }: Problem): boolean {
  return code === 'E_UNREACHABLE' || code === 'E_SERVICE_ANSWER';
}
