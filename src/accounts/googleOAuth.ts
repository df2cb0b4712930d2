import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import type { Credentials } from 'google-auth-library';
import { NEVER_ABORTED } from '../engine/aborted.ts';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import type { GoogleEndpoints } from '../services/google/endpoints.ts';
import type { OAuthClient } from './oauthClient.ts';
import { answerProblem, wordOf } from './oauthProblems.ts';
import type { Failure } from './oauthProblems.ts';

/** What Google hands out. */
export interface Tokens {
  readonly accessToken: string;
  readonly livesMs: number;
  /** What was granted, which may be less than what was asked for. */
  readonly scopes: readonly string[];
  readonly refreshToken: string | undefined;
  /** Said of a client whose consent screen is in "Testing". */
  readonly refreshTokenLivesMs: number | undefined;
  readonly idToken: string | undefined;
}

/** Where a person is sent to consent, and what the code that comes back is redeemed with. */
export interface ConsentRequest {
  readonly address: string;
  readonly verifier: string;
}

/** The endpoints of Google's sign-in, for one OAuth client. No answer of a server is ever quoted in a problem. */
export interface GoogleOAuth {
  askConsent(options: {
    readonly redirectUri: string;
    readonly scopes: readonly string[];
    readonly state: string;
  }): Promise<ConsentRequest>;
  redeem(
    code: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
    signal: AbortSignal,
  ): Promise<Result<Tokens>>;
  /** `E_SIGN_IN` when Google does not know the sign-in any more. */
  refresh(refreshToken: string, signal: AbortSignal): Promise<Result<Tokens>>;
  /** A token that Google does not know is `ok`: it gives no access. */
  revoke(refreshToken: string, signal: AbortSignal): Promise<Result<void>>;
}

/** Google has answered by then or not at all. */
const TIMEOUT_MS = 30_000;

/** This file is a bundle of its own and is loaded when somebody needs a token, because Google's library is large. */
export function createGoogleOAuth({ id, secret }: OAuthClient, endpoints: GoogleEndpoints): GoogleOAuth {
  const host = new URL(endpoints.token).host;
  const clientFor = (signal: AbortSignal, onStatus: (status: number) => void): OAuth2Client =>
    new OAuth2Client({
      clientId: id,
      clientSecret: secret,
      endpoints: {
        oauth2AuthBaseUrl: `${endpoints.consent}/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${endpoints.token}/token`,
        oauth2RevokeUrl: `${endpoints.token}/revoke`,
      },
      // With its interceptors the library can be told by the environment to log requests, and with them secrets.
      useAuthRequestParameters: false,
      transporterOptions: {
        // The fetch of the platform knows the editor's proxy and certificates. A secret never follows a redirect.
        fetchImplementation: async (url, init) => {
          const response = await fetch(url, {
            ...init,
            redirect: 'manual',
            signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
          });
          onStatus(response.status);
          return response;
        },
      },
    });

  async function answered<T>(
    asked: Failure['asked'],
    signal: AbortSignal,
    ask: (client: OAuth2Client) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    let status: number | undefined;
    try {
      return await ask(clientFor(signal, (last) => (status = last)));
    } catch (error) {
      return fail(signal.aborted ? problem('E_CANCELLED') : answerProblem({ host, asked, status, error }));
    }
  }

  return {
    askConsent: async ({ redirectUri, scopes, state }) => {
      const client = clientFor(NEVER_ABORTED, () => undefined);
      const { codeVerifier, codeChallenge = '' } = await client.generateCodeVerifierAsync();
      const address = client.generateAuthUrl({
        access_type: 'offline',
        // Without it Google would give no second refresh token to somebody who has consented before.
        prompt: 'consent',
        redirect_uri: redirectUri,
        scope: [...scopes],
        state,
        code_challenge_method: CodeChallengeMethod.S256,
        code_challenge: codeChallenge,
      });
      return { address, verifier: codeVerifier };
    },
    redeem: ({ code, verifier, redirectUri }, signal) =>
      answered('redeem', signal, async (client) => {
        const { tokens } = await client.getToken({ code, codeVerifier: verifier, redirect_uri: redirectUri });
        return readTokens(tokens, host);
      }),
    refresh: (refreshToken, signal) =>
      answered('refresh', signal, async (client) => {
        client.setCredentials({ refresh_token: refreshToken });
        const { credentials } = await client.refreshAccessToken();
        return readTokens(credentials, host);
      }),
    revoke: (refreshToken, signal) =>
      answered('revoke', signal, async (client) => {
        await client.revokeToken(refreshToken).catch((error: unknown) => {
          // There is nothing left to revoke.
          if (wordOf(error) !== 'invalid_token') throw error;
        });
        return ok();
      }),
  };
}

/** Google's number of seconds beside what the types of the library know. */
type Answer = Credentials & { readonly refresh_token_expires_in?: unknown };

function readTokens(answer: Answer, host: string): Result<Tokens> {
  const { access_token: accessToken, expiry_date: expires, scope, id_token: idToken } = answer;
  const { refresh_token: refreshToken, refresh_token_expires_in: refreshLives } = answer;
  // The library has added the clock of this computer, which is taken away again: it may jump.
  const livesMs = typeof expires === 'number' ? expires - Date.now() : undefined;
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken) || livesMs === undefined)
    return fail(problem('E_SERVICE_ANSWER', phrase`${host} did not send a token`));
  return ok({
    accessToken,
    livesMs,
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
    refreshTokenLivesMs: typeof refreshLives === 'number' ? refreshLives * 1000 : undefined,
    idToken: typeof idToken === 'string' ? idToken : undefined,
  });
}
