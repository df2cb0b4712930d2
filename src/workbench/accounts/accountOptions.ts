import { readClient, type OAuthClient } from '../../accounts/oauthClient.ts';
import { isGoogleService, type GoogleService } from '../../services/google/scopes.ts';

/** How a program calls `albumSync.signIn` and `albumSync.signOut`; a person calls them with nothing. */
export interface AccountOptions {
  /** Without it no dialog is shown, and what goes wrong is only answered. */
  readonly interactive: boolean;
  readonly service: GoogleService | undefined;
  readonly client: OAuthClient | undefined;
  /** Absolute path of a `client_secret*.json`. */
  readonly clientFile: string | undefined;
  /** Shows Google's page to a person, where the program has a way of its own. */
  readonly open: ((address: string) => unknown) | undefined;
}

/** Reads what a command was called with. Menus pass things of their own, which mean nothing here. */
export function accountOptions(argument: unknown): AccountOptions {
  const { interactive, service, client, clientFile, open } = (
    typeof argument === 'object' && argument !== null ? argument : {}
  ) as Record<string, unknown>;
  const { id, secret } = (client ?? {}) as Record<string, unknown>;
  const typed = readClient(id, secret);
  return {
    interactive: interactive !== false,
    service: isGoogleService(service) ? service : undefined,
    client: typed.ok ? typed.value : undefined,
    clientFile: typeof clientFile === 'string' ? clientFile : undefined,
    open: typeof open === 'function' ? (address) => (open as (address: string) => unknown)(address) : undefined,
  };
}
