import path from 'node:path';
import process from 'node:process';
import { knownClient, openClientFile, orphanedClient } from '../accounts/clientChoice.ts';
import type { AccessPorts } from '../accounts/googleAccess.ts';
import type { OAuthClient } from '../accounts/oauthClient.ts';
import { signIn } from '../accounts/signIn.ts';
import type { Guide } from '../accounts/signIn.ts';
import { signOut } from '../accounts/signOut.ts';
import { aborted } from '../engine/aborted.ts';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { GOOGLE_SERVICE_TITLES, wantedScopes } from '../services/google/scopes.ts';
import type { GoogleService } from '../services/google/scopes.ts';
import type { AccountCommand } from './accountArguments.ts';
import { accountsJson, accountsText, signedInText, signedOutText } from './accountText.ts';
import { openBrowser } from './openBrowser.ts';

/** What the commands about accounts work with. */
export interface AccountPorts extends AccessPorts {
  readonly platform: NodeJS.Platform;
  /** Absolute path of the file of secrets. */
  readonly secretsFile: string;
  /** How many items are remembered as sent to a service. */
  readonly sentItems: (service: GoogleService) => Promise<number>;
  readonly print: (text: string) => Promise<void>;
}

type SignInCommand = Extract<AccountCommand, { readonly kind: 'signIn' }>;

/** Carries out a command about accounts. 0 done; 2 not done, and why is said; 130 interrupted. */
export async function accountMain(command: AccountCommand, ports: AccountPorts, signal: AbortSignal): Promise<number> {
  const done = await carryOut(command, ports, signal);
  if (done.ok) {
    await ports.print(done.value);
    return 0;
  }
  if (signal.aborted) return 130;
  process.stderr.write(`${done.problem.code}: ${done.problem.message}\n`);
  return 2;
}

function carryOut(command: AccountCommand, ports: AccountPorts, signal: AbortSignal): Promise<Result<string>> {
  switch (command.kind) {
    case 'signIn':
      return signInHere(command, ports, signal);
    case 'signOut':
      return signOutHere(command.service, ports, signal);
    case 'accounts':
      return command.json ? accountsJson(ports) : accountsText(ports);
  }
}

async function signInHere(command: SignInCommand, ports: AccountPorts, signal: AbortSignal): Promise<Result<string>> {
  const { service, back, drive } = command;
  const client = await clientOf(command, ports);
  if (!client.ok) return client;
  const stays = await mayUse(client.value, command, ports, signal);
  if (!stays.ok) return stays;
  const guide = back === 'pasted' ? pastingGuide(ports) : browserGuide(ports);
  const request = { service, client: client.value, scopes: wantedScopes(service, { drive }) };
  const account = await signIn(request, ports, guide, signal);
  return account.ok ? ok(signedInText(service, account.value)) : account;
}

async function clientOf({ service, clientFile }: SignInCommand, ports: AccountPorts): Promise<Result<OAuthClient>> {
  if (clientFile !== undefined) return openClientFile(path.resolve(clientFile));
  const known = await knownClient(ports.secrets, service);
  if (!known.ok) return known;
  return known.value
    ? ok(known.value)
    : fail(problem('E_CLIENT_FILE', phrase`There is no OAuth client yet; name its file with --client FILE`));
}

/** Another client sees nothing of what was sent before, so a person is asked first. */
async function mayUse(
  client: OAuthClient,
  { service, mayChangeClient }: SignInCommand,
  { secrets, print, sentItems }: AccountPorts,
  signal: AbortSignal,
): Promise<Result<void>> {
  const orphaned = await orphanedClient(secrets, service, client);
  if (!orphaned.ok) return orphaned;
  if (orphaned.value === undefined || mayChangeClient) return ok();
  const sent = await sentItems(service);
  const what = sent === 0 ? 'What was sent with that one' : `What was sent with that one (items: ${sent})`;
  const warning =
    `${GOOGLE_SERVICE_TITLES[service]} was used with another OAuth client until now (${orphaned.value}). ` +
    `${what} stays there, but cannot be seen with this one and would be sent again`;
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    return fail(problem('E_SIGN_IN_FAILED', phrase`${warning}. Add --yes if that is wanted`));
  await print(`${warning}.\n`);
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Use this one? [y/N] ', { signal }).catch(() => '');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim()) ? ok() : fail(problem('E_CANCELLED', phrase`The sign-in was given up`));
}

function browserGuide({ print, platform, env }: AccountPorts): Guide {
  return {
    reach: async (loopback) => loopback,
    visit: async ({ address, signal }) => {
      const isOpen = process.stdout.isTTY && openBrowser(address, platform, env);
      await print(
        `${isOpen ? 'The browser opens this page' : 'Open this page in a browser on this computer'}, and sign in there:\n\n` +
          `${address}\n\nWaiting until the browser comes back; Ctrl+C gives up. For a browser on another computer\n` +
          'give up and add --paste.\n',
      );
      await aborted(signal);
    },
  };
}

function pastingGuide({ print }: AccountPorts): Guide {
  return {
    reach: async (loopback) => loopback,
    visit: async ({ address, take, signal }) => {
      await print(
        `Open this page in any browser, and sign in there:\n\n${address}\n\n` +
          'The browser ends on a page that does not load, because it is on another computer. Copy the\n' +
          'address of that page, paste it here and press Enter:\n',
      );
      const { createInterface } = await import('node:readline/promises');
      const lines = createInterface({ input: process.stdin, signal });
      try {
        for await (const line of lines) {
          if (take(line)) return;
          if (line.trim() !== '') await print('That is not the address that this sign-in ended on. Paste it whole:\n');
        }
      } finally {
        lines.close();
      }
    },
  };
}

async function signOutHere(service: GoogleService, ports: AccountPorts, signal: AbortSignal): Promise<Result<string>> {
  const out = await signOut(service, ports, signal);
  return out.ok ? ok(signedOutText(service, out.value)) : out;
}
