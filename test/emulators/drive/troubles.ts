import { googleError, html, robotPage } from '../http/answers.ts';
import type { Fault } from '../http/faults.ts';
import { answered, retryAfter } from '../http/troubles.ts';
import type { Refusal } from '../http/refusal.ts';
import { STORAGE_FULL, UNAUTHENTICATED, usageLimit } from './refusals.ts';

/** 500 to 504 as Drive words them. */
export function serverTrouble(code: 500 | 502 | 503 | 504, retryAfterS?: number): Fault {
  const [reason, message] = code === 500 ? ['internalError', 'Internal Error'] : ['backendError', 'Backend Error'];
  const errors = [{ message: message ?? '', domain: 'global', reason: reason ?? '' }];
  return answered(googleError({ code, message: message ?? '', errors }, retryAfter(retryAfterS)));
}

/** A limit that is reached for a while, in the forms that Drive has for it. */
export function slowDown(kind: 'user' | 'project' | 'sharing' | 'tooManyRequests', retryAfterS?: number): Fault {
  const refusals: Readonly<Record<typeof kind, Refusal>> = {
    user: usageLimit(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded'),
    project: usageLimit(403, 'rateLimitExceeded', 'Rate Limit Exceeded'),
    sharing: usageLimit(403, 'sharingRateLimitExceeded', 'Rate limit exceeded. User message: "Sorry, slow down."'),
    tooManyRequests: usageLimit(429, 'rateLimitExceeded', 'Rate Limit Exceeded'),
  };
  return answered(googleError(refusals[kind].refused, retryAfter(retryAfterS)));
}

/** A limit that is not over in a minute. */
export function exhausted(kind: 'uploads' | 'day' | 'storage' | 'downloads'): Fault {
  const refusals: Readonly<Record<typeof kind, Refusal>> = {
    uploads: usageLimit(403, 'userRateLimitExceeded', 'User rate limit exceeded.'),
    day: usageLimit(403, 'dailyLimitExceeded', 'Daily Limit Exceeded'),
    storage: STORAGE_FULL,
    downloads: usageLimit(403, 'downloadQuotaExceeded', 'The download quota for this file has been exceeded.'),
  };
  return answered(googleError(refusals[kind].refused));
}

/** What stands in front of the API fails, and answers for people. */
export function htmlPage(code: 429 | 502 | 503): Fault {
  return answered(
    code === 429
      ? html(
          '<!DOCTYPE html><title>Sorry...</title><p>We are sorry... but your computer may send automated queries.',
          429,
        )
      : robotPage(
          code,
          'Server Error',
          'The server encountered a temporary error and could not complete your request.',
        ),
  );
}

/** A token that was good a moment ago is refused. */
export function tokenRefused(): Fault {
  return answered(googleError(UNAUTHENTICATED.refused));
}

/** The answer names another MD5 than that of what is stored. */
export function wrongChecksum(): Fault {
  const change = (body: unknown): unknown =>
    typeof body === 'object' && body !== null && 'md5Checksum' in body
      ? { ...body, md5Checksum: '00000000000000000000000000000000' }
      : body;
  return { kind: 'changedJson', change };
}
