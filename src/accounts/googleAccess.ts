import { unlessAborted, NEVER_ABORTED } from '../engine/aborted.ts';
import type { Result } from '../engine/result.ts';
import { fail, ok } from '../engine/result.ts';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { GoogleAccess } from '../services/google/access.ts';
import { googleEndpoints } from '../services/google/endpoints.ts';
import type { GoogleEndpoints } from '../services/google/endpoints.ts';
import { GOOGLE_SERVICE_TITLES } from '../services/google/scopes.ts';
import type { GoogleService } from '../services/google/scopes.ts';
import type { Tokens } from './googleOAuth.ts';
import type { SecretStore } from './secretStore.ts';
import { nobodySignedIn, readSignIn } from './signIns.ts';
import type { SignIn } from './signIns.ts';

/** What access needs of the computer. */
export interface AccessPorts {
  readonly secrets: SecretStore;
  readonly env: NodeJS.ProcessEnv;
  /** ms since 1970 UTC. */
  readonly now: () => number;
}

/** Gives the access of who is signed in to a service. `E_SIGN_IN` when nobody is. */
export type GoogleAccounts = (
  service: GoogleService,
  options: { readonly signal: AbortSignal },
) => Promise<Result<GoogleAccess>>;

/** A token that lives no longer than this is not given out any more: a long upload may begin with it. */
const RESERVE_MS = 5 * 60_000;

/** Reads who is signed in at every call, and keeps the tokens of a sign-in between calls. */
export function googleAccounts(ports: AccessPorts): GoogleAccounts {
  const held = new Map<GoogleService, { readonly refreshToken: string; readonly access: GoogleAccess }>();
  return async (service, { signal }) => {
    if (signal.aborted) return fail(problem('E_CANCELLED'));
    const endpoints = googleEndpoints(ports.env);
    if (!endpoints.ok) return endpoints;
    const known = await readSignIn(ports.secrets, service);
    if (!known.ok) return known;
    const { signIn } = known.value;
    if (!signIn) return nobodySignedIn(phrase`${GOOGLE_SERVICE_TITLES[service]}`);
    const before = held.get(service);
    if (before?.refreshToken === signIn.refreshToken) return ok(before.access);
    const access = accessOf(signIn, endpoints.value, ports.now);
    held.set(service, { refreshToken: signIn.refreshToken, access });
    return ok(access);
  };
}

/** A token and the time between which it may be used. */
interface Held {
  readonly token: string;
  readonly sinceMs: number;
  readonly untilMs: number;
}

function accessOf(signIn: SignIn, endpoints: GoogleEndpoints, now: () => number): GoogleAccess {
  let held: Held | undefined;
  let refreshing: Promise<Result<string>> | undefined;

  async function refresh(): Promise<Result<string>> {
    const { createGoogleOAuth } = await import('./googleOAuth.ts');
    // Whoever waits may go, and the others still get the token; the library's own time limit ends a long wait.
    const tokens = await createGoogleOAuth(signIn.client, endpoints).refresh(signIn.refreshToken, NEVER_ABORTED);
    if (!tokens.ok) return tokens;
    held = heldFrom(tokens.value, now());
    return ok(held.token);
  }

  return {
    account: signIn.account,
    token: async ({ signal, refused }) => {
      if (signal.aborted) return fail(problem('E_CANCELLED'));
      const isGood = held && held.sinceMs <= now() && now() < held.untilMs && held.token !== refused;
      if (held && isGood) return ok(held.token);
      refreshing ??= refresh().finally(() => (refreshing = undefined));
      return (await unlessAborted(refreshing, signal)) ?? fail(problem('E_CANCELLED'));
    },
  };
}

/** Measured from when it came, so that only a jump of this computer's clock can spoil it, and then it is fetched anew. */
function heldFrom({ accessToken, livesMs }: Tokens, nowMs: number): Held {
  return { token: accessToken, sinceMs: nowMs, untilMs: nowMs + Math.max(0, livesMs - RESERVE_MS) };
}
