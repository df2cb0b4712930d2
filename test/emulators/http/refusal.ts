import type { GoogleError } from './answers.ts';

/** A request that Google does not carry out. */
export interface Refusal {
  readonly refused: GoogleError;
}

/** A thing, or why there is none. */
export type OrRefusal<T> = T | Refusal;

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
