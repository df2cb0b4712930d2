import { fingerprintOfOpen } from '../fingerprint.ts';
import { HEAD_BYTES, readMetadataHead } from '../images/metadataSource.ts';
import { plainCapture } from '../images/plainCapture.ts';
import { isJpeg, JPEG } from '../jpeg.ts';
import { readHead, SNIFF_BYTES } from '../readHead.ts';
import { toDiskError } from '../threads/diskError.ts';
import type { Head, HeadAnswer, HeadsJob, HeadWants } from './protocol.ts';

/** What first bytes say that a few lines understand, or the bytes, a piece of `room`. */
export type PlainHead = HeadAnswer | { readonly odd: Uint8Array };

/**
 * Reads the first bytes of a file.
 * @param room as long as `HEAD_BYTES`
 * @param onOpen is called before they are read
 */
export function readPlainHead(
  path: string,
  wants: HeadWants,
  room: Uint8Array,
  onOpen?: (descriptor: number) => void,
): PlainHead {
  try {
    const head =
      wants === 'capture'
        ? readMetadataHead(path, room, onOpen)
        : readHead(path, room.subarray(0, SNIFF_BYTES), onOpen);
    return plainHead(head, wants) ?? { odd: head };
  } catch (error) {
    return { error: toDiskError(error) };
  }
}

/** Of nearly all photos all that is wanted is told so. */
function plainHead(head: Uint8Array, wants: HeadWants): Head | undefined {
  if (!isJpeg(head)) return undefined;
  if (wants === 'type') return { type: JPEG, capture: undefined };
  const capture = plainCapture(head);
  return capture && { type: JPEG, capture };
}

/** The answers for all files, in their order, but for those of which more than this has to be understood. */
export function plainHeadsOf({ paths, wants, withLooks }: HeadsJob): readonly (HeadAnswer | undefined)[] {
  const room = Buffer.allocUnsafe(HEAD_BYTES);
  return paths.map((path) => {
    let look: Head['look'];
    const head = readPlainHead(path, wants, room, (descriptor) => {
      if (withLooks === true) look = fingerprintOfOpen(descriptor);
    });
    if ('odd' in head) return undefined;
    return 'error' in head || !look ? head : { ...head, look };
  });
}
