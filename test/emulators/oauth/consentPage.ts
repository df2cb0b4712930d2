import type { AuthRefusal, AuthRequest } from './authRequest.ts';
import type { Account } from './model.ts';
import { isIdentity } from './scopes.ts';

/** Where the form of the consent page is sent. */
export const CONSENT_PATH = '/signin/oauth/consent';

/** The page on which a person chooses an account and what an app may do. It works without a script. */
export function consentPage(request: AuthRequest, query: URLSearchParams, accounts: readonly Account[]): string {
  const chosen = accounts.find(({ email }) => email === request.loginHint) ?? accounts[0];
  const people = accounts.map(
    ({ email, name }) =>
      `<label><input type="radio" name="account" value="${escaped(email)}"${email === chosen?.email ? ' checked' : ''}>
        ${escaped(name ?? email)} <small>${escaped(email)}</small></label>`,
  );
  const boxes = request.scopes.map((scope) =>
    isIdentity(scope)
      ? `<p>${escaped(scope)}</p>`
      : `<label><input type="checkbox" name="scope" value="${escaped(scope)}" checked> ${escaped(scope)}</label>`,
  );
  return page(
    'Sign in - Google Accounts (emulator)',
    `<h1>Sign in with Google</h1>
    <p><b>${escaped(request.client.id)}</b> wants access to your Google Account</p>
    <form method="post" action="${CONSENT_PATH}">
      <input type="hidden" name="request" value="${escaped(query.toString())}">
      <fieldset><legend>Choose an account</legend>
        ${people.join('\n        ')}
      </fieldset>
      <fieldset><legend>Select what the app can access</legend>
        ${boxes.join('\n        ')}
      </fieldset>
      <button type="submit" name="decision" value="cancel">Cancel</button>
      <button type="submit" name="decision" value="allow">Allow</button>
    </form>`,
  );
}

/** The page for a request that Google refuses. */
export function refusalPage({ refused, status, sentence }: AuthRefusal): string {
  return page(
    'Error - Google Accounts (emulator)',
    `<h1>Access blocked: Authorization Error</h1>
    <p>${escaped(sentence)}</p>
    <p>Error ${String(status)}: ${escaped(refused)}</p>`,
  );
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>
      :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
      body { max-width: 32rem; margin: 3rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
      fieldset { margin: 1rem 0; } label { display: block; padding: .4rem 0; } button { padding: .5rem 1.5rem; }
    </style>
  </head>
  <body>
    ${body}
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
