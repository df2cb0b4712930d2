import type { Clock } from '../http/clock.ts';
import type { Grants } from './grants.ts';
import type { IdTokenSigner } from './idToken.ts';
import type { Account, OAuthClient } from './model.ts';
import type { Tokens } from './tokens.ts';

/** What the routes of the OAuth emulator share. */
export interface Google {
  readonly clock: Clock;
  readonly clients: readonly OAuthClient[];
  readonly accounts: readonly Account[];
  readonly tokens: Tokens;
  readonly grants: Grants;
  readonly signer: IdTokenSigner;
}
