import type { Clock } from '../http/clock.ts';
import type { Hashing } from '../http/hashing.ts';
import type { Tokens } from '../oauth/tokens.ts';
import type { Habits, Limits } from './limits.ts';
import type { PageTokens } from './paging.ts';
import type { Quotas } from './quotas.ts';
import type { Sessions } from './sessions.ts';
import type { Randomness } from './store/random.ts';
import type { DriveStore } from './store/store.ts';
import type { ThumbnailLinks } from './thumbnailLinks.ts';

/** What the routes of the Drive emulator share. */
export interface Drive {
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly habits: Habits;
  readonly random: Randomness;
  readonly store: DriveStore;
  readonly quotas: Quotas;
  readonly sessions: Sessions;
  readonly pageTokens: PageTokens;
  readonly thumbnailLinks: ThumbnailLinks;
  readonly hashing: Hashing;
  /** Client ids whose project has not switched the API on. */
  readonly disabledClients: ReadonlySet<string>;
}
