import exifr from 'exifr';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { CameraFacts, MediaFacts } from './model.ts';

const PHOTOS = [
  'image/avif',
  'image/bmp',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/webp',
  'image/x-icon',
  'image/x-adobe-dng',
  'image/x-canon-cr2',
  'image/x-canon-cr3',
  'image/x-fujifilm-raf',
  'image/x-nikon-nef',
  'image/x-olympus-orf',
  'image/x-panasonic-rw2',
];

const VIDEOS = [
  'video/3gpp',
  'video/3gpp2',
  'video/matroska',
  'video/mp2t',
  'video/mp4',
  'video/mpeg',
  'video/quicktime',
  'video/vnd.avi',
  'video/x-m4v',
  'video/x-ms-asf',
];

/** Types that sharp opens: bytes that it cannot open are no such picture, whatever they begin with. */
const OPENED = ['image/avif', 'image/gif', 'image/jpeg', 'image/png', 'image/tiff', 'image/webp'];

/** Reads out of bytes what Google reads out of them; undefined where they are no photo or video that it takes. */
export async function readMedia(bytes: Buffer): Promise<MediaFacts | undefined> {
  const mimeType = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (VIDEOS.includes(mimeType)) return { kind: 'video', mimeType, camera: {} };
  if (!PHOTOS.includes(mimeType)) return undefined;
  const exif = await readExif(bytes);
  if (!OPENED.includes(mimeType)) return { kind: 'photo', mimeType, ...exif };
  try {
    const { width, height, orientation = 1 } = await sharp(bytes).metadata();
    const size = orientation > 4 ? { width: height, height: width } : { width, height };
    return { kind: 'photo', mimeType, ...size, ...exif };
  } catch {
    return undefined;
  }
}

async function readExif(bytes: Buffer): Promise<Pick<MediaFacts, 'camera' | 'capturedMs'>> {
  const pick = ['DateTimeOriginal', 'Make', 'Model', 'FocalLength', 'FNumber', 'ISO', 'ExposureTime'];
  const options = { pick, reviveValues: false, translateValues: false };
  const tags = ((await exifr.parse(bytes, options).catch(() => undefined)) ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof tags[name] === 'string' ? tags[name].trim() : '');
  const number = (name: string) => (typeof tags[name] === 'number' ? tags[name] : 0);
  const camera: CameraFacts = {
    ...(text('Make') !== '' && { cameraMake: text('Make') }),
    ...(text('Model') !== '' && { cameraModel: text('Model') }),
    ...(number('FocalLength') > 0 && { focalLength: number('FocalLength') }),
    ...(number('FNumber') > 0 && { apertureFNumber: number('FNumber') }),
    ...(number('ISO') > 0 && { isoEquivalent: number('ISO') }),
    ...(number('ExposureTime') > 0 && { exposureTime: `${String(Number(number('ExposureTime').toFixed(9)))}s` }),
  };
  const [date = '', time = ''] = text('DateTimeOriginal').split(' ');
  const capturedMs = Date.parse(`${date.replaceAll(':', '-')}T${time}Z`);
  return { camera, ...(Number.isNaN(capturedMs) ? {} : { capturedMs }) };
}
