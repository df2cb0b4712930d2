/** An app as it is registered in Google's console. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
  /** `installed` is what the console calls "Desktop app": any port of loopback is a place to return to. */
  readonly kind: 'installed' | 'web';
  /** Refresh tokens of an app in testing live seven days. */
  readonly status: 'testing' | 'production';
  /** Where a `web` client may return to, letter by letter. */
  readonly redirectUris?: readonly string[];
}

/** A person with a Google account. */
export interface Account {
  readonly email: string;
  readonly name?: string;
}

/** What a person does on the consent page. */
export interface Decision {
  /** E-mail of the account. */
  readonly account: string;
  /** The scopes that stay ticked; all that the app asked for when it is left out. */
  readonly scopes?: readonly string[];
}

/** The number that stands for an account in tokens: 21 digits that never change, whatever happens to the address. */
export function subjectOf(email: string): string {
  let hash = 7n;
  for (const byte of Buffer.from(email.toLowerCase())) hash = (hash * 1_000_003n + BigInt(byte)) % 10n ** 20n;
  return `1${hash.toString().padStart(20, '0')}`;
}
