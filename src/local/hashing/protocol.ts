import type { HashName, ReadContent } from '../../engine/ports/albumService.ts';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import type { DiskError } from '../threads/diskError.ts';

/** What a thread that hashes is asked. */
export interface HashJob {
  /** Absolute. */
  readonly path: string;
  /** Bytes, as far as anybody knows. */
  readonly size: number;
}

/** What a file holds. */
export interface HashedFile {
  /** `sha256:<hex>` */
  readonly hash: string;
  /** How it looked once it was read; missing where nobody has looked, or could. */
  readonly look?: Fingerprint | undefined;
}

/** What the file holds, or what the disk said. */
export type HashAnswer = HashedFile | { readonly error: DiskError };

/** A file that is wanted in memory. */
export interface ReadJob extends HashJob {
  /** As long as the file should be, and shared by threads. */
  readonly memory: Uint8Array;
  readonly hashes: readonly HashName[];
}

/** A file that is in memory. */
export interface ReadFile extends ReadContent {
  /** How it looked once it was read; missing where nobody has looked, or could. */
  readonly look?: Fingerprint | undefined;
}

/** What is in the memory, or what the disk said. */
export type ReadAnswer = ReadFile | { readonly error: DiskError };
