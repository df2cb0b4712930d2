import * as vscode from 'vscode';
import { knownClient } from '../../accounts/clientChoice.ts';
import type { SecretStore } from '../../accounts/secretStore.ts';
import { readSignIn } from '../../accounts/signIns.ts';
import { GOOGLE_SERVICES, GOOGLE_SERVICE_TITLES, type GoogleService } from '../../services/google/scopes.ts';

/** Which service, and whether the client that is known is not wanted. */
export interface ServiceChoice {
  readonly service: GoogleService;
  readonly isOtherClient: boolean;
}

/** Asks what to sign in to; undefined when the person turned away. */
export async function chooseService(secrets: SecretStore): Promise<ServiceChoice | undefined> {
  const plain: (vscode.QuickPickItem & ServiceChoice)[] = [];
  const others: typeof plain = [];
  for (const service of GOOGLE_SERVICES) {
    const title = GOOGLE_SERVICE_TITLES[service];
    const email = await emailOf(secrets, service);
    const description = email === undefined ? '' : vscode.l10n.t('signed in as {0}', email);
    plain.push({ label: title, description, service, isOtherClient: false });
    const client = await knownClient(secrets, service);
    const label = vscode.l10n.t('{0}, with Another OAuth Client…', title);
    if (client.ok && client.value) others.push({ label, service, isOtherClient: true });
  }
  const line = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const chosen = await vscode.window.showQuickPick([...plain, line, ...others], {
    title: vscode.l10n.t('Album Sync: Sign In'),
    placeHolder: vscode.l10n.t('To which service?'),
    // Like the questions after it: a page that takes the focus late, as after a reload, must not close it.
    ignoreFocusOut: true,
  });
  return chosen && 'service' in chosen ? chosen : undefined;
}

/** Asks whom to sign out; undefined when the person turned away or nobody is signed in. */
export async function chooseSignedIn(secrets: SecretStore): Promise<GoogleService | undefined> {
  const items: (vscode.QuickPickItem & { readonly service: GoogleService })[] = [];
  for (const service of GOOGLE_SERVICES) {
    const email = await emailOf(secrets, service);
    if (email !== undefined) items.push({ label: GOOGLE_SERVICE_TITLES[service], description: email, service });
  }
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nobody is signed in.'));
    return undefined;
  }
  const title = vscode.l10n.t('Album Sync: Sign Out');
  return (await vscode.window.showQuickPick(items, { title }))?.service;
}

async function emailOf(secrets: SecretStore, service: GoogleService): Promise<string | undefined> {
  const known = await readSignIn(secrets, service);
  return known.ok ? known.value.signIn?.account.email : undefined;
}
