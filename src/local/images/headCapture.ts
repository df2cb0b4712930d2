import exifr from 'exifr';
import type { Capture } from '../../engine/model.ts';
import { isJpeg } from '../jpeg.ts';
import { chooseCaption, decodeText } from './caption.ts';
import { captureDate } from './captureDate.ts';
import { headerSize } from './headerSize.ts';
import type { MetadataSource } from './metadataSource.ts';
import { xmpText } from './xmp.ts';

const OPTIONS = {
  ifd0: { pick: ['ImageDescription'] },
  exif: { pick: ['DateTimeOriginal'] },
  gps: false,
  ifd1: false,
  interop: false,
  // The packet is searched by xmp.ts; exifr's own reading of it takes 2024 for a number and leaves &amp; as it is.
  xmp: { parse: false },
  iptc: true,
  icc: false,
  jfif: false,
  ihdr: false,
  mergeOutput: false,
  // The wall-clock text of the camera, not a Date in the zone of this computer.
  reviveValues: false,
  translateValues: false,
};

/** What exifr answers with these options; nothing of it is trusted to have its type. */
export interface Metadata {
  readonly ifd0?: { readonly ImageDescription?: unknown };
  readonly exif?: { readonly DateTimeOriginal?: unknown };
  readonly iptc?: { readonly Caption?: unknown };
  readonly xmp?: unknown;
}

/**
 * Capture date, caption and size of a photo, as far as its first bytes tell all of that; undefined where the rest of the file
 * or the decoder is needed. Made of plain JavaScript, so a photo cannot do more with it than keep it busy.
 */
export async function headCapture(source: MetadataSource): Promise<Capture | undefined> {
  return typeof source.input === 'string' ? undefined : captureIn(source, await parseMetadata(source.input));
}

/**
 * `headCapture` of what was parsed already.
 * @param metadata what `parseMetadata` said of `source.input`
 */
export function captureIn(
  { head, input }: MetadataSource,
  metadata: Awaited<ReturnType<typeof parseMetadata>>,
): Capture | undefined {
  if (typeof input === 'string' || metadata === 'unreadable') return undefined;
  // Of a JPEG exifr knows every place where something may stand; of other formats the decoder may know more.
  if (!metadata) return isJpeg(head) ? toCapture({}, undefined, head) : undefined;
  const description = metadata.ifd0?.ImageDescription;
  return isGarbled(description) ? undefined : toCapture(metadata, description, head);
}

/** Undefined when nothing is said in a format that exifr knows. */
export async function parseMetadata(input: string | Uint8Array): Promise<Metadata | 'unreadable' | undefined> {
  try {
    return (await exifr.parse(input, OPTIONS)) as Metadata | undefined;
  } catch {
    return 'unreadable';
  }
}

/** exifr reads EXIF's description as UTF-8, and there it failed. */
export function isGarbled(description: unknown): boolean {
  return typeof description === 'string' && description.includes('\ufffd');
}

/** @param description EXIF's, as it is to be understood; `head` the first bytes of the file */
export function toCapture(metadata: Metadata, description: unknown, head: Uint8Array | undefined): Capture {
  const xmp = typeof metadata.xmp === 'string' ? metadata.xmp : '';
  return {
    capturedAt:
      captureDate(metadata.exif?.DateTimeOriginal, new Date()) ??
      captureDate(xmpText(xmp, 'exif:DateTimeOriginal'), new Date()),
    caption: chooseCaption([
      xmpText(xmp, 'dc:description'),
      iptcCaption(metadata.iptc?.Caption),
      typeof description === 'string' ? description : undefined,
    ]),
    dimensions: head && headerSize(head),
  };
}

/** exifr hands out the bytes of IPTC as characters of one byte each. */
function iptcCaption(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? decodeText(Buffer.from(first, 'latin1')) : undefined;
}
