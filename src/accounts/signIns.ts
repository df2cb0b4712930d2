import { problem } from '../engine/errors.ts';
import type { Phrase } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import type { GoogleAccount } from '../services/google/access.ts';
import type { GoogleService } from '../services/google/scopes.ts';
import { readClient } from './oauthClient.ts';
import type { OAuthClient } from './oauthClient.ts';
import type { SecretStore } from './secretStore.ts';

/** What is kept of a sign-in: all that it takes to get access again and again. */
export interface SignIn {
  readonly client: OAuthClient;
  readonly account: GoogleAccount;
  readonly refreshToken: string;
}

/** What is known of a service. */
export interface KnownSignIn {
  readonly signIn: SignIn | undefined;
  /** The id of the client of the last sign-in, also after the sign-out: another one would not see what this one sent. */
  readonly lastClientId: string | undefined;
}

/** Reads what is kept; what cannot be understood counts as nothing, because a sign-in mends it. */
export async function readSignIn(secrets: SecretStore, service: GoogleService): Promise<Result<KnownSignIn>> {
  const kept = await secrets.get(keyOf(service));
  return kept.ok ? ok(parse(kept.value)) : kept;
}

export function keepSignIn(secrets: SecretStore, service: GoogleService, signIn: SignIn): Promise<Result<void>> {
  return secrets.set(keyOf(service), JSON.stringify({ version: 1, lastClientId: signIn.client.id, signIn }));
}

/** Forgets all that is secret. */
export async function forgetSignIn(secrets: SecretStore, service: GoogleService): Promise<Result<void>> {
  const known = await readSignIn(secrets, service);
  if (!known.ok) return known;
  const { lastClientId } = known.value;
  return lastClientId === undefined
    ? secrets.delete(keyOf(service))
    : secrets.set(keyOf(service), JSON.stringify({ version: 1, lastClientId }));
}

/** That somebody has to sign in. */
export function nobodySignedIn(about: Phrase): Result<never> {
  return fail(problem('E_SIGN_IN', about));
}

/** The name under which a service's sign-in is kept. */
export function keyOf(service: GoogleService): string {
  return `albumSync.google.${service}`;
}

function parse(text: string | undefined): KnownSignIn {
  const nothing: KnownSignIn = { signIn: undefined, lastClientId: undefined };
  if (text === undefined) return nothing;
  try {
    const { version, lastClientId, signIn } = JSON.parse(text) as Record<string, unknown>;
    if (version !== 1 || typeof lastClientId !== 'string') return nothing;
    return { lastClientId, signIn: asSignIn(signIn) };
  } catch {
    return nothing;
  }
}

function asSignIn(value: unknown): SignIn | undefined {
  const { client, account, refreshToken } = (value ?? {}) as Partial<SignIn>;
  const read = readClient(client?.id, client?.secret);
  const isWhole =
    typeof account?.id === 'string' &&
    typeof account.email === 'string' &&
    Array.isArray(account.scopes) &&
    typeof refreshToken === 'string';
  return read.ok && isWhole ? { client: read.value, account, refreshToken } : undefined;
}
