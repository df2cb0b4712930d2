import * as vscode from 'vscode';
import { keyOf, readSignIn } from '../../accounts/signIns.ts';
import type { SecretStore } from '../../accounts/secretStore.ts';
import type { GoogleAccount } from '../../services/google/access.ts';
import { GOOGLE_SERVICES, GOOGLE_SERVICE_TITLES, type GoogleService } from '../../services/google/scopes.ts';
import { AUTHENTICATION_PROVIDER } from '../ids.ts';

/** What the Accounts menu does with a sign-in. */
export interface SessionPorts {
  readonly storage: vscode.SecretStorage;
  readonly secrets: SecretStore;
  /** Lets a person sign in; undefined when they turned away or it failed, which they have been told. */
  readonly signIn: (service: GoogleService | undefined) => Promise<GoogleService | undefined>;
  readonly signOut: (service: GoogleService) => Promise<void>;
}

/** The sign-ins in the Accounts menu. */
export interface GoogleSessions extends vscode.Disposable {
  /** Shows what has changed in this window. */
  readonly look: () => Promise<unknown>;
}

/** Shows who is signed in to Google in the editor's Accounts menu, in every window. */
export function googleSessions(ports: SessionPorts): GoogleSessions {
  const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  let shown: readonly vscode.AuthenticationSession[] = [];

  async function look(): Promise<readonly vscode.AuthenticationSession[]> {
    const before = shown;
    shown = await readSessions(ports.secrets);
    const isIn = (list: typeof shown) => (session: vscode.AuthenticationSession) =>
      list.some(({ id, account }) => id === session.id && account.id === session.account.id);
    const added = shown.filter((session) => !isIn(before)(session));
    const removed = before.filter((session) => !isIn(shown)(session));
    if (added.length + removed.length > 0) changed.fire({ added, removed, changed: [] });
    return shown;
  }

  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    getSessions: async (scopes) => {
      const sessions = await look();
      return sessions.filter((session) => scopes?.every((scope) => session.scopes.includes(scope)) ?? true);
    },
    createSession: async (scopes) => {
      const service = await ports.signIn(serviceFor(scopes));
      const session = (await look()).find(({ id }) => id === service);
      if (!session) throw new vscode.CancellationError();
      return session;
    },
    removeSession: async (id) => {
      const service = GOOGLE_SERVICES.find((name) => name === id);
      if (service) await ports.signOut(service);
    },
  };
  const shownThere = vscode.Disposable.from(
    changed,
    // Another window may have signed in or out.
    ports.storage.onDidChange(({ key }) => {
      if (GOOGLE_SERVICES.some((service) => keyOf(service) === key)) void look();
    }),
    vscode.authentication.registerAuthenticationProvider(
      AUTHENTICATION_PROVIDER,
      vscode.l10n.t('Album Sync'),
      provider,
      { supportsMultipleAccounts: true },
    ),
  );
  return { look, dispose: () => void shownThere.dispose() };
}

async function readSessions(secrets: SecretStore): Promise<readonly vscode.AuthenticationSession[]> {
  const found: vscode.AuthenticationSession[] = [];
  for (const service of GOOGLE_SERVICES) {
    const known = await readSignIn(secrets, service);
    if (known.ok && known.value.signIn) found.push(sessionOf(service, known.value.signIn.account));
  }
  return found;
}

/** The session has no token: other extensions could have it, and what they need not know they cannot lose. */
function sessionOf(service: GoogleService, { id, email, scopes }: GoogleAccount): vscode.AuthenticationSession {
  const label = `${email} (${GOOGLE_SERVICE_TITLES[service]})`;
  return { id: service, accessToken: '', account: { id: `${service}:${id}`, label }, scopes };
}

function serviceFor(scopes: readonly string[]): GoogleService | undefined {
  if (scopes.some((scope) => scope.includes('/photoslibrary.'))) return 'googlePhotos';
  return scopes.some((scope) => scope.includes('/drive')) ? 'googleDrive' : undefined;
}
