import type { Clock } from '../http/clock.ts';
import type { Hashing } from '../http/hashing.ts';
import type { Tokens } from '../oauth/tokens.ts';
import type { BaseUrls } from './baseUrls.ts';
import type { Library } from './library.ts';
import type { Habits, Limits } from './limits.ts';
import type { Quotas } from './quotas.ts';
import type { Uploads } from './uploads.ts';

/** What the routes of the Photos emulator share. */
export interface Photos {
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly habits: Habits;
  readonly library: Library;
  readonly uploads: Uploads;
  readonly baseUrls: BaseUrls;
  readonly quotas: Quotas;
  readonly hashing: Hashing;
  /** Client ids whose project has not switched the API on. */
  readonly disabledClients: ReadonlySet<string>;
  /** Accounts that have no Google Photos. */
  readonly withoutPhotos: ReadonlySet<string>;
}
