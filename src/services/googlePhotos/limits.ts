import type { MediaType } from '../../engine/model.ts';
import type { RequestCosts } from '../../engine/ports/albumService.ts';

// What Google documents for the Library API (https://developers.google.com/photos).

/** Items with one request: made, added, removed or asked for. */
export const BATCH = 50;
export const ITEMS_PER_PAGE = 100;
export const ALBUMS_PER_PAGE = 50;
export const MAX_ALBUM_ITEMS = 20_000;
export const REQUESTS_A_DAY = 10_000;
/** Characters; a file name may have so many, a description fewer. */
export const MAX_FILE_NAME = 255;
export const MAX_DESCRIPTION = 1000;
/** Bytes. */
export const MAX_PHOTO = 200 * 1024 * 1024;
export const MAX_VIDEO = 20 * 1024 * 1024 * 1024;
/** Bytes from which an upload is made so that it can be continued, which costs a request more. */
export const RESUMABLE_FROM = 50 * 1024 * 1024;

export const REQUEST_COSTS: RequestCosts = {
  send: 1,
  largeFrom: RESUMABLE_FROM,
  batch: BATCH,
  // What is replaced is taken out of its album afterwards, in batches too.
  replace: 1 / BATCH,
  remove: 1,
  sendsUnknown: true,
};

const TYPES: ReadonlySet<string> = new Set([
  ...['image/avif', 'image/bmp', 'image/gif', 'image/heic', 'image/heif', 'image/jpeg', 'image/png', 'image/tiff'],
  ...['image/webp', 'image/x-adobe-dng', 'image/x-canon-cr2', 'image/x-canon-cr3', 'image/x-canon-crw'],
  ...['image/x-fujifilm-raf', 'image/x-nikon-nef', 'image/x-olympus-orf', 'image/x-panasonic-rw2'],
  ...['image/x-pentax-pef', 'image/x-samsung-srw', 'image/x-sony-arw'],
  ...['video/3gpp', 'video/3gpp2', 'video/mp4', 'video/mpeg', 'video/quicktime', 'video/x-m4v', 'video/x-matroska'],
  ...['video/x-ms-wmv', 'video/x-msvideo'],
]);

/** Of the RAW formats Google says only that it takes some; one that it does not take is refused and reported. */
export function accepts({ mime }: MediaType): boolean {
  return TYPES.has(mime);
}
