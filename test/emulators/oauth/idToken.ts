import { createHash, generateKeyPair, sign, verify, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { AuthRequest } from './authRequest.ts';
import { subjectOf, type Account } from './model.ts';
import { seesEmail, seesProfile } from './scopes.ts';

/** Signs the tokens that say who somebody is, with a key made for this emulator. */
export interface IdTokenSigner {
  sign(claims: IdClaims): Promise<string>;
  /** Head and claims of a token that carries this signer's signature. */
  verified(token: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** The public key as in `/oauth2/v3/certs`. */
  jwk(): Promise<Readonly<Record<string, unknown>>>;
  /** The public key as in `/oauth2/v1/certs`, by its id. Google's are certificates; this is a bare key in PEM. */
  pem(): Promise<Readonly<Record<string, string>>>;
}

/** What an id token is made from. */
export interface IdClaims {
  readonly account: Account;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly nonce: AuthRequest['nonce'];
  readonly nowMs: number;
}

/** Who issues the tokens. Clients compare it with Google's name, wherever the emulator is. */
export const ISSUER = 'https://accounts.google.com';

interface Keys {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export function createIdTokenSigner(): IdTokenSigner {
  // Made when first asked for: most tests never ask, and a key takes a while.
  let made: Promise<Keys> | undefined;
  const keys = () => (made ??= makeKeys());
  return {
    sign: async (claims) => {
      const { kid, privateKey } = await keys();
      const parts = [{ alg: 'RS256', kid, typ: 'JWT' }, payload(claims)];
      const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    },
    verified: async (token) => {
      const [head = '', body = '', signature = ''] = token.split('.');
      const { publicKey } = await keys();
      const isOurs = verify('sha256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'));
      return isOurs ? { ...decoded(body), ...decoded(head) } : undefined;
    },
    jwk: async () => {
      const { kid, publicKey } = await keys();
      return { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
    },
    pem: async () => {
      const { kid, publicKey } = await keys();
      return { [kid]: publicKey.export({ format: 'pem', type: 'spki' }).toString() };
    },
  };
}

async function makeKeys(): Promise<Keys> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const der = pair.publicKey.export({ format: 'der', type: 'spki' });
  return { ...pair, kid: createHash('sha1').update(der).digest('hex') };
}

function decoded(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
}

function payload({ account, clientId, scopes, accessToken, nonce, nowMs }: IdClaims): Record<string, unknown> {
  const iat = Math.floor(nowMs / 1000);
  return {
    iss: ISSUER,
    azp: clientId,
    aud: clientId,
    sub: subjectOf(account.email),
    ...(seesEmail(scopes) && { email: account.email, email_verified: true }),
    at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
    ...(nonce !== undefined && { nonce }),
    ...(seesProfile(scopes) && { name: account.name ?? account.email }),
    iat,
    exp: iat + 3600,
  };
}
