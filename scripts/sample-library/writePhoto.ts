import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp, { type Exif, type Sharp } from 'sharp';
import { develop } from './painting/develop.ts';
import { blankPicture } from './painting/picture.ts';
import type { CameraName, LocalTime, Place, SamplePhoto, Shape } from './samplePhoto.ts';

/** Paints one photo and writes it below `folder`, with EXIF and with its capture time as modification time. */
export async function writePhoto(folder: string, photo: SamplePhoto, seed: number): Promise<void> {
  const { width, height, orientation } = layouts[photo.shape ?? 'landscape'];
  const picture = blankPicture(width, height);
  await photo.scene(picture);
  const pixels = develop(picture, { exposure: 1, bloom: 0.1, vignette: 0.28, grain: 3.5, seed });
  const image = sharp(pixels, { raw: { width, height, channels: 3 } })
    .rotate(storedTurn[orientation])
    .withExif(exifOf(photo))
    .withMetadata({ orientation });
  const path = join(folder, photo.path);
  await mkdir(dirname(path), { recursive: true });
  const bytes = await encoded(image, photo).toBuffer();
  if (photo.caption !== undefined) writeCaption(bytes, photo.caption);
  await writeFile(path, bytes);
  await setCaptureTime(path, photo.capturedAt);
}

/** Gives a file the capture time as its modification time. */
export async function setCaptureTime(path: string, capturedAt: LocalTime): Promise<void> {
  const time = new Date(capturedAt);
  await utimes(path, time, time);
}

const layouts: Record<Shape, { width: number; height: number; orientation: 1 | 6 | 8 }> = {
  landscape: { width: 1600, height: 1067, orientation: 1 },
  portrait: { width: 1067, height: 1600, orientation: 1 },
  turned6: { width: 1067, height: 1600, orientation: 6 },
  turned8: { width: 1067, height: 1600, orientation: 8 },
  small: { width: 960, height: 640, orientation: 1 },
};

/** Degrees clockwise from the upright picture to the stored one: the opposite of what the orientation asks a viewer to do. */
const storedTurn = { 1: 0, 6: 270, 8: 90 };

const cameras: Record<CameraName, { make: string; model: string }> = {
  nikon: { make: 'NIKON CORPORATION', model: 'NIKON Z 6_2' },
  fuji: { make: 'FUJIFILM', model: 'X-T5' },
  pixel: { make: 'Google', model: 'Pixel 8' },
};

function encoded(image: Sharp, { format }: SamplePhoto): Sharp {
  if (format === 'png') return image.png({ compressionLevel: 9 });
  if (format === 'webp') return image.webp({ quality: 82 });
  return image.jpeg({ quality: 90 });
}

/**
 * Puts the caption where its placeholder is. EXIF texts are ASCII by the standard and libvips keeps to it, but photo
 * programs write UTF-8 there, and so must these photos.
 */
function writeCaption(bytes: Buffer, caption: string): void {
  const place = bytes.indexOf(placeholder(caption));
  if (place < 0) throw new Error(`The caption "${caption}" is not in the file.`);
  bytes.write(caption, place);
}

/** As many bytes as the caption has, and nothing that a picture would hold by chance. */
function placeholder(caption: string): string {
  return 'caption'.padEnd(Buffer.byteLength(caption), '~').slice(0, Buffer.byteLength(caption));
}

/** The tags that a camera writes, in the groups that sharp knows: IFD0 the picture, IFD2 the shot, IFD3 the place. */
function exifOf({ camera, caption, capturedAt, place }: SamplePhoto): Exif {
  const { make, model } = cameras[camera];
  const time = capturedAt.slice(0, 19).replaceAll('-', ':').replace('T', ' ');
  const offset = capturedAt.slice(19);
  return {
    IFD0: {
      Make: make,
      Model: model,
      DateTime: time,
      ...(caption === undefined ? {} : { ImageDescription: placeholder(caption) }),
    },
    IFD2: {
      DateTimeOriginal: time,
      DateTimeDigitized: time,
      OffsetTime: offset,
      OffsetTimeOriginal: offset,
    },
    ...(place ? { IFD3: gpsOf(place) } : {}),
  };
}

function gpsOf([north, east]: Place): Record<string, string> {
  return {
    GPSLatitudeRef: north >= 0 ? 'N' : 'S',
    GPSLatitude: sexagesimal(north),
    GPSLongitudeRef: east >= 0 ? 'E' : 'W',
    GPSLongitude: sexagesimal(east),
  };
}

/** Degrees as the three fractions of EXIF: degrees, minutes, hundredths of seconds. */
function sexagesimal(degrees: number): string {
  const hundredths = Math.round(Math.abs(degrees) * 360_000);
  return `${Math.floor(hundredths / 360_000)}/1 ${Math.floor(hundredths / 6000) % 60}/1 ${hundredths % 6000}/100`;
}
