import { setTimeout } from 'node:timers/promises';
import type { Send } from '../http/send.ts';
import { sendOverFetch } from '../http/sendOverFetch.ts';
import { withRetry } from '../http/withRetry.ts';
import type { RetryPorts, RetryRules, SendEvents } from '../http/withRetry.ts';
import type { GoogleAccess } from './access.ts';
import { withToken } from './withToken.ts';

/** What Google asks for: a second after a failure, and half a minute after too many requests. */
const RULES: RetryRules = {
  attempts: 4,
  firstWaitMs: 1000,
  afterTooManyMs: 30_000,
  longestPauseMs: 5 * 60_000,
  isLasting: (body) => /per day/i.test(body),
};

export interface GoogleSendOptions extends SendEvents {
  readonly access: GoogleAccess;
  /** Where the token may go. */
  readonly origin: string;
  readonly clock: RetryPorts;
}

/** Sends to an API of Google: with the account's token, again where that helps, and counted. */
export function googleSend({ access, origin, onRequest, onSlowDown, clock }: GoogleSendOptions): Send {
  const counted: Send = (request) => {
    onRequest();
    return sendOverFetch(request);
  };
  return withRetry(withToken(counted, access, origin), RULES, { ...clock, onSlowDown });
}

/** The clock of this computer. */
export const COMPUTER_CLOCK: RetryPorts = {
  now: Date.now,
  wait: async (ms, signal) => {
    await setTimeout(ms, undefined, { signal }).catch(() => undefined);
  },
  random: Math.random,
};
