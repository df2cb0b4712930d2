import type { Answer } from './route.ts';

/** JSON as Google writes it: two blanks of indentation, unless the client asked for `prettyPrint=false`. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': 'private', ...headers },
    body: `${JSON.stringify(body, undefined, 2)}\n`,
  };
}

export function html(body: string, status = 200): Answer {
  return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8', 'Referrer-Policy': 'no-referrer' }, body };
}

export function text(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, body };
}

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: '' };
}

export function redirect(to: string, status = 302): Answer {
  return { status, headers: { Location: to }, body: '' };
}

/** What stands in Google's error envelope; `errors` and `details` only where the API in question sends them. */
export interface GoogleError {
  readonly code: number;
  readonly message: string;
  readonly errors?: readonly Readonly<Record<string, string>>[];
  /** Name of the gRPC code, for example `INVALID_ARGUMENT`. */
  readonly status?: string;
  readonly details?: readonly Readonly<Record<string, unknown>>[];
}

/** `{"error":{"code":…,"message":…,"errors":…,"status":…,"details":…}}`, with the status that `code` names. */
export function googleError(error: GoogleError, headers: Readonly<Record<string, string>> = {}): Answer {
  const { code, message, errors, status, details } = error;
  const body = { code, message, ...(errors && { errors }), ...(status && { status }), ...(details && { details }) };
  const challenge = code === 401 ? { 'WWW-Authenticate': 'Bearer realm="https://accounts.google.com/"' } : {};
  return json({ error: body }, code, { Vary: 'Origin', ...challenge, ...headers });
}

/** The page with the broken robot, which Google's front door answers to an address that no service has. */
export function notFoundPage(pathname: string): Answer {
  const shown = pathname.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return robotPage(404, 'Not Found', `The requested URL <code>${shown}</code> was not found on this server.`);
}

/** Google's HTML for a failure in front of the API, for example `robotPage(502, 'Server Error', 'The server …')`. */
export function robotPage(status: number, title: string, sentence: string): Answer {
  return html(
    `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <meta name=viewport content="initial-scale=1, minimum-scale=1, width=device-width">
  <title>Error ${String(status)} (${title})!!1</title>
  <p><b>${String(status)}.</b> <ins>That’s an error.</ins>
  <p>${sentence}  <ins>That’s all we know.</ins>
`,
    status,
  );
}
