import type { Problem } from '../../engine/model.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import type { Client } from './client.ts';
import { pathOf } from './client.ts';
import type { Mirror } from './mirror.ts';
import { phrase, type PhraseValue } from '../../engine/phrase.ts';

const PREFIX = 'share:';

/** Who may see an album that Album Sync makes: its owner, or anyone who has the link. */
export type Share = 'no' | 'link';

export interface SharesOptions {
  readonly client: Client;
  readonly state: ServiceState;
  readonly mirror: Mirror;
  readonly share: Share;
}

/** Shares new albums at the end of a run, or of the next one when it could not be done. */
export class Shares {
  readonly #options: SharesOptions;

  constructor(options: SharesOptions) {
    this.#options = options;
  }

  /** An album is about to be made. */
  wish(albumId: string): void {
    const { state, share } = this.#options;
    if (share !== 'link') return;
    state.set(PREFIX + albumId, '');
    state.commit();
  }

  /** Shares what is to be shared, and tells what could not be. */
  async grant(signal: AbortSignal): Promise<readonly Problem[]> {
    const { client, state, mirror, share } = this.#options;
    const problems: Problem[] = [];
    for (const [key] of [...state.entries(PREFIX)]) {
      if (signal.aborted) break;
      const id = key.slice(PREFIX.length);
      const name = mirror.known.get(id)?.name;
      const about = name === undefined ? phrase`An album could not be shared` : phrase`"${name}" could not be shared`;
      const granted = share === 'link' ? await this.#grantOne(client, id, about, signal) : undefined;
      if (granted && granted.code !== 'E_CANCELLED') problems.push(granted);
      if (!granted || FINAL.has(granted.code)) state.delete(key);
    }
    return problems;
  }

  async #grantOne(client: Client, id: string, about: PhraseValue, signal: AbortSignal): Promise<Problem | undefined> {
    const answer = await client.ask(
      {
        method: 'POST',
        path: `${pathOf(id)}/permissions`,
        query: { fields: 'id' },
        body: { kind: 'json', value: { type: 'anyone', role: 'reader', allowFileDiscovery: false } },
        repeat: 'safe',
        about,
      },
      signal,
    );
    return answer.ok ? undefined : answer.problem;
  }
}

/** Asking again would be answered alike. */
const FINAL: ReadonlySet<Problem['code']> = new Set(['E_REFUSED', 'E_TARGET_CHANGED']);
