import { imageSize } from 'image-size';
import type { Dimensions } from './protocol.ts';

/** Formats whose header says how a viewer shows the photo. */
const TOLD: ReadonlySet<string | undefined> = new Set(['jpg', 'png']);

/** From here on, the EXIF orientation lays the photo on its side. */
const FIRST_LYING = 5;

/**
 * The size of a photo as a viewer shows it, without the decoder; undefined where that needs the decoder, or the photo is
 * damaged.
 * @param head the first bytes of the file
 */
export function headerSize(head: Uint8Array): Dimensions | undefined {
  try {
    const { type, width, height, orientation = 1 } = imageSize(head);
    if (!TOLD.has(type) || !(width > 0) || !(height > 0)) return undefined;
    return orientation < FIRST_LYING ? { width, height } : { width: height, height: width };
  } catch {
    return undefined;
  }
}
