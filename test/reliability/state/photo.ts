import { tinyJpeg } from '../../harness/library.ts';

/** Bytes of a photo whose text begins with `large`: enough to be met while it is written. */
const LARGE_BYTES = 3 * 1024 * 1024;

/** The photo that holds a text. */
export function photoOf(text: string): Buffer {
  const photo = tinyJpeg(text);
  return text.startsWith('large') ? Buffer.concat([photo, Buffer.alloc(LARGE_BYTES, text)]) : photo;
}
