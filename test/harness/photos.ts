import sharp from 'sharp';

/** A photo that a test needs. Whatever is left out does not matter to that test. */
export interface PhotoSpec {
  /** Pixels; 320 unless told. */
  readonly width?: number;
  /** Pixels; 240 unless told. */
  readonly height?: number;
  /** Any CSS colour; two photos of different colours have different bytes. */
  readonly colour?: string;
  /** EXIF capture time, `YYYY-MM-DDTHH:MM:SS`, without a zone. */
  readonly capturedAt?: string;
  /** EXIF image description; ASCII only, since the EXIF writer of sharp folds other letters. */
  readonly caption?: string;
  /** EXIF orientation, 1 to 8; the pixels are stored as `width` by `height` whatever it says. */
  readonly orientation?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  /** File modification time in ISO 8601; `writeTree` sets it. */
  readonly modifiedAt?: string;
}

/** The bytes of a real JPEG, the same ones for the same spec: a coloured sky over a darker ground, so that up is visible. */
export async function makePhoto(spec: PhotoSpec): Promise<Buffer> {
  const { width = 320, height = 240, colour = 'steelblue' } = spec;
  const scene = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${colour}"/><stop offset="1" stop-color="white"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="78%" cy="24%" r="9%" fill="white" fill-opacity=".8"/>
    <path d="M0 ${String(height)}V${String(height * 0.72)}L${String(width * 0.35)} ${String(height * 0.5)}L${String(width)} ${String(height * 0.8)}V${String(height)}Z" fill="${colour}" stroke="black" stroke-opacity=".2"/>
  </svg>`;
  const picture = sharp(Buffer.from(scene)).jpeg({ quality: 82 });
  const tagged = picture.withExif({
    IFD0: spec.caption === undefined ? {} : { ImageDescription: spec.caption },
    IFD2: spec.capturedAt === undefined ? {} : { DateTimeOriginal: exifTime(spec.capturedAt) },
  });
  return (spec.orientation === undefined ? tagged : tagged.withMetadata({ orientation: spec.orientation })).toBuffer();
}

/** `2019-06-01T10:00:00` is `2019:06:01 10:00:00` in EXIF. */
function exifTime(iso: string): string {
  return iso.slice(0, 19).replaceAll('-', ':').replace('T', ' ');
}
