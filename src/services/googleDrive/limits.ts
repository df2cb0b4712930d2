import type { RequestCosts } from '../../engine/ports/albumService.ts';

// What Google documents for the Drive API (https://developers.google.com/workspace/drive).

/** Entries of a list with one request. */
export const PAGE = 1000;
/** Ids that are drawn with one request. */
export const IDS_AT_ONCE = 200;
/** Items of a folder; those in the bin count too. */
export const MAX_ALBUM_ITEMS = 500_000;
/** Bytes from which an upload is made so that it can be continued, which costs a request more. */
export const RESUMABLE_FROM = 5_000_000;
/** Bytes that Google takes of an account in a day. */
export const BYTES_A_DAY = 750 * 1024 ** 3;
/** Bytes of a property of a file, its key and its value together. */
export const PROPERTY_BYTES = 124;

export const REQUEST_COSTS: RequestCosts = {
  send: 1 + 1 / IDS_AT_ONCE,
  largeFrom: RESUMABLE_FROM,
  // The old content is told to stay as a version, and what is there is asked for before.
  replace: 2,
  remove: 2,
  sendsUnknown: false,
};
