import type { Result } from '../../engine/result.ts';

/** A Google account as an OAuth client of the user sees it. No secret is in it. */
export interface GoogleAccount {
  /** Google's number of the account, which stays when the address changes. */
  readonly id: string;
  readonly email: string;
  /** What an app made is visible to its own client id only, so the client is part of who we are. */
  readonly clientId: string;
  /** Full addresses, as they were granted. */
  readonly scopes: readonly string[];
  /** When Google forgets the sign-in, where it said so: ms since 1970. */
  readonly endsMs?: number | undefined;
}

/** The right to act for an account. */
export interface GoogleAccess {
  readonly account: GoogleAccount;
  /**
   * An access token that is good for some minutes more. Requests at the same time share one refresh. `E_SIGN_IN` when
   * Google does not know the sign-in any more, `E_UNREACHABLE` when it cannot be asked.
   * @param refused a token that the service has just refused, so that another one is wanted
   */
  token(options: { readonly signal: AbortSignal; readonly refused?: string | undefined }): Promise<Result<string>>;
}
