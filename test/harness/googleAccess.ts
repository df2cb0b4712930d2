import { ok } from '../../src/engine/result.ts';
import type { Result } from '../../src/engine/result.ts';
import type { GoogleAccess } from '../../src/services/google/access.ts';
import type { RetryPorts } from '../../src/services/http/withRetry.ts';
import type { Clock } from '../emulators/http/clock.ts';
import type { Tokens } from '../emulators/oauth/tokens.ts';

export const ANNA = 'anna@example.com';
export const APP = '4711-app.apps.googleusercontent.com';

/** Anna's access to an emulator, with tokens that it knows; `refresh` plays what Google answers to a refused one. */
export function accessTo(
  { tokens }: { readonly tokens: Tokens },
  scopes: readonly string[],
  {
    clientId = APP,
    refresh,
  }: { readonly clientId?: string; readonly refresh?: (() => Result<string>) | undefined } = {},
): GoogleAccess {
  const issue = () => tokens.issue({ account: ANNA, clientId, scopes }).token;
  let token = issue();
  return {
    account: { id: '1234', email: ANNA, clientId, scopes },
    token: async ({ refused }) => {
      if (refused !== token) return ok(token);
      const another = refresh ? refresh() : ok(issue());
      if (another.ok) token = another.value;
      return another;
    },
  };
}

/** Nobody waits: the clock of an emulator goes on instead. */
export function clockOf({ clock }: { readonly clock: Clock }) {
  return {
    now: () => clock.now(),
    wait: async (ms: number) => clock.advance(ms),
    random: () => 0,
  } satisfies RetryPorts;
}
