import { DAY_MS, HOUR_MS } from '../http/clock.ts';

/** How much, how many and how long. `emulator.limits` may be changed in the middle of a test. */
export interface Limits {
  /** Of a project and an account, in a minute; see `UNITS`. */
  unitsPerMinutePerUser: number;
  unitsPerMinute: number;
  /** Of a project, from midnight to midnight in California. Google charges from 400 million on, and does not refuse. */
  unitsPerDay: number;
  /** Of an account, in 24 hours. */
  uploadBytesPerDay: number;
  /** Of an account. */
  storageBytes: number;
  fileBytes: number;
  /** Of an upload in one request. Google's page says so; the service takes more. */
  singleRequestBytes: number;
  /** Every part of a resumable upload but the last is a multiple of this. */
  granularity: number;
  /** How long a resumable upload can be gone on with. */
  sessionMs: number;
  /** How long the token of a next page is good: Google says "several hours". */
  pageTokenMs: number;
  thumbnailLinkMs: number;
  /** How long a trashed file stays. */
  trashMs: number;
  folderItems: number;
  folderDepth: number;
  /** Items that an account may have made, the trashed ones too. */
  accountItems: number;
  propertyBytes: number;
  /** Of a file: public ones, and private ones of each app. */
  properties: number;
  allProperties: number;
  keptRevisions: number;
}

export const DOCUMENTED: Limits = {
  unitsPerMinutePerUser: 325_000,
  unitsPerMinute: 1_000_000,
  unitsPerDay: Infinity,
  uploadBytesPerDay: 750 * 1000 ** 3,
  storageBytes: 15 * 1024 ** 3,
  fileBytes: 5 * 1024 ** 4,
  singleRequestBytes: 5 * 1024 ** 2,
  granularity: 256 * 1024,
  sessionMs: 7 * DAY_MS,
  pageTokenMs: 4 * HOUR_MS,
  thumbnailLinkMs: 4 * HOUR_MS,
  trashMs: 30 * DAY_MS,
  folderItems: 500_000,
  folderDepth: 100,
  accountItems: 500_000_000,
  propertyBytes: 124,
  properties: 30,
  allProperties: 100,
  keptRevisions: 200,
};

/** What a call costs, since May 2026. */
export const UNITS = { get: 5, list: 100, download: 200, edit: 50, other: 5 } as const;

/** What Drive may do and need not. `emulator.habits` may be changed in the middle of a test. */
export interface Habits {
  /** `short` pages have half of what was asked for; before each of `empty` comes one with nothing but a token. */
  pages: 'full' | 'short' | 'empty';
  /** Lists that nobody ordered come in another order each time, or in that of making. */
  order: 'shuffled' | 'made';
  /** How long a new file is missing from lists. */
  listingLagMs: number;
  /** How long the size of a picture and its thumbnail are missing. */
  mediaLagMs: number;
  /** Some old files have no other than MD5. */
  checksums: 'all' | 'md5';
  /** When an upload in parts is told that its id is taken. */
  takenId: 'atStart' | 'atEnd';
}

export const USUAL: Habits = {
  pages: 'full',
  order: 'shuffled',
  listingLagMs: 0,
  mediaLagMs: 3000,
  checksums: 'all',
  takenId: 'atStart',
};
