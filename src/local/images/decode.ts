import type SharpModule from 'sharp';
import type { Dimensions, ImageOutcome, Thumbnail } from './protocol.ts';

/** Longest side of a thumbnail: sharp on a screen of two pixels a point, in a row 210 points high or on a cover. */
export const THUMBNAIL_SIDE = 560;

/** A photo with more pixels (16,000 x 16,000) is taken for an attack on memory. */
const MAX_PIXELS = 256_000_000;

/** Only loads what decodes photos. */
export async function findDecoder(): Promise<ImageOutcome<undefined>> {
  return withSharp('', async () => undefined);
}

/** A small, upright WebP picture in sRGB, without any of the photo's metadata. */
export async function makeThumbnail(path: string): Promise<ImageOutcome<Thumbnail>> {
  return withSharp(path, async (sharp) => {
    const image = openImage(sharp, path);
    const dimensions = uprightSize(await image.metadata());
    const bytes = await image
      .autoOrient()
      .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: 76, effort: 2 })
      .toBuffer();
    return { bytes, dimensions };
  });
}

/** The size of a photo as a viewer shows it, from its header. */
export async function readDimensions(path: string): Promise<ImageOutcome<Dimensions>> {
  return withSharp(path, async (sharp) => uprightSize(await openImage(sharp, path).metadata()));
}

/** The EXIF and XMP blocks of a photo, for formats that the metadata reader does not know, such as WebP. */
export async function readMetadataBlocks(
  path: string,
): Promise<ImageOutcome<{ readonly exif?: Uint8Array | undefined; readonly xmp?: Uint8Array | undefined }>> {
  return withSharp(path, async (sharp) => {
    const { exif, xmp } = await openImage(sharp, path).metadata();
    return { exif, xmp };
  });
}

let loading: Promise<typeof SharpModule> | undefined;

/** Runs work that needs sharp and puts into words what it cannot do. */
export async function withSharp<T>(
  path: string,
  use: (sharp: typeof SharpModule) => Promise<T>,
): Promise<ImageOutcome<T>> {
  let sharp: typeof SharpModule;
  try {
    sharp = await (loading ??= loadSharp());
  } catch (error) {
    return { kind: 'noDecoder', reason: firstLine(error) };
  }
  try {
    return { kind: 'done', value: await use(sharp) };
  } catch (error) {
    // The caller knows which file it is, and a report shows no absolute path.
    const reason = firstLine(error).replaceAll(path, '').replace(/: ?$/u, '');
    return { kind: isUnsupported(reason) ? 'unsupported' : 'damaged', reason };
  }
}

async function loadSharp(): Promise<typeof SharpModule> {
  const { default: sharp } = await import('sharp');
  // Every photo is seen once, and the pool gives each process one photo at a time.
  sharp.cache(false);
  sharp.concurrency(1);
  // An SVG or a PDF is no photo, and its decoder would follow what a stranger wrote.
  sharp.block({ operation: ['VipsForeignLoadSvg', 'VipsForeignLoadPdf', 'VipsForeignLoadMagick'] });
  return sharp;
}

/** Opens a photo within the limits that protect this computer; `animated` reads all pages and not the first alone. */
export function openImage(sharp: typeof SharpModule, path: string, { animated = false } = {}) {
  // Real cameras write files with small faults, which libvips warns about and decodes all the same.
  return sharp(path, { failOn: 'error', limitInputPixels: MAX_PIXELS, sequentialRead: true, animated });
}

function uprightSize({ autoOrient }: { readonly autoOrient: Dimensions }): Dimensions {
  return { width: autoOrient.width, height: autoOrient.height };
}

/** What sharp and libheif say of a format, or a codec in it, that this build does not have. */
function isUnsupported(reason: string): boolean {
  return /unsupported image format|Unsupported (feature|codec)|compression format has not been built in/iu.test(reason);
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').slice(0, 300);
}
