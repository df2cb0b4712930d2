import * as vscode from 'vscode';
import type { AccessPorts } from '../../accounts/googleAccess.ts';
import { signOut, type SignedOut } from '../../accounts/signOut.ts';
import { problem } from '../../engine/errors.ts';
import { fail, type Result } from '../../engine/result.ts';
import { GOOGLE_SERVICE_TITLES, type GoogleService } from '../../services/google/scopes.ts';
import { plainText } from '../plainText.ts';
import { problemText } from '../problems/problemText.ts';
import type { AccountOptions } from './accountOptions.ts';
import { chooseSignedIn } from './chooseService.ts';

/** Where a person sees and removes what apps may do. */
const CONNECTIONS = 'https://myaccount.google.com/connections';

/** Signs out whom a person chooses, and tells how that ended. Called by a program it asks and tells nothing. */
export async function signOutOfGoogle(options: AccountOptions, ports: AccessPorts): Promise<Result<SignedOut>> {
  const { interactive } = options;
  const service = options.service ?? (interactive ? await chooseSignedIn(ports.secrets) : undefined);
  if (!service) return fail(problem('E_CANCELLED'));
  const out = await signOut(service, ports, new AbortController().signal);
  if (interactive) void tell(service, out);
  return out;
}

async function tell(service: GoogleService, out: Result<SignedOut>): Promise<void> {
  if (!out.ok) {
    void vscode.window.showErrorMessage(plainText(problemText(out.problem)));
    return;
  }
  const done = vscode.l10n.t('Signed out of {0}.', GOOGLE_SERVICE_TITLES[service]);
  const { revoked } = out.value;
  if (revoked === 'done') {
    void vscode.window.showInformationMessage(done);
    return;
  }
  const about =
    revoked === 'shared'
      ? vscode.l10n.t('Google was not asked to revoke the access, because that would end the other sign-in too.')
      : vscode.l10n.t('Google could not be asked to revoke the access; you can do that in your Google account.');
  const open = vscode.l10n.t('Open Google Account');
  const chosen = await vscode.window.showInformationMessage(
    `${done} ${about}`,
    ...(revoked === 'shared' ? [] : [open]),
  );
  if (chosen === open) await vscode.env.openExternal(vscode.Uri.parse(CONNECTIONS));
}
