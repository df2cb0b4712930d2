import type { GoogleSendOptions } from '../google/googleSend.ts';
import { withToken } from '../google/withToken.ts';
import type { Send } from '../http/send.ts';
import { sendOverFetch } from '../http/sendOverFetch.ts';
import { withRetry } from '../http/withRetry.ts';
import type { RetryRules } from '../http/withRetry.ts';
import { ok } from '../../engine/result.ts';
import { isLasting, isTooMany } from './fault.ts';

/** Google asks for longer and longer waits, up to about a minute in all. */
const RULES: RetryRules = {
  attempts: 6,
  firstWaitMs: 1000,
  afterTooManyMs: 15_000,
  longestPauseMs: 5 * 60_000,
  isLasting,
};

/** Sends to the Drive API: with the account's token, again where that helps, and counted. */
export function driveSend({ access, origin, onRequest, onSlowDown, clock }: GoogleSendOptions): Send {
  const counted: Send = (request) => {
    onRequest();
    return sendOverFetch(request);
  };
  return withRetry(withTooMany(withToken(counted, access, origin)), RULES, { ...clock, onSlowDown });
}

/** Gives a refusal that asks to come more slowly the status that other services have for it. */
function withTooMany(send: Send): Send {
  return async (request) => {
    const reply = await send(request);
    if (!reply.ok || reply.value.status !== 403) return reply;
    const body = await reply.value.text();
    const status = isTooMany(403, body) ? 429 : 403;
    return ok({ ...reply.value, status, text: async () => body });
  };
}
