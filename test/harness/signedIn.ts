import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { googleAccounts } from '../../src/accounts/googleAccess.ts';
import type { AccessPorts, GoogleAccounts } from '../../src/accounts/googleAccess.ts';
import { signIn } from '../../src/accounts/signIn.ts';
import { wantedScopes } from '../../src/services/google/scopes.ts';
import type { GoogleService } from '../../src/services/google/scopes.ts';
import { stoppedClock } from '../emulators/http/clock.ts';
import type { Clock } from '../emulators/http/clock.ts';
import { startOAuthEmulator } from '../emulators/oauth/startOAuthEmulator.ts';
import type { OAuthEmulator } from '../emulators/oauth/startOAuthEmulator.ts';
import { memorySecretStore } from './memorySecretStore.ts';

export const APP = { id: '1234-app.apps.googleusercontent.com', secret: 'GOCSPX-a-secret' };
export const ANNA = { email: 'anna@example.com', name: 'Anna Photo' };

export interface SignedInOptions {
  readonly services?: readonly GoogleService[];
  readonly status?: 'testing' | 'production';
  /** How far the clock of this computer is ahead of Google's. */
  readonly skewMs?: number;
}

/** Google's sign-in, and this computer with a sign-in of Anna for each service that is named. */
export interface SignedIn extends AccessPorts {
  readonly oauth: OAuthEmulator;
  readonly clock: Clock;
  readonly accounts: GoogleAccounts;
  /** How far this computer's clock is ahead; a test changes it. */
  readonly skewMs: { value: number };
  /** All that is kept. */
  readonly kept: ReadonlyMap<string, string>;
  /** The secrets that stand in a text, which should be none. */
  secretsIn(text: string): string;
}

/** Signs Anna in, through Google's own pages as the emulator plays them. */
export async function signedIn(t: TestContext, options: SignedInOptions = {}): Promise<SignedIn> {
  const { services = ['googlePhotos'], status = 'production' } = options;
  const clock = stoppedClock();
  const oauth = await startOAuthEmulator({
    clock,
    clients: [{ ...APP, kind: 'installed', status }],
    accounts: [ANNA],
  });
  t.after(() => oauth.close());
  const kept = new Map<string, string>();
  const skewMs = { value: options.skewMs ?? 0 };
  const ports: AccessPorts = {
    secrets: memorySecretStore(kept),
    env: { ALBUM_SYNC_GOOGLE_OAUTH_URL: oauth.url },
    now: () => clock.now() + skewMs.value,
  };
  for (const service of services) {
    const account = await signIn(
      { service, client: APP, scopes: wantedScopes(service) },
      ports,
      {
        reach: async (loopback) => loopback,
        visit: async ({ address }) => void (await fetch(oauth.approve(address, { account: ANNA.email }))),
      },
      new AbortController().signal,
    );
    assert.ok(account.ok);
  }
  oauth.log.clear();
  return { ...ports, oauth, clock, skewMs, kept, accounts: googleAccounts(ports), secretsIn: secretsIn(kept) };
}

/** Finds what has the shape of a secret of Google, and the secrets of the app itself. */
function secretsIn(kept: ReadonlyMap<string, string>): (text: string) => string {
  return (text) => {
    const known = [...kept.values()].flatMap((value) => /"refreshToken":"([^"]+)"/.exec(value)?.[1] ?? []);
    const shaped = text.match(/GOCSPX-[\w-]+|ya29\.[\w-]+|1\/\/0[\w-]+|4\/0A[\w-]+/g) ?? [];
    return [...shaped, ...known.filter((secret) => text.includes(secret))].join();
  };
}
