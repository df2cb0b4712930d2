import { json } from '../http/answers.ts';
import type { Answer, Call } from '../http/route.ts';

/** The parameters of a request to Google's OAuth endpoints: query, form, and JSON are all taken. */
export async function readParameters(call: Call): Promise<URLSearchParams> {
  const text = (await call.body.all()).toString('utf8');
  const isJson = /^application\/json\b/i.test(call.headers['content-type'] ?? '');
  const sent = isJson ? fromJson(text) : new URLSearchParams(text);
  return new URLSearchParams([...call.query, ...sent]);
}

/** An error as RFC 6749 has it, and as every OAuth endpoint of Google sends it. */
export function oauthError(error: string, description: string, status = 400): Answer {
  return json({ error, error_description: description }, status);
}

function fromJson(text: string): URLSearchParams {
  try {
    const value: unknown = JSON.parse(text);
    const entries = Object.entries(value as object).filter(([, one]) => typeof one === 'string');
    return new URLSearchParams(entries as [string, string][]);
  } catch {
    return new URLSearchParams();
  }
}
