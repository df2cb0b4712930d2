import exifr from 'exifr';
import type { Capture } from '../../engine/model.ts';
import { chooseCaption, decodeText } from './caption.ts';
import { captureDate } from './captureDate.ts';
import { readMetadataBlocks } from './decode.ts';
import { headerSize } from './headerSize.ts';
import { metadataSource, type MetadataSource } from './metadataSource.ts';
import type { ImageOutcome } from './protocol.ts';
import { imageDescription } from './tiff.ts';
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
interface Raw {
  readonly ifd0?: { readonly ImageDescription?: unknown };
  readonly exif?: { readonly DateTimeOriginal?: unknown };
  readonly iptc?: { readonly Caption?: unknown };
  readonly xmp?: unknown;
}

/** Capture date, caption and size of a photo. A photo without any, or that cannot be read, has none: that is no fault. */
export async function readCapture(path: string): Promise<ImageOutcome<Capture>> {
  const source = sourceOf(path);
  const raw = (source && (await parse(source.input))) ?? (await parseBlocks(path)) ?? {};
  const xmp = typeof raw.xmp === 'string' ? raw.xmp : '';
  return {
    kind: 'done',
    value: {
      capturedAt:
        captureDate(raw.exif?.DateTimeOriginal, new Date()) ??
        captureDate(xmpText(xmp, 'exif:DateTimeOriginal'), new Date()),
      caption: chooseCaption([
        xmpText(xmp, 'dc:description'),
        iptcCaption(raw.iptc?.Caption),
        await exifDescription(raw.ifd0?.ImageDescription, path),
      ]),
      dimensions: source && headerSize(source.head),
    },
  };
}

function sourceOf(path: string): MetadataSource | undefined {
  try {
    return metadataSource(path);
  } catch {
    return undefined;
  }
}

async function parse(input: string | Uint8Array): Promise<Raw | undefined> {
  try {
    return (await exifr.parse(input, OPTIONS)) as Raw | undefined;
  } catch {
    return undefined;
  }
}

/** WebP and others: exifr does not know the file, but the decoder finds the blocks in it. */
async function parseBlocks(path: string): Promise<Raw | undefined> {
  const blocks = await readMetadataBlocks(path);
  if (blocks.kind !== 'done') return undefined;
  const { exif, xmp } = blocks.value;
  const raw = exif && (await parse(exif.subarray(6)));
  return { ...raw, ...(xmp && { xmp: decodeText(xmp) }) };
}

/** exifr hands out the bytes of IPTC as characters of one byte each. */
function iptcCaption(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? decodeText(Buffer.from(first, 'latin1')) : undefined;
}

/** exifr reads the field as UTF-8; where that failed, the bytes themselves are looked up. */
async function exifDescription(value: unknown, path: string): Promise<string | undefined> {
  if (typeof value !== 'string' || !value.includes('\ufffd')) return typeof value === 'string' ? value : undefined;
  const blocks = await readMetadataBlocks(path);
  const exif = blocks.kind === 'done' ? blocks.value.exif : undefined;
  const bytes = exif && imageDescription(exif.subarray(6));
  return bytes && decodeText(bytes);
}
