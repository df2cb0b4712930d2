import { html, redirect } from '../http/answers.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { readAuthRequest, type AuthRequest } from './authRequest.ts';
import { CONSENT_PATH, consentPage, refusalPage } from './consentPage.ts';
import type { Google } from './google.ts';
import { ISSUER } from './idToken.ts';
import type { Account, Decision } from './model.ts';
import { isIdentity } from './scopes.ts';

/** The pages that a browser sees: the question, and where its answer leads. */
export function authorizeRoutes(google: Google): readonly Route[] {
  const ask = (call: Call): Answer => {
    const request = readAuthRequest(call.query, google.clients);
    if ('refused' in request) return html(refusalPage(request), request.status);
    if (request.prompt.includes('none')) return redirect(silently(google, request));
    return html(consentPage(request, call.query, google.accounts));
  };
  const decide = async (call: Call): Promise<Answer> => {
    const form = new URLSearchParams((await call.body.all()).toString('utf8'));
    const request = readAuthRequest(new URLSearchParams(form.get('request') ?? ''), google.clients);
    if ('refused' in request) return html(refusalPage(request), request.status);
    if (form.get('decision') !== 'allow') return redirect(denied(request));
    const account = google.accounts.find(({ email }) => email === form.get('account'));
    if (!account) {
      const sentence = 'Couldn’t find your Google Account';
      return html(refusalPage({ refused: 'invalid_request', status: 400, sentence }), 400);
    }
    return redirect(allowed(google, request, account, form.getAll('scope')));
  };
  return [
    { name: 'oauth.auth', methods: ['GET'], path: '/o/oauth2/v2/auth', handle: ask },
    { name: 'oauth.auth', methods: ['GET'], path: '/o/oauth2/auth', handle: ask },
    { name: 'oauth.consent', methods: ['POST'], path: CONSENT_PATH, handle: decide },
  ];
}

/**
 * Where a browser goes after a person has decided on the page of this address. `deny` is the Cancel button.
 * @throws when Google would refuse the request, or there is no such account: such a test has a fault of its own.
 */
export function decideAt(google: Google, address: string, decision: Decision | 'deny'): string {
  const request = readAuthRequest(new URL(address).searchParams, google.clients);
  if ('refused' in request) throw new Error(`Google refuses this: ${request.refused}, ${request.sentence}`);
  if (decision === 'deny') return denied(request);
  const account = google.accounts.find(({ email }) => email === decision.account);
  if (!account) throw new Error(`The emulator has no account ${decision.account}`);
  return allowed(google, request, account, decision.scopes ?? request.scopes);
}

function allowed(google: Google, request: AuthRequest, account: Account, ticked: readonly string[]): string {
  const granted = request.scopes.filter((scope) => isIdentity(scope) || ticked.includes(scope));
  if (granted.length === 0) return denied(request);
  const code = google.grants.issueCode(request, account.email, granted);
  const scope = google.grants.findCode(code)?.scopes.join(' ') ?? '';
  return back(request, { iss: ISSUER, code, scope, authuser: '0', prompt: request.prompt.join(' ') || 'consent' });
}

function denied(request: AuthRequest): string {
  return back(request, { error: 'access_denied' });
}

/** `prompt=none`: no page may be shown, so all must have been allowed before. */
function silently(google: Google, request: AuthRequest): string {
  const known = google.accounts.filter(({ email }) => request.loginHint === undefined || email === request.loginHint);
  const [account] = known;
  if (!account) return back(request, { error: 'login_required' });
  const before = google.grants.allowed(account.email, request.client.id);
  return known.length === 1 && request.scopes.every((scope) => before.includes(scope))
    ? allowed(google, request, account, request.scopes)
    : back(request, { error: 'interaction_required' });
}

function back({ redirectUri, state }: AuthRequest, answer: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri);
  if (state !== undefined) url.searchParams.set('state', state);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  return url.href;
}
