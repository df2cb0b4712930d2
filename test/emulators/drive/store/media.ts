import exifr from 'exifr';
import sharp from 'sharp';
import type { MediaFacts } from './model.ts';

/** Reads out of a picture what Drive reads; undefined for anything that is no picture it knows. */
export async function readMedia(bytes: Buffer, mimeType: string): Promise<MediaFacts | undefined> {
  if (!mimeType.startsWith('image/')) return undefined;
  try {
    const { width, height, orientation = 1 } = await sharp(bytes).metadata();
    return { width, height, rotation: quarterTurns(orientation), ...(await readExif(bytes)) };
  } catch {
    // Not every upload of an image type is one; Drive stores it just the same.
    return undefined;
  }
}

/** A JPEG of at most so many pixels on its longest side, or undefined where no picture can be made. */
export async function makeThumbnail(bytes: Buffer, longestSide: number): Promise<Buffer | undefined> {
  try {
    const side = { width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true } as const;
    return await sharp(bytes).rotate().resize(side).jpeg().toBuffer();
  } catch {
    return undefined;
  }
}

async function readExif(bytes: Buffer): Promise<Partial<MediaFacts>> {
  const wanted = { reviveValues: false, translateValues: false, gps: true };
  const tags = ((await exifr.parse(bytes, wanted).catch(() => undefined)) ?? {}) as Record<string, unknown>;
  const { DateTimeOriginal: time, Make: cameraMake, Model: cameraModel, latitude, longitude } = tags;
  return {
    ...(typeof time === 'string' ? { time } : {}),
    ...(typeof cameraMake === 'string' ? { cameraMake } : {}),
    ...(typeof cameraModel === 'string' ? { cameraModel } : {}),
    ...(typeof latitude === 'number' && typeof longitude === 'number' ? { location: { latitude, longitude } } : {}),
  };
}

/** From the orientation of EXIF, 1 to 8. */
function quarterTurns(orientation: number): number {
  return [0, 0, 0, 2, 2, 1, 1, 3, 3][orientation] ?? 0;
}
