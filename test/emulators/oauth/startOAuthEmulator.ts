import { stoppedClock, type Clock } from '../http/clock.ts';
import type { Faults } from '../http/faults.ts';
import type { RequestLog } from '../http/requestLog.ts';
import { startServer, type Server } from '../http/startServer.ts';
import { authorizeRoutes, decideAt } from './authorizeRoutes.ts';
import { createGrants } from './grants.ts';
import { createIdTokenSigner } from './idToken.ts';
import { identityRoutes } from './identityRoutes.ts';
import type { Account, Decision, OAuthClient } from './model.ts';
import { tokenRoutes } from './tokenRoutes.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** Which apps and people Google knows, and what the emulator shares with those of the APIs. */
export interface OAuthOptions {
  readonly clients: readonly OAuthClient[];
  readonly accounts: readonly Account[];
  /** Share the clock with `tokens`. */
  readonly clock?: Clock;
  readonly tokens?: Tokens;
  readonly log?: RequestLog;
  readonly faults?: Faults;
  readonly port?: number;
}

/** Google's sign-in on 127.0.0.1: all the endpoints of accounts.google.com and oauth2.googleapis.com at one address. */
export interface OAuthEmulator extends Server {
  readonly tokens: Tokens;
  /**
   * What a person does with the page at the address: choose the account, leave these scopes ticked, press Allow. Answers
   * where the browser goes next; `await fetch(emulator.approve(url, { account }))` goes there.
   */
  approve(url: string, decision: Decision): string;
  /** The Cancel button. */
  deny(url: string): string;
  /** What a person does at myaccount.google.com/connections: take back all that was allowed to an app. */
  revokeAccess(account: string, clientId: string): void;
}

export async function startOAuthEmulator(options: OAuthOptions): Promise<OAuthEmulator> {
  const { clients, accounts, clock = stoppedClock(), tokens = createTokens(clock), ...shared } = options;
  const grants = createGrants(clock, tokens);
  const google = { clock, clients, accounts, tokens, grants, signer: createIdTokenSigner() };
  const routes = [...authorizeRoutes(google), ...tokenRoutes(google), ...identityRoutes(google)];
  const server = await startServer({ ...shared, clock, routes });
  return {
    ...server,
    tokens,
    approve: (url, decision) => decideAt(google, url, decision),
    deny: (url) => decideAt(google, url, 'deny'),
    revokeAccess: (account, clientId) => {
      grants.revoke(account, clientId);
    },
  };
}
