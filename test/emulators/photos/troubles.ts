import { googleError, robotPage } from '../http/answers.ts';
import type { Fault } from '../http/faults.ts';
import { answered, retryAfter } from '../http/troubles.ts';
import { UNAUTHENTICATED } from './refusals.ts';

/** 500 or 503 as Google words it. */
export function serverTrouble(code: 500 | 503, retryAfterS?: number): Fault {
  const [message, status] =
    code === 500 ? ['Internal error', 'INTERNAL'] : ['The service is currently unavailable.', 'UNAVAILABLE'];
  return answered(googleError({ code, message: message ?? '', status: status ?? '' }, retryAfter(retryAfterS)));
}

/** 429 for no reason that the emulator knows, with or without a time to wait. */
export function slowDown(retryAfterS?: number): Fault {
  const error = { code: 429, message: 'Resource has been exhausted (e.g. check quota).', status: 'RESOURCE_EXHAUSTED' };
  return answered(googleError(error, retryAfter(retryAfterS)));
}

/** What stands in front of the API fails, and answers for people. */
export function htmlPage(): Fault {
  const sentence = 'The server encountered a temporary error and could not complete your request.';
  return answered(robotPage(502, 'Server Error', sentence));
}

/** A token that was good a moment ago is refused. */
export function tokenRefused(): Fault {
  return answered(googleError(UNAUTHENTICATED.refused));
}

/** For the route `pictures`. */
export function pictureForbidden(): Fault {
  return answered(robotPage(403, 'Forbidden', 'Your client does not have permission to get URL.'));
}
