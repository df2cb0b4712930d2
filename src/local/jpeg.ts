import type { MediaType } from '../engine/model.ts';

/** One for all of them, since another one for each photo of a library would be thousands. */
export const JPEG: MediaType = { kind: 'photo', mime: 'image/jpeg' };

/** Whether a file begins like that. Most photos do, and `file-type` comes to the same by a dozen promises. */
export function isJpeg(head: Uint8Array): boolean {
  // With a fourth byte of its own it is JPEG-LS.
  return head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff && head[3] !== 0xf7;
}
