import { dirname } from 'node:path';

/** Absolute path of the checkout. */
export const repository = dirname(dirname(import.meta.dirname));
