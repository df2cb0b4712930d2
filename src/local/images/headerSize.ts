import { imageSize } from 'image-size';
import { readHead } from '../readHead.ts';
import type { Dimensions } from './protocol.ts';

/** Before the size, a photo may hold its metadata, a small picture of itself and a colour profile. */
const HEAD_BYTES = 256 * 1024;

/** Formats whose header says how a viewer shows the photo. */
const TOLD: ReadonlySet<string | undefined> = new Set(['jpg', 'png']);

/** From here on, the EXIF orientation lays the photo on its side. */
const FIRST_LYING = 5;

/**
 * The size of a photo as a viewer shows it, by its first bytes and without the decoder; undefined where that needs the
 * decoder, or the photo is damaged.
 */
export function headerSize(path: string): Dimensions | undefined {
  try {
    const { type, width, height, orientation = 1 } = imageSize(readHead(path, HEAD_BYTES));
    if (!TOLD.has(type) || !(width > 0) || !(height > 0)) return undefined;
    return orientation < FIRST_LYING ? { width, height } : { width: height, height: width };
  } catch {
    return undefined;
  }
}
