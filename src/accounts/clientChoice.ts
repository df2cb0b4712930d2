import { readFile } from 'node:fs/promises';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { GOOGLE_SERVICES } from '../services/google/scopes.ts';
import type { GoogleService } from '../services/google/scopes.ts';
import { readClientFile } from './oauthClient.ts';
import type { OAuthClient } from './oauthClient.ts';
import type { SecretStore } from './secretStore.ts';
import { readSignIn } from './signIns.ts';

/** A longer file is not one of Google's; characters. */
const LONGEST = 64 * 1024;

/** Reads the file of an OAuth client: `E_CLIENT_FILE` for one that cannot be read or used. */
export async function openClientFile(file: string): Promise<Result<OAuthClient>> {
  try {
    const text = await readFile(file, 'utf8');
    return text.length > LONGEST ? fail(problem('E_CLIENT_FILE', phrase`${file} is too long`)) : readClientFile(text);
  } catch {
    return fail(problem('E_CLIENT_FILE', phrase`${file} cannot be read`));
  }
}

/** The client that need not be asked for again: that of the last sign-in to this service, else that of another one. */
export async function knownClient(
  secrets: SecretStore,
  service: GoogleService,
): Promise<Result<OAuthClient | undefined>> {
  let found: OAuthClient | undefined;
  for (const name of [service, ...GOOGLE_SERVICES.filter((other) => other !== service)]) {
    const known = await readSignIn(secrets, name);
    if (!known.ok) return known;
    found ??= known.value.signIn?.client;
  }
  return ok(found);
}

/** The client with which the service was used until now, where it is another one: its photos would be out of sight. */
export async function orphanedClient(
  secrets: SecretStore,
  service: GoogleService,
  client: OAuthClient,
): Promise<Result<string | undefined>> {
  const known = await readSignIn(secrets, service);
  if (!known.ok) return known;
  const { lastClientId } = known.value;
  return ok(lastClientId === client.id ? undefined : lastClientId);
}
