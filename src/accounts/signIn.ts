import { randomBytes } from 'node:crypto';
import { aborted } from '../engine/aborted.ts';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import type { GoogleAccount } from '../services/google/access.ts';
import { googleEndpoints } from '../services/google/endpoints.ts';
import { missingScopes } from '../services/google/scopes.ts';
import type { GoogleService } from '../services/google/scopes.ts';
import type { AccessPorts } from './googleAccess.ts';
import type { Tokens } from './googleOAuth.ts';
import { openLoopback, type ReturnWords } from './loopback.ts';
import type { OAuthClient } from './oauthClient.ts';
import { readReturn } from './returnAddress.ts';
import { keepSignIn } from './signIns.ts';

export interface SignInRequest {
  readonly service: GoogleService;
  readonly client: OAuthClient;
  /** Full addresses; without one of them there is no sign-in. */
  readonly scopes: readonly string[];
}

/** Leads a person to Google's page. */
export interface Guide {
  /** Under which address the person's browser reaches one of this computer. Google takes only a loopback address. */
  readonly reach: (loopback: string) => Promise<string>;
  /**
   * Shows the address, and ends when the person gives up. `signal` says that the browser has come back.
   * @param visit.take gets an address that the person pasted; false when it is not the answer of Google
   */
  readonly visit: (visit: {
    readonly address: string;
    readonly take: (pasted: string) => boolean;
    readonly signal: AbortSignal;
  }) => Promise<void>;
  /** What the browser shows that comes back; without it, in English. */
  readonly words?: ReturnWords | undefined;
}

/** Lets a person sign in with Google, and keeps what it takes to have access from then on. */
export async function signIn(
  request: SignInRequest,
  ports: AccessPorts,
  guide: Guide,
  signal: AbortSignal,
): Promise<Result<GoogleAccount>> {
  const endpoints = googleEndpoints(ports.env);
  if (!endpoints.ok) return endpoints;
  const { createGoogleOAuth } = await import('./googleOAuth.ts');
  const google = createGoogleOAuth(request.client, endpoints.value);
  const state = randomBytes(24).toString('base64url');
  const answer = waitForAnswer(state);
  const door = await openLoopback((address) => (answer.take(address) ? 'taken' : 'foreign'), guide.words);
  try {
    const redirectUri = await reachable(guide, door.address);
    const { address, verifier } = await google.askConsent({ redirectUri, scopes: request.scopes, state });
    const over = AbortSignal.any([signal, answer.arrived]);
    await Promise.race([guide.visit({ address, take: answer.take, signal: over }), aborted(over)]);
    const returned = answer.returned();
    if (!returned.ok) return returned;
    const tokens = await google.redeem({ code: returned.value, verifier, redirectUri }, signal);
    return tokens.ok ? keep(request, tokens.value, ports) : tokens;
  } finally {
    door.close();
  }
}

/** What comes back from Google, by the browser or pasted, whichever is first. */
function waitForAnswer(state: string) {
  const arrived = new AbortController();
  let first: Result<string> | undefined;
  return {
    arrived: arrived.signal,
    take: (address: string): boolean => {
      const returned = readReturn(address, state);
      if (returned.kind === 'foreign') return false;
      first ??= returned.kind === 'code' ? ok(returned.code) : fail(returned.problem);
      arrived.abort();
      return true;
    },
    returned: (): Result<string> => first ?? fail(problem('E_CANCELLED', phrase`The sign-in was given up`)),
  };
}

/** Google sends a browser back to an address of its own computer only; elsewhere the person pastes what did not load. */
async function reachable(guide: Guide, loopback: string): Promise<string> {
  const reached = URL.parse(await guide.reach(loopback));
  const isLoopback = reached?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(reached.hostname);
  return isLoopback ? reached.href : loopback;
}

async function keep(
  { service, client, scopes }: SignInRequest,
  tokens: Tokens,
  { secrets, now }: AccessPorts,
): Promise<Result<GoogleAccount>> {
  const missing = missingScopes(tokens.scopes, scopes);
  if (missing.length > 0)
    return fail(problem('E_SCOPE_MISSING', phrase`Not allowed: ${missing.map(lastPart).join(', ')}`));
  const who = whoseToken(tokens.idToken, client);
  if (!who) return fail(problem('E_SERVICE_ANSWER', phrase`Google did not say who signed in`));
  const { refreshToken, refreshTokenLivesMs: lives } = tokens;
  if (refreshToken === undefined) return fail(problem('E_SIGN_IN_FAILED', phrase`Google gave access for an hour only`));
  const account: GoogleAccount = {
    ...who,
    clientId: client.id,
    scopes: tokens.scopes,
    ...(lives === undefined ? {} : { endsMs: now() + lives }),
  };
  const kept = await keepSignIn(secrets, service, { client, account, refreshToken });
  return kept.ok ? ok(account) : kept;
}

/** The token came from Google itself, so its signature, which needs a clock that is right, tells nothing more. */
function whoseToken(idToken: string | undefined, { id: clientId }: OAuthClient) {
  try {
    const body = Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { sub, email, aud } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    return typeof sub === 'string' && typeof email === 'string' && aud === clientId ? { id: sub, email } : undefined;
  } catch {
    return undefined;
  }
}

function lastPart(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1);
}
