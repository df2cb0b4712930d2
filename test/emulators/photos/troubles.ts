import { googleError, html, redirect, robotPage } from '../http/answers.ts';
import type { Fault } from '../http/faults.ts';
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

/** As a network that wants a sign-in first answers to everything. */
export function pageWithoutError(): Fault {
  return answered(html('<!DOCTYPE html><title>Welcome to the hotel</title><p>Please sign in'));
}

export function redirected(to: string): Fault {
  return answered(redirect(to));
}

/** A token that was good a moment ago is refused. */
export function tokenRefused(): Fault {
  return answered(googleError(UNAUTHENTICATED.refused));
}

/** For the route `pictures`. */
export function pictureForbidden(): Fault {
  return answered(robotPage(403, 'Forbidden', 'Your client does not have permission to get URL.'));
}

/** The answer has other types than the API says: texts are numbers, or lists are texts. */
export function wrongTypes(of: 'texts' | 'lists'): Fault {
  const change = (value: unknown): unknown => {
    if (typeof value === 'string') return of === 'texts' ? 42 : value;
    if (Array.isArray(value)) return of === 'lists' ? 'list' : value.map(change);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, change(field)]));
  };
  return { kind: 'changedJson', change };
}

function answered(answer: Extract<Fault, { kind: 'answer' }>['answer']): Fault {
  return { kind: 'answer', answer };
}

function retryAfter(seconds: number | undefined): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
