import type { GoogleAccounts } from '../accounts/googleAccess.ts';
import { problem } from '../engine/errors.ts';
import type { Problem } from '../engine/model.ts';
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
  const notices: Problem[] = [];
  return {
    access: async (service, options) => {
      const access = await accounts(service, options);
      const ends = access.ok ? access.value.account.endsMs : undefined;
      const left = ends === undefined ? Infinity : ends - now();
      // One that has ended already is refused, and that is said then.
      if (left > 0 && left <= SOON_MS)
        notices.push(
          problem('E_SIGN_IN_ENDS', `The sign-in to ${GOOGLE_SERVICE_TITLES[service]} ends in ${inWords(left)}`),
        );
      return access;
    },
    notices: () => notices,
  };
}

function inWords(ms: number): string {
  const [count, unit] = ms > DAY_MS ? [Math.ceil(ms / DAY_MS), 'day'] : [Math.max(1, Math.ceil(ms / HOUR_MS)), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
