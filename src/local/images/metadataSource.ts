import { readHead } from '../readHead.ts';

/** Room for the metadata, a small picture of the photo and a colour profile. */
export const HEAD_BYTES = 256 * 1024;

/** Of nearly all photos that cameras make the picture begins within so many. */
const FIRST_BYTES = 16 * 1024;

/** Where the metadata of a photo are read from. */
export interface MetadataSource {
  /** The first bytes of the file. */
  readonly head: Uint8Array;
  /** The head, where all metadata are in it; else the path, for whatever lies further back. */
  readonly input: Uint8Array | string;
}

/**
 * Most files end, or a JPEG's picture begins, within the first bytes: these are then read once for everything, which takes a
 * fraction of the time of a reader that opens the file itself. Throws what the disk throws.
 */
export function readMetadataSource(path: string): MetadataSource {
  return metadataSource(path, readMetadataHead(path, Buffer.allocUnsafe(HEAD_BYTES)));
}

/**
 * What `metadataSource` takes, read into a room of `HEAD_BYTES`: of a JPEG often only what stands before its picture. Throws what the
 * disk throws.
 */
export function readMetadataHead(path: string, room: Uint8Array, onOpen?: (descriptor: number) => void): Uint8Array {
  return readHead(path, room, onOpen, { length: FIRST_BYTES, areEnough: pictureBegins });
}

/** @param head of `readMetadataHead` */
export function metadataSource(path: string, head: Uint8Array): MetadataSource {
  return { head, input: head.length < HEAD_BYTES || pictureBegins(head) ? head : path };
}

const START_OF_IMAGE = 0xffd8;
const START_OF_SCAN = 0xffda;

/** Whether all segments of a JPEG before its picture are in these bytes (ITU T.81, annex B). */
function pictureBegins(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint16(0) !== START_OF_IMAGE) return false;
  for (let at = 2; at + 4 <= view.byteLength;) {
    const marker = view.getUint16(at);
    if (marker === START_OF_SCAN) return true;
    // Anything else is a fault that the readers of metadata may know how to pass.
    if (marker < 0xffc0) return false;
    at += 2 + view.getUint16(at + 2);
  }
  return false;
}
