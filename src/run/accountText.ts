import { readSignIn } from '../accounts/signIns.ts';
import type { SignedOut } from '../accounts/signOut.ts';
import { ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import type { GoogleAccount } from '../services/google/access.ts';
import { GOOGLE_SERVICES, GOOGLE_SERVICE_TITLES } from '../services/google/scopes.ts';
import type { GoogleService } from '../services/google/scopes.ts';
import type { AccountPorts } from './accountMain.ts';

/** Where a person sees and removes what apps may do. */
const CONNECTIONS = 'https://myaccount.google.com/connections';

export function signedInText(service: GoogleService, account: GoogleAccount): string {
  return `Signed in to ${GOOGLE_SERVICE_TITLES[service]} as ${account.email}.\n${endText(account)}`;
}

export function signedOutText(service: GoogleService, { account, revoked }: SignedOut): string {
  const title = GOOGLE_SERVICE_TITLES[service];
  if (!account) return `Nobody is signed in to ${title}.\n`;
  const done = `Signed out of ${title}; ${account.email} is forgotten here.\n`;
  if (revoked === 'done') return `${done}Google has revoked the access.\n`;
  if (revoked === 'shared')
    return `${done}Google was not asked to revoke the access, because that would end the other sign-in of the account too.\n`;
  return `${done}Google could not be asked to revoke the access (${revoked.code}); do it at ${CONNECTIONS}\n`;
}

/** Who is signed in, and never a secret. */
export async function accountsText(ports: AccountPorts): Promise<Result<string>> {
  const accounts = await signedIn(ports);
  if (!accounts.ok) return accounts;
  const lines = accounts.value.map(
    ({ service, account }) =>
      `${service}  ${account ? `${account.email}  (OAuth client ${account.clientId})` : '-'}\n${account ? endText(account) : ''}`,
  );
  const guard = ports.platform === 'win32' ? 'guarded by the rights of your user profile' : 'only you can read it';
  return ok(`${lines.join('')}Sign-ins of the command line are kept in ${ports.secretsFile} (${guard}).\n`);
}

/** The same for a program. */
export async function accountsJson(ports: AccountPorts): Promise<Result<string>> {
  const accounts = await signedIn(ports);
  if (!accounts.ok) return accounts;
  const list = accounts.value.flatMap(({ service, account }) => (account ? [{ service, ...account }] : []));
  return ok(`${JSON.stringify(list)}\n`);
}

async function signedIn({ secrets }: AccountPorts) {
  const accounts: { readonly service: GoogleService; readonly account: GoogleAccount | undefined }[] = [];
  for (const service of GOOGLE_SERVICES) {
    const known = await readSignIn(secrets, service);
    if (!known.ok) return known;
    accounts.push({ service, account: known.value.signIn?.account });
  }
  return ok(accounts);
}

function endText({ endsMs }: GoogleAccount): string {
  if (endsMs === undefined) return '';
  return `  This sign-in ends on ${new Date(endsMs).toISOString().slice(0, 10)}, as Google said: the app of the OAuth client is in "Testing".\n`;
}
