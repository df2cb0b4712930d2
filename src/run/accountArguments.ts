import { GOOGLE_SERVICES, isGoogleService } from '../services/google/scopes.ts';
import type { DriveScope, GoogleService } from '../services/google/scopes.ts';

/** What a command line about accounts asks for. */
export type AccountCommand =
  | {
      readonly kind: 'signIn';
      readonly service: GoogleService;
      /** As typed; without it the client of the last sign-in. */
      readonly clientFile: string | undefined;
      /** How the answer of Google gets here. */
      readonly back: 'browser' | 'pasted';
      /** Whether another OAuth client than the last one is taken without asking. */
      readonly mayChangeClient: boolean;
      /** What Album Sync may see of Google Drive. */
      readonly drive: DriveScope;
    }
  | { readonly kind: 'signOut'; readonly service: GoogleService }
  | { readonly kind: 'accounts'; readonly json: boolean };

export const ACCOUNT_COMMANDS = ['sign-in', 'sign-out', 'accounts'] as const;

export interface AccountOptions {
  readonly client?: string | undefined;
  readonly paste: boolean;
  readonly 'all-files': boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Reads what follows `sign-in`, `sign-out` or `accounts`. */
export function readAccountCommand(
  command: (typeof ACCOUNT_COMMANDS)[number],
  operands: readonly string[],
  { client, paste, 'all-files': allFiles, yes, json }: AccountOptions,
): { readonly account: AccountCommand } | { readonly wrong: string } {
  const [service, ...more] = operands;
  if (command !== 'sign-in' && (client !== undefined || paste || allFiles || yes))
    return { wrong: '--client, --paste, --all-files and --yes belong to sign-in.' };
  if (command === 'accounts')
    return service === undefined
      ? { account: { kind: 'accounts', json } }
      : { wrong: `accounts shows all; "${service}" is too much.` };
  if (json) return { wrong: `--json does not belong to ${command}.` };
  if (!isGoogleService(service))
    return { wrong: `Say which service: album-sync ${command} ${GOOGLE_SERVICES.join('|')}` };
  if (more.length > 0) return { wrong: `One service at a time; "${more.join(' ')}" is too much.` };
  if (command === 'sign-out') return { account: { kind: 'signOut', service } };
  if (allFiles && service !== 'googleDrive') return { wrong: '--all-files belongs to sign-in googleDrive.' };
  const back = paste ? 'pasted' : 'browser';
  const drive = allFiles ? 'all' : 'file';
  return { account: { kind: 'signIn', service, clientFile: client, back, mayChangeClient: yes, drive } };
}
