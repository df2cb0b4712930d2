import type { Refusal } from '../http/refusal.ts';
import { snakeCase } from './message.ts';
import { invalid } from './refusals.ts';

/** What is wrong with the `updateMask` of a patch. Names may be spelled `coverPhotoMediaItemId` or with underscores. */
export function maskProblem(mask: string | undefined, changeable: readonly string[]): Refusal | undefined {
  const names = maskNames(mask);
  const known = changeable.map(snakeCase);
  return names.length > 0 && names.every((name) => known.includes(name)) ? undefined : invalid();
}

/** The names of a mask, with underscores. */
export function maskNames(mask = ''): readonly string[] {
  return mask
    .split(',')
    .map((name) => snakeCase(name.trim()))
    .filter((name) => name !== '');
}
