import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { fieldsOf } from '../http/fields.ts';
import { createMutex } from '../mutex.ts';
import type { Client } from './client.ts';
import { IDS_AT_ONCE } from './limits.ts';

const PREFIX = 'making:';

/**
 * Ids that are drawn before anything is made with them, and written down. Whoever comes again after a lost answer, also after
 * a crash, comes with the same id, of which Drive makes no second file.
 */
export class Ids {
  readonly #client: Client;
  readonly #state: ServiceState;
  readonly #mutex = createMutex();
  #drawn: string[] = [];

  constructor(client: Client, state: ServiceState) {
    this.#client = client;
    this.#state = state;
  }

  /** The id for what `key` names: the same one until it is settled. */
  take(key: string, signal: AbortSignal): Promise<Result<string>> {
    return this.#mutex.run(async () => {
      const noted = this.#state.get(PREFIX + key);
      if (noted !== undefined) return ok(noted);
      const id = this.#drawn.pop() ?? (await this.#draw(signal));
      if (typeof id !== 'string') return id;
      this.#state.set(PREFIX + key, id);
      this.#state.commit();
      return ok(id);
    });
  }

  /** It is there, or never will be. The note goes with the next commit, which remembers what was made. */
  settle(key: string): void {
    this.#state.delete(PREFIX + key);
  }

  async #draw(signal: AbortSignal): Promise<string | Result<never>> {
    const answer = await this.#client.ask(
      {
        method: 'GET',
        path: '/drive/v3/files/generateIds',
        query: { count: IDS_AT_ONCE, space: 'drive', type: 'files' },
        repeat: 'safe',
        about: phrase`ids for new files`,
      },
      signal,
    );
    if (!answer.ok) return answer;
    const { ids } = fieldsOf(answer.value);
    this.#drawn = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
    return this.#drawn.pop() ?? fail(problem('E_SERVICE_ANSWER', phrase`Google gave no ids for new files`));
  }
}
