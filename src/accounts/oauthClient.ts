import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';

/** An OAuth client for a desktop app, which a person made in the Google Cloud console. */
export interface OAuthClient {
  readonly id: string;
  /** Google asks for it, and knows that a program on a person's computer cannot hide it. */
  readonly secret: string;
}

/** Reads the text of a `client_secret*.json`, as Google's console gives it out: `E_CLIENT_FILE` for anything else. */
export function readClientFile(text: string): Result<OAuthClient> {
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return unfit(phrase`The file is not JSON`);
  }
  const { installed, web, type } = fieldsOf(file);
  if (web !== undefined)
    return unfit(
      phrase`This is a client of the type "Web application", which cannot return to a program on this computer`,
    );
  if (type === 'service_account')
    return unfit(phrase`This is the key of a service account, which has no photos and no room of its own`);
  if (installed === undefined) return unfit(phrase`The file has no part "installed", as that of a desktop app has`);
  const { client_id: id, client_secret: secret } = fieldsOf(installed);
  return readClient(id, secret);
}

/** Checks what was typed. */
export function readClient(id: unknown, secret: unknown): Result<OAuthClient> {
  if (typeof id !== 'string' || !/^[\w.-]{1,256}$/.test(id.trim()))
    return unfit(phrase`The client ID is missing or wrong`);
  if (typeof secret !== 'string' || !/^[\x21-\x7e]{1,256}$/.test(secret.trim()))
    return unfit(phrase`The client secret is missing or wrong`);
  return ok({ id: id.trim(), secret: secret.trim() });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function unfit(about: Phrase): Result<never> {
  return fail(problem('E_CLIENT_FILE', about));
}
