import { html, redirect } from './answers.ts';
import type { Fault } from './faults.ts';
import type { Answer } from './route.ts';

/** As a network that wants a sign-in first answers to everything. */
export function pageWithoutError(): Fault {
  return answered(html('<!DOCTYPE html><title>Welcome to the hotel</title><p>Please sign in'));
}

/** The answer sends the client elsewhere. */
export function redirected(to: string): Fault {
  return answered(redirect(to));
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

/** The answer comes instead of what would have been answered. */
export function answered(answer: Answer): Fault {
  return { kind: 'answer', answer };
}

/** The header that says how long to wait, where one is to be said. */
export function retryAfter(seconds: number | undefined): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
