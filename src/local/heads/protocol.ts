import type { Capture, MediaType } from '../../engine/model.ts';
import type { DiskError } from '../threads/diskError.ts';

/** Of which file a thread is asked for the first bytes. */
export interface HeadJob {
  /** Absolute. */
  readonly path: string;
  /** What they are to tell: a capture takes more of them than a type. */
  readonly wants: 'type' | 'capture';
}

/** What the first bytes of a file say. */
export interface Head {
  readonly type: MediaType | 'notMedia';
  /** Missing where nobody asked for it, or where it takes more than the first bytes to tell. */
  readonly capture?: Capture | undefined;
}

/** What they say, or what the disk said. */
export type HeadAnswer = Head | { readonly error: DiskError };
