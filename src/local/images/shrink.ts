import type { MediaType } from '../../engine/model.ts';
import { openImage, withSharp } from './decode.ts';
import type { ImageOutcome } from './protocol.ts';

/** Formats that a copy can be written in again, so that a shrunk photo stays what it was. */
const FORMATS = {
  'image/jpeg': { format: 'jpeg', options: { quality: 90 } },
  'image/png': { format: 'png', options: {} },
  'image/webp': { format: 'webp', options: { quality: 90 } },
  'image/avif': { format: 'avif', options: { quality: 70 } },
  'image/gif': { format: 'gif', options: {} },
  'image/tiff': { format: 'tiff', options: { compression: 'lzw' } },
} as const;

/** Whether photos of this type can be shrunk; others are sent as they are. */
export function canShrink({ mime }: MediaType): boolean {
  return mime in FORMATS;
}

/**
 * A copy whose longest side has `side` pixels: upright, in the format of the photo, with its EXIF, XMP and colour
 * profile. Undefined when the photo is not larger than that.
 */
export async function makeShrunkCopy(path: string, side: number): Promise<ImageOutcome<Uint8Array | undefined>> {
  return withSharp(path, async (sharp) => {
    const header = await openImage(sharp, path).metadata();
    const { format, options } =
      FORMATS[`image/${header.format === 'heif' ? 'avif' : header.format}` as keyof typeof FORMATS];
    const height = header.pageHeight ?? header.height;
    if (Math.max(header.width, height) <= side) return undefined;
    const isAnimated = (header.pages ?? 1) > 1 && (format === 'gif' || format === 'webp');
    const image = openImage(sharp, path, { animated: isAnimated });
    return (isAnimated ? image : image.autoOrient())
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .keepExif()
      .keepXmp()
      .keepIccProfile()
      .toFormat(format, options)
      .toBuffer();
  });
}
