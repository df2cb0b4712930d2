import * as vscode from 'vscode';
import { knownClient, openClientFile, orphanedClient } from '../../accounts/clientChoice.ts';
import type { AccessPorts } from '../../accounts/googleAccess.ts';
import type { OAuthClient } from '../../accounts/oauthClient.ts';
import { signIn } from '../../accounts/signIn.ts';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import type { GoogleAccount } from '../../services/google/access.ts';
import {
  GOOGLE_SERVICE_TITLES,
  wantedScopes,
  type DriveScope,
  type GoogleService,
} from '../../services/google/scopes.ts';
import { CLIENT_WALKTHROUGH } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { problemText } from '../problems/problemText.ts';
import { configurationOf } from '../settings.ts';
import { openFolders } from '../workspaceFolders.ts';
import type { AccountOptions } from './accountOptions.ts';
import { chooseClient } from './chooseClient.ts';
import { chooseService } from './chooseService.ts';
import { personalGuide, silentGuide } from './waitForReturn.ts';

/** What a sign-in in the editor works with. */
export interface SignInPorts extends AccessPorts {
  /** How many items are remembered as sent to a service. */
  readonly sentItems: (service: GoogleService) => Promise<number>;
}

/** Who signed in to what. */
export interface SignedIn {
  readonly service: GoogleService;
  readonly account: GoogleAccount;
}

/** Lets a person sign in, and tells how that ended. Called by a program it asks and tells nothing. */
export async function signInToGoogle(options: AccountOptions, ports: SignInPorts): Promise<Result<SignedIn>> {
  const signedIn = await trySignIn(options, ports);
  if (options.interactive) void tell(signedIn, options, ports);
  return signedIn;
}

async function trySignIn(options: AccountOptions, ports: SignInPorts): Promise<Result<SignedIn>> {
  const asked = await whatToSignInTo(options, ports);
  if (!asked.ok) return asked;
  const { service, client } = asked.value;
  const title = vscode.l10n.t('Album Sync: Sign In to {0}', GOOGLE_SERVICE_TITLES[service]);
  const guide = options.open ? silentGuide(options.open) : personalGuide(title);
  const request = { service, client, scopes: wantedScopes(service, { drive: driveScope() }) };
  const account = await signIn(request, ports, guide, new AbortController().signal);
  return account.ok ? ok({ service, account: account.value }) : account;
}

/** Several folders share a sign-in, so it is for the one that needs the most. */
function driveScope(): DriveScope {
  return openFolders().some((folder) => configurationOf(folder).get('googleDrive.scope') === 'all') ? 'all' : 'file';
}

async function whatToSignInTo(
  options: AccountOptions,
  { secrets, sentItems }: SignInPorts,
): Promise<Result<{ readonly service: GoogleService; readonly client: OAuthClient }>> {
  const { interactive } = options;
  if (!interactive && !(options.service && options.open))
    return fail(problem('E_SIGN_IN_FAILED', phrase`A program has to say the service, and to open the page`));
  const choice = options.service ? { service: options.service, isOtherClient: false } : await chooseService(secrets);
  if (!choice) return fail(problem('E_CANCELLED'));
  const { service } = choice;
  const client = await clientFor(service, options, () =>
    choice.isOtherClient ? Promise.resolve(ok(undefined)) : knownClient(secrets, service),
  );
  if (!client.ok) return client;
  const orphaned = await orphanedClient(secrets, service, client.value);
  if (!orphaned.ok) return orphaned;
  const mayUse =
    orphaned.value === undefined ||
    !interactive ||
    (await mayChangeClient(service, orphaned.value, await sentItems(service)));
  return mayUse ? ok({ service, client: client.value }) : fail(problem('E_CANCELLED'));
}

async function clientFor(
  service: GoogleService,
  { client, clientFile, interactive }: AccountOptions,
  known: () => ReturnType<typeof knownClient>,
): Promise<Result<OAuthClient>> {
  if (client) return ok(client);
  if (clientFile !== undefined) return openClientFile(clientFile);
  const found = await known();
  if (!found.ok) return found;
  if (found.value) return ok(found.value);
  return interactive
    ? chooseClient()
    : fail(problem('E_CLIENT_FILE', phrase`There is no OAuth client for ${service} yet`));
}

/** Another client sees nothing of what was sent before. */
async function mayChangeClient(service: GoogleService, before: string, sent: number): Promise<boolean> {
  const title = GOOGLE_SERVICE_TITLES[service];
  const question = vscode.l10n.t('Sign in to {0} with another OAuth client than before?', title);
  const loss = vscode.l10n.t(
    'What was sent with the client {0} stays in {1}, but cannot be seen with this one. The next sync would send all of it again.',
    before,
    title,
  );
  const detail = sent === 0 ? loss : `${loss}\n\n${vscode.l10n.t('Items that were sent so far: {0}', sent)}`;
  const verb = vscode.l10n.t('Use the Other Client');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, verb)) === verb;
}

async function tell(signedIn: Result<SignedIn>, options: AccountOptions, ports: SignInPorts): Promise<void> {
  if (signedIn.ok) return tellWho(signedIn.value);
  if (signedIn.problem.code === 'E_CANCELLED') return;
  const again = vscode.l10n.t('Try Again');
  const chosen = await vscode.window.showErrorMessage(plainText(problemText(signedIn.problem)), again);
  if (chosen === again) await signInToGoogle(options, ports);
}

async function tellWho({ service, account: { email, endsMs } }: SignedIn): Promise<void> {
  const who = vscode.l10n.t('Signed in to {0} as {1}.', GOOGLE_SERVICE_TITLES[service], plainText(email));
  if (endsMs === undefined) {
    void vscode.window.showInformationMessage(who);
    return;
  }
  const day = new Date(endsMs).toLocaleDateString(vscode.env.language, { dateStyle: 'long' });
  const until = vscode.l10n.t('The sign-in ends on {0}, because the app of your client is in "Testing".', day);
  const how = vscode.l10n.t('How to Make It Last');
  if ((await vscode.window.showInformationMessage(`${who} ${until}`, how)) === how) {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', {
      category: CLIENT_WALKTHROUGH,
      step: 'consent',
    });
  }
}
