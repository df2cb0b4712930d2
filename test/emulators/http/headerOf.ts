import type { Call } from './route.ts';

/** A header that stands once in a request and is not empty; the name in small letters. */
export function headerOf(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
