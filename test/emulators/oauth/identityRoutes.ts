import { googleError, json } from '../http/answers.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import type { Google } from './google.ts';
import { ISSUER } from './idToken.ts';
import { subjectOf } from './model.ts';
import { oauthError, readParameters } from './parameters.ts';
import { seesEmail, seesProfile } from './scopes.ts';
import { tokenOf, type AccessToken } from './tokens.ts';

/** The endpoints that say what a token is worth and whose it is, and the one that makes it worthless. */
export function identityRoutes(google: Google): readonly Route[] {
  const both = ['GET', 'POST'];
  return [
    ...['/revoke', '/o/oauth2/revoke'].map((path) => ({
      name: 'oauth.revoke',
      methods: both,
      path,
      handle: (call: Call) => revoke(google, call),
    })),
    ...['/tokeninfo', '/oauth2/v3/tokeninfo'].map((path) => ({
      name: 'oauth.tokeninfo',
      methods: both,
      path,
      handle: (call: Call) => tokenInfo(google, call),
    })),
    ...['/oauth2/v3/userinfo', '/v1/userinfo'].map((path) => ({
      name: 'oauth.userinfo',
      methods: both,
      path,
      handle: (call: Call) => userInfo(google, call),
    })),
    {
      name: 'oauth.userinfo',
      methods: ['GET'],
      path: '/oauth2/v2/userinfo',
      handle: (call) => userInfoOfVersion2(google, call),
    },
    {
      name: 'oauth.certs',
      methods: ['GET'],
      path: '/oauth2/v3/certs',
      handle: async () => json({ keys: [await google.signer.jwk()] }),
    },
    {
      name: 'oauth.certs',
      methods: ['GET'],
      path: '/oauth2/v1/certs',
      handle: async () => json(await google.signer.pem()),
    },
    {
      name: 'oauth.configuration',
      methods: ['GET'],
      path: '/.well-known/openid-configuration',
      handle: ({ origin }) => json(configuration(origin)),
    },
  ];
}

async function revoke(google: Google, call: Call): Promise<Answer> {
  const token = (await readParameters(call)).get('token') || undefined;
  if (token === undefined) return oauthError('invalid_request', 'Missing required parameter: token');
  const refreshToken = google.grants.findRefreshToken(token);
  const grant = refreshToken === 'dead' ? undefined : (refreshToken ?? google.tokens.find(token));
  if (!grant) return oauthError('invalid_token', 'Token expired or revoked');
  google.grants.revoke(grant.account, grant.clientId);
  return json({});
}

async function tokenInfo(google: Google, call: Call): Promise<Answer> {
  const parameters = await readParameters(call);
  const idToken = parameters.get('id_token');
  if (idToken !== null) return idTokenInfo(google, idToken);
  const found = tokenOf(call, google.tokens) ?? google.tokens.find(parameters.get('access_token') ?? '');
  if (!found) return oauthError('invalid_token', 'Invalid Value');
  const { clientId, scopes, expiresMs, account } = found;
  return json({
    azp: clientId,
    aud: clientId,
    ...(scopes.includes('openid') && { sub: subjectOf(account) }),
    scope: scopes.join(' '),
    exp: String(Math.floor(expiresMs / 1000)),
    expires_in: String(Math.floor((expiresMs - google.clock.now()) / 1000)),
    ...(seesEmail(scopes) && { email: account, email_verified: 'true' }),
    access_type: 'offline',
  });
}

/** The claims of an id token with every value a text, and the head of the token beside them. */
async function idTokenInfo(google: Google, idToken: string): Promise<Answer> {
  const claims = await google.signer.verified(idToken);
  if (!claims || Number(claims['exp']) * 1000 <= google.clock.now())
    return oauthError('invalid_token', 'Invalid Value');
  return json(Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)])));
}

function userInfo(google: Google, call: Call): Answer {
  const token = tokenOf(call, google.tokens);
  if (!token?.scopes.includes('openid')) return oauthError('invalid_request', 'Invalid Credentials', 401);
  const name = nameOf(google, token);
  return json({
    sub: subjectOf(token.account),
    ...(seesProfile(token.scopes) && { name, given_name: name.split(' ')[0] }),
    ...(seesEmail(token.scopes) && { email: token.account, email_verified: true }),
  });
}

function userInfoOfVersion2(google: Google, call: Call): Answer {
  const token = tokenOf(call, google.tokens);
  if (!token?.scopes.includes('openid'))
    return googleError({
      code: 401,
      message:
        'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other ' +
        'valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
      status: 'UNAUTHENTICATED',
    });
  const name = nameOf(google, token);
  return json({
    id: subjectOf(token.account),
    ...(seesEmail(token.scopes) && { email: token.account, verified_email: true }),
    ...(seesProfile(token.scopes) && { name, given_name: name.split(' ')[0] }),
  });
}

function nameOf(google: Google, { account }: AccessToken): string {
  return google.accounts.find(({ email }) => email === account)?.name ?? account;
}

function configuration(origin: string): Record<string, unknown> {
  return {
    issuer: ISSUER,
    authorization_endpoint: `${origin}/o/oauth2/v2/auth`,
    token_endpoint: `${origin}/token`,
    userinfo_endpoint: `${origin}/v1/userinfo`,
    revocation_endpoint: `${origin}/revoke`,
    jwks_uri: `${origin}/oauth2/v3/certs`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    code_challenge_methods_supported: ['plain', 'S256'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
  };
}
