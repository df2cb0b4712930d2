import type { Capture } from '../../engine/model.ts';
import { decodeText } from './caption.ts';
import { readMetadataBlocks } from './decode.ts';
import { captureIn, isGarbled, parseMetadata, toCapture, type Metadata } from './headCapture.ts';
import { readMetadataSource, type MetadataSource } from './metadataSource.ts';
import type { ImageOutcome } from './protocol.ts';
import { imageDescription } from './tiff.ts';

/** Capture date, caption and size of a photo. A photo without any, or that cannot be read, has none: that is no fault. */
export async function readCapture(path: string): Promise<ImageOutcome<Capture>> {
  const source = sourceOf(path);
  const parsed = source && (await parseMetadata(source.input));
  const quick = source && captureIn(source, parsed);
  if (quick) return { kind: 'done', value: quick };
  const metadata = whereReadable(parsed) ?? (await parseBlocks(path)) ?? {};
  const description = await exifDescription(metadata.ifd0?.ImageDescription, path);
  return { kind: 'done', value: toCapture(metadata, description, source?.head) };
}

function sourceOf(path: string): MetadataSource | undefined {
  try {
    return readMetadataSource(path);
  } catch {
    return undefined;
  }
}

function whereReadable(metadata: Metadata | 'unreadable' | undefined): Metadata | undefined {
  return metadata === 'unreadable' ? undefined : metadata;
}

/** WebP and others: exifr does not know the file, but the decoder finds the blocks in it. */
async function parseBlocks(path: string): Promise<Metadata | undefined> {
  const blocks = await readMetadataBlocks(path);
  if (blocks.kind !== 'done') return undefined;
  const { exif, xmp } = blocks.value;
  const metadata = exif && whereReadable(await parseMetadata(exif.subarray(6)));
  return { ...metadata, ...(xmp && { xmp: decodeText(xmp) }) };
}

/** Where exifr could not read the field, the bytes themselves are looked up. */
async function exifDescription(value: unknown, path: string): Promise<string | undefined> {
  if (!isGarbled(value)) return typeof value === 'string' ? value : undefined;
  const blocks = await readMetadataBlocks(path);
  const exif = blocks.kind === 'done' ? blocks.value.exif : undefined;
  const bytes = exif && imageDescription(exif.subarray(6));
  return bytes && decodeText(bytes);
}
