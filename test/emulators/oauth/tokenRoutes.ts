import { createHash } from 'node:crypto';
import { json } from '../http/answers.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import type { Challenge } from './authRequest.ts';
import type { Google } from './google.ts';
import { TESTING_LIFE_S, type AuthCode, type Grant } from './grants.ts';
import type { OAuthClient } from './model.ts';
import { oauthError, readParameters } from './parameters.ts';
import { readScopes } from './scopes.ts';
import { ACCESS_TOKEN_LIFE_S } from './tokens.ts';

/** The endpoint that gives tokens for codes and for refresh tokens. */
export function tokenRoutes(google: Google): readonly Route[] {
  const handle = async (call: Call): Promise<Answer> => {
    const parameters = await readParameters(call);
    const text = (name: string) => parameters.get(name) || undefined;
    const grantType = text('grant_type');
    if (grantType === undefined) return missing('grant_type');
    if (grantType !== 'authorization_code' && grantType !== 'refresh_token')
      return oauthError('unsupported_grant_type', `Invalid grant_type: ${grantType}`);
    const client = knownClient(google.clients, call, text);
    if (!('secret' in client)) return client;
    return grantType === 'refresh_token' ? refresh(google, client, text) : redeem(google, client, text);
  };
  return ['/token', '/oauth2/v4/token', '/o/oauth2/token'].map((path) => ({
    name: 'oauth.token',
    methods: ['POST'],
    path,
    handle,
  }));
}

type Text = (name: string) => string | undefined;

/** The client with its secret, from the form or from the `Authorization` header. */
function knownClient(clients: readonly OAuthClient[], call: Call, text: Text): OAuthClient | Answer {
  const basic = basicCredentials(call.headers.authorization);
  const id = basic?.id ?? text('client_id');
  const secret = basic?.secret ?? text('client_secret');
  if (id === undefined) return oauthError('invalid_request', 'Could not determine client ID from request.');
  const client = clients.find((one) => one.id === id);
  if (!client) return oauthError('invalid_client', 'The OAuth client was not found.', 401);
  if (secret === undefined) return oauthError('invalid_request', 'client_secret is missing.');
  return secret === client.secret
    ? client
    : oauthError('invalid_client', 'The provided client secret is invalid.', 401);
}

function basicCredentials(header = ''): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id: formDecoded(id), secret: formDecoded(secret.join(':')) };
}

/** RFC 6749 has both halves encoded as a form would. */
function formDecoded(text: string): string {
  return new URLSearchParams(`x=${text}`).get('x') ?? '';
}

async function redeem(google: Google, client: OAuthClient, text: Text): Promise<Answer> {
  const sent = text('code');
  if (sent === undefined) return missing('code');
  if (!sent.startsWith('4/')) return oauthError('invalid_grant', 'Malformed auth code.');
  const code = google.grants.findCode(sent);
  if (code?.clientId !== client.id) return oauthError('invalid_grant', 'Bad Request');
  const redirectUri = text('redirect_uri');
  if (redirectUri === undefined) return missing('redirect_uri');
  if (redirectUri !== code.request.redirectUri) return oauthError('redirect_uri_mismatch', 'Bad Request');
  const unproven = proofMissing(code.request.challenge, text('code_verifier'));
  if (unproven !== undefined) return oauthError('invalid_grant', unproven);
  google.grants.spendCode(sent);
  return json({ ...(await accessFor(google, code, code.request.nonce)), ...refreshTokenFor(google, code) });
}

function proofMissing(challenge: Challenge | undefined, verifier: string | undefined): string | undefined {
  if (!challenge) return verifier === undefined ? undefined : 'code_verifier or verifier is not needed.';
  if (verifier === undefined) return 'Missing code verifier.';
  const proof = challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return /^[\w.~-]{43,128}$/.test(verifier) && proof === challenge.text ? undefined : 'Invalid code verifier.';
}

function refreshTokenFor(google: Google, code: AuthCode): Record<string, unknown> {
  if (!code.givesRefreshToken) return {};
  const { token, expiresMs } = google.grants.issueRefreshToken(code);
  return { refresh_token: token, ...(expiresMs !== undefined && { refresh_token_expires_in: TESTING_LIFE_S }) };
}

async function refresh(google: Google, client: OAuthClient, text: Text): Promise<Answer> {
  const sent = text('refresh_token');
  if (sent === undefined) return missing('refresh_token');
  const found = google.grants.findRefreshToken(sent);
  if (found === undefined) return oauthError('invalid_grant', 'Bad Request');
  if (found === 'dead') return oauthError('invalid_grant', 'Token has been expired or revoked.');
  if (found.clientId !== client.id) return oauthError('unauthorized_client', 'Unauthorized', 401);
  const wanted = text('scope');
  const scopes = wanted === undefined ? found.scopes : readScopes(wanted).valid;
  if (!scopes.every((scope) => found.scopes.includes(scope))) return oauthError('invalid_scope', 'Bad Request');
  return json(await accessFor(google, { ...found, scopes }, undefined));
}

async function accessFor(
  google: Google,
  { account, clientId, scopes }: Grant,
  nonce: string | undefined,
): Promise<Record<string, unknown>> {
  const { token: accessToken } = google.tokens.issue({ account, clientId, scopes });
  const who = google.accounts.find(({ email }) => email === account) ?? { email: account };
  const claims = { account: who, clientId, scopes, accessToken, nonce, nowMs: google.clock.now() };
  return {
    access_token: accessToken,
    expires_in: ACCESS_TOKEN_LIFE_S,
    scope: scopes.join(' '),
    token_type: 'Bearer',
    ...(scopes.includes('openid') && { id_token: await google.signer.sign(claims) }),
  };
}

function missing(parameter: string): Answer {
  return oauthError('invalid_request', `Missing required parameter: ${parameter}`);
}
