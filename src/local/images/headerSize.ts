import { imageSize } from 'image-size';
import { asViewed } from './asViewed.ts';
import type { Dimensions } from './protocol.ts';

/** Formats whose header says how a viewer shows the photo. */
const TOLD: ReadonlySet<string | undefined> = new Set(['jpg', 'png']);

/**
 * The size of a photo as a viewer shows it, without the decoder; undefined where that needs the decoder, or the photo is
 * damaged.
 * @param head the first bytes of the file
 */
export function headerSize(head: Uint8Array): Dimensions | undefined {
  try {
    const { type, width, height, orientation } = imageSize(head);
    if (!TOLD.has(type) || !(width > 0) || !(height > 0)) return undefined;
    return asViewed({ width, height }, orientation);
  } catch {
    return undefined;
  }
}
