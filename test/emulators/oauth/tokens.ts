import { randomBytes } from 'node:crypto';
import type { Call } from '../http/route.ts';
import type { Clock } from '../http/clock.ts';

/** An access token that Google gave out. */
export interface AccessToken {
  readonly token: string;
  /** E-mail of the account. */
  readonly account: string;
  /** The app that holds it: what an app created is visible to tokens of the same client id only. */
  readonly clientId: string;
  /** Full names, for example `https://www.googleapis.com/auth/drive.file`. */
  readonly scopes: readonly string[];
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly expiresMs: number;
}

/** The access tokens of one Google: the OAuth emulator issues them, the API emulators look them up. */
export interface Tokens {
  issue(grant: Omit<AccessToken, 'token' | 'expiresMs'>, lifeSeconds?: number): AccessToken;
  /** A token that is known, unexpired and not revoked. */
  find(token: string): AccessToken | undefined;
  revoke(token: string): void;
  /** Revokes what an account gave an app. */
  revokeGrant(account: string, clientId: string): void;
}

/** How long access tokens live, in seconds: Google says 3599 for an hour. */
export const ACCESS_TOKEN_LIFE_S = 3599;

export function createTokens(clock: Clock): Tokens {
  const tokens = new Map<string, AccessToken>();
  return {
    issue: (grant, lifeSeconds = ACCESS_TOKEN_LIFE_S) => {
      const token = `ya29.a0${randomBytes(48).toString('base64url')}`;
      const issued = { ...grant, token, expiresMs: clock.now() + lifeSeconds * 1000 };
      tokens.set(token, issued);
      return issued;
    },
    find: (token) => {
      const found = tokens.get(token);
      return found && found.expiresMs > clock.now() ? found : undefined;
    },
    revoke: (token) => {
      tokens.delete(token);
    },
    revokeGrant: (account, clientId) => {
      for (const [token, issued] of tokens)
        if (issued.account === account && issued.clientId === clientId) tokens.delete(token);
    },
  };
}

/** The token that a request brings, in its head or as `access_token`; its account is noted in the log. */
export function tokenOf(call: Call, tokens: Tokens): AccessToken | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(call.headers.authorization ?? '')?.[1];
  const text = bearer ?? call.query.get('access_token') ?? call.query.get('oauth_token') ?? '';
  const found = tokens.find(text);
  if (found) call.entry.account = found.account;
  return found;
}
