import type { Capture, MediaType } from '../../engine/model.ts';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import type { DiskError } from '../threads/diskError.ts';

/** What a thread is to find out about files by their first bytes: a capture takes more of them than a type. */
export type HeadWants = 'type' | 'capture';

/** Of which files a thread is asked for the first bytes. */
export interface HeadsJob {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly wants: HeadWants;
  /** Whether it is to tell how each file looks before it is read. */
  readonly withLooks?: boolean | undefined;
}

/** What the first bytes of a file say. */
export interface Head {
  readonly type: MediaType | 'notMedia';
  /** Missing where nobody asked for it, or where it takes more than the first bytes to tell. */
  readonly capture?: Capture | undefined;
  /** How the file looked before that, where it was asked for and can be told. */
  readonly look?: Fingerprint | undefined;
}

/** What they say, or what the disk said. */
export type HeadAnswer = Head | { readonly error: DiskError };

/**
 * What they say of each file of a job, in their order (`headColumns`): an object for each takes longer to send than the first bytes
 * to read.
 */
export interface HeadsAnswer {
  readonly types: readonly (Head['type'] | DiskError)[];
  readonly dates: readonly Capture['capturedAt'][];
  readonly captions: readonly Capture['caption'][];
  /** Width and height; both are 0 where they are not known, and `NOT_TOLD` where nothing was told of a capture. */
  readonly sizes: Uint32Array;
  /** See `fingerprintColumns`; 0 of a look that cannot be told. Missing where no looks are. */
  readonly looks?: BigInt64Array | undefined;
}
