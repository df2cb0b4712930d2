import type { GoogleAccounts } from '../accounts/googleAccess.ts';
import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import type { Problem } from '../engine/model.ts';
import { ok } from '../engine/result.ts';
import { GOOGLE_SERVICE_TITLES } from '../services/google/scopes.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** So long before its end a run mentions that a sign-in ends. */
const SOON_MS = 3 * DAY_MS;

/** Access that notes what a person should know of the sign-ins that a run uses. */
export interface NotedAccess {
  readonly access: GoogleAccounts;
  readonly notices: () => readonly Problem[];
}

export function noteSignIns(accounts: GoogleAccounts, now: () => number): NotedAccess {
  let notices: readonly Problem[] = [];
  return {
    access: async (service, options) => {
      const signedIn = await accounts(service, options);
      if (!signedIn.ok) return signedIn;
      const access = signedIn.value;
      const { account } = access;
      const left = account.endsMs === undefined ? Infinity : account.endsMs - now();
      if (left > 0 && left <= SOON_MS)
        notices = [
          problem('E_SIGN_IN_ENDS', phrase`The sign-in to ${GOOGLE_SERVICE_TITLES[service]} ends in ${inWords(left)}`),
        ];
      return ok({
        account,
        token: async (wish) => {
          const given = await access.token(wish);
          // What is over does not end soon.
          if (!given.ok && given.problem.code === 'E_SIGN_IN') notices = [];
          return given;
        },
      });
    },
    notices: () => notices,
  };
}

function inWords(ms: number): Phrase {
  // What is left of a day is told in hours, so days are more than one.
  if (ms > DAY_MS) return phrase`${Math.ceil(ms / DAY_MS)} days`;
  const hours = Math.max(1, Math.ceil(ms / HOUR_MS));
  return hours === 1 ? phrase`1 hour` : phrase`${hours} hours`;
}
