import type { DiskError } from '../threads/diskError.ts';

/** What a thread that hashes is asked. */
export interface HashJob {
  /** Absolute. */
  readonly path: string;
}

/** `sha256:<hex>`, or what the disk said. */
export type HashAnswer = { readonly hash: string } | { readonly error: DiskError };
