import type { OAuthClient } from './model.ts';
import { readScopes } from './scopes.ts';

/** What an app asks for when it sends a person to Google. */
export interface AuthRequest {
  readonly client: OAuthClient;
  readonly redirectUri: string;
  /** As Google spells them, see `readScopes`. */
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly loginHint: string | undefined;
  readonly prompt: readonly string[];
  readonly offline: boolean;
  readonly includeGranted: boolean;
  readonly challenge: Challenge | undefined;
}

/** The proof of RFC 7636 that the code must be redeemed with. */
export interface Challenge {
  readonly method: 'S256' | 'plain';
  readonly text: string;
}

/** What is wrong with a request. Google tells it the person on a page and never the app, which may be an impostor. */
export interface AuthRefusal {
  readonly refused: string;
  readonly status: number;
  readonly sentence: string;
}

/** Reads the query of the authorization endpoint. */
export function readAuthRequest(query: URLSearchParams, clients: readonly OAuthClient[]): AuthRequest | AuthRefusal {
  const repeated = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) return refusal(`Parameter not allowed more than once: ${repeated}`);
  const text = (name: string) => query.get(name) || undefined;
  const clientId = text('client_id');
  if (clientId === undefined) return missing('client_id');
  const client = clients.find(({ id }) => id === clientId);
  if (!client) return { refused: 'invalid_client', status: 401, sentence: 'The OAuth client was not found.' };
  const responseType = text('response_type');
  if (responseType === undefined) return missing('response_type');
  if (responseType !== 'code') return refusal(`Invalid response_type: ${responseType}`, 'unsupported_response_type');
  const redirectUri = text('redirect_uri');
  if (redirectUri === undefined) return missing('redirect_uri');
  const unfit = unfitRedirect(client, redirectUri);
  if (unfit) return unfit;
  const scopeText = text('scope');
  if (scopeText === undefined) return missing('scope');
  const { valid, invalid } = readScopes(scopeText);
  if (invalid.length > 0)
    return refusal(
      `Some requested scopes were invalid. {valid=[${valid.join(', ')}], invalid=[${invalid.join(', ')}]}`,
      'invalid_scope',
    );
  const challenge = readChallenge(text('code_challenge'), text('code_challenge_method'));
  if (challenge && 'refused' in challenge) return challenge;
  const accessType = text('access_type') ?? 'online';
  if (!['online', 'offline'].includes(accessType)) return refusal(`Invalid access_type: ${accessType}`);
  return {
    client,
    redirectUri,
    scopes: valid,
    state: text('state'),
    nonce: text('nonce'),
    loginHint: text('login_hint'),
    prompt: (text('prompt') ?? '').split(' ').filter((word) => word !== ''),
    offline: accessType === 'offline',
    includeGranted: text('include_granted_scopes') === 'true',
    challenge,
  };
}

function unfitRedirect(client: OAuthClient, redirectUri: string): AuthRefusal | undefined {
  if (redirectUri.startsWith('urn:ietf:wg:oauth:2.0:oob'))
    return refusal('The out-of-band (OOB) flow has been blocked in order to keep users secure.');
  const fits = client.kind === 'web' ? (client.redirectUris ?? []).includes(redirectUri) : isLoopback(redirectUri);
  return fits
    ? undefined
    : refusal(
        `The redirect URI in the request, ${redirectUri}, does not match the ones authorized for the OAuth client.`,
        'redirect_uri_mismatch',
      );
}

function isLoopback(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return (
    url?.protocol === 'http:' &&
    ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname) &&
    url.username === '' &&
    url.hash === ''
  );
}

function readChallenge(text: string | undefined, method = 'plain'): Challenge | AuthRefusal | undefined {
  if (text === undefined) return undefined;
  if (method !== 'S256' && method !== 'plain') return refusal(`Invalid code_challenge_method: ${method}`);
  const shape = method === 'S256' ? /^[\w-]{43}$/ : /^[\w.~-]{43,128}$/;
  return shape.test(text) ? { method, text } : refusal('Invalid code_challenge: code_challenge is malformed.');
}

function missing(parameter: string): AuthRefusal {
  return refusal(`Missing required parameter: ${parameter}`);
}

function refusal(sentence: string, refused = 'invalid_request'): AuthRefusal {
  return { refused, status: 400, sentence };
}
