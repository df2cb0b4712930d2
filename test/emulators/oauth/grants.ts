import { randomBytes } from 'node:crypto';
import { DAY_MS, MINUTE_MS, type Clock } from '../http/clock.ts';
import type { AuthRequest } from './authRequest.ts';
import { isIdentity } from './scopes.ts';
import type { Tokens } from './tokens.ts';

/** What a person allowed an app: the account, and the scopes that stayed ticked. */
export interface Grant {
  readonly account: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** A code that waits to be redeemed. */
export interface AuthCode extends Grant {
  readonly request: AuthRequest;
  readonly givesRefreshToken: boolean;
}

/** A token that gives access again and again. */
export interface RefreshToken extends Grant {
  readonly token: string;
  readonly issuedMs: number;
  /** Undefined for one that lives as long as it is used. */
  readonly expiresMs: number | undefined;
  usedMs: number;
}

/** What people have allowed which apps, and what the apps got for it. */
export interface Grants {
  /** All that an account has ever allowed an app, and not taken back. */
  allowed(account: string, clientId: string): readonly string[];
  /** Notes what a person allowed, and gives the code for it. */
  issueCode(request: AuthRequest, account: string, scopes: readonly string[]): string;
  /** A code that is ten minutes old or was redeemed is unknown. */
  findCode(code: string): AuthCode | undefined;
  spendCode(code: string): void;
  issueRefreshToken(code: AuthCode): RefreshToken;
  findRefreshToken(token: string): RefreshToken | 'dead' | undefined;
  /** Takes back everything that the account allowed the app. */
  revoke(account: string, clientId: string): void;
}

/** How long the refresh tokens of an app in testing live, in seconds, as Google's answer says it. */
export const TESTING_LIFE_S = 604_799;

const CODE_LIFE_MS = 10 * MINUTE_MS;
const UNUSED_LIFE_MS = 182 * DAY_MS;
const MOST_REFRESH_TOKENS = 100;

export function createGrants(clock: Clock, tokens: Tokens): Grants {
  const allowed = new Map<string, Set<string>>();
  const codes = new Map<string, AuthCode & { readonly issuedMs: number }>();
  const refreshTokens = new Map<string, RefreshToken>();
  /** Google says of a token it once gave out that it is revoked, and of any other that the request is bad. */
  const dead = new Set<string>();
  const key = (account: string, clientId: string) => `${account} ${clientId}`;
  const ofGrant = ({ account, clientId }: Pick<Grant, 'account' | 'clientId'>) =>
    [...refreshTokens.values()].filter((one) => one.account === account && one.clientId === clientId);
  const kill = ({ token }: RefreshToken) => {
    refreshTokens.delete(token);
    dead.add(token);
  };

  return {
    allowed: (account, clientId) => [...(allowed.get(key(account, clientId)) ?? [])],
    issueCode: (request, account, scopes) => {
      const grantKey = key(account, request.client.id);
      const before = allowed.get(grantKey);
      const granted = request.includeGranted && request.client.kind === 'web' ? [...(before ?? []), ...scopes] : scopes;
      const isFirst = before === undefined || request.prompt.includes('consent');
      allowed.set(grantKey, new Set([...(before ?? []), ...scopes]));
      const code = `4/0A${randomBytes(48).toString('base64url')}`;
      codes.set(code, {
        account,
        clientId: request.client.id,
        scopes: [...new Set(granted)],
        request,
        // Google gives an installed app a refresh token every time; a web app asks, and gets one at the first consent.
        givesRefreshToken: request.client.kind === 'installed' || (request.offline && isFirst),
        issuedMs: clock.now(),
      });
      return code;
    },
    findCode: (code) => {
      const found = codes.get(code);
      return found && found.issuedMs + CODE_LIFE_MS > clock.now() ? found : undefined;
    },
    spendCode: (code) => {
      codes.delete(code);
    },
    issueRefreshToken: ({ account, clientId, scopes, request }) => {
      const issuedMs = clock.now();
      const diesSoon = request.client.status === 'testing' && !scopes.every(isIdentity);
      const token: RefreshToken = {
        account,
        clientId,
        scopes,
        token: `1//0${randomBytes(64).toString('base64url')}`,
        issuedMs,
        expiresMs: diesSoon ? issuedMs + TESTING_LIFE_S * 1000 : undefined,
        usedMs: issuedMs,
      };
      refreshTokens.set(token.token, token);
      ofGrant(token).slice(0, -MOST_REFRESH_TOKENS).forEach(kill);
      return token;
    },
    findRefreshToken: (text) => {
      const found = refreshTokens.get(text);
      if (!found) return dead.has(text) ? 'dead' : undefined;
      const now = clock.now();
      if (now >= (found.expiresMs ?? Infinity) || now - found.usedMs >= UNUSED_LIFE_MS) kill(found);
      else found.usedMs = now;
      return dead.has(text) ? 'dead' : found;
    },
    revoke: (account, clientId) => {
      allowed.delete(key(account, clientId));
      ofGrant({ account, clientId }).forEach(kill);
      tokens.revokeGrant(account, clientId);
    },
  };
}
