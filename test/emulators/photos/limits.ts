import { DAY_MS, HOUR_MS, MINUTE_MS } from '../http/clock.ts';

/** How much, how many and how long. `emulator.limits` may be changed in the middle of a test. */
export interface Limits {
  /** Of a project, from midnight to midnight in California. */
  requestsPerDay: number;
  /** Loads of pictures, counted apart from the requests. */
  baseUrlLoadsPerDay: number;
  /** Of a person. */
  writesPerMinute: number;
  /** Items in one batchCreate, batchGet, batchAddMediaItems or batchRemoveMediaItems. */
  batch: number;
  albumItems: number;
  /** Of a person. */
  storageBytes: number;
  photoBytes: number;
  videoBytes: number;
  /** Every part of a resumable upload but the last is a multiple of this. */
  granularity: number;
  uploadTokenMs: number;
  /** How long a resumable upload can be gone on with. Google does not say. */
  sessionMs: number;
  baseUrlMs: number;
  /** How long a video is in work before it can be played. */
  videoMs: number;
}

export const DOCUMENTED: Limits = {
  requestsPerDay: 10_000,
  baseUrlLoadsPerDay: 75_000,
  writesPerMinute: 30,
  batch: 50,
  albumItems: 20_000,
  storageBytes: 15 * 1024 ** 3,
  photoBytes: 200 * 1024 ** 2,
  videoBytes: 20 * 1024 ** 3,
  granularity: 256 * 1024,
  uploadTokenMs: DAY_MS,
  sessionMs: 7 * DAY_MS,
  baseUrlMs: HOUR_MS,
  videoMs: MINUTE_MS,
};

/** What Google may do and need not. `emulator.habits` may be changed in the middle of a test. */
export interface Habits {
  /** `short` pages have half of what was asked for; before each of `empty` comes one with nothing but a token;
   * `overlapping` ones repeat the last entry of the page before. */
  pages: 'full' | 'short' | 'empty' | 'overlapping';
  /** Whether lists are in the order that is documented. */
  order: 'documented' | 'shuffled';
  /** What `=d` gives of a photo: its bytes without the place where it was taken, or another JPEG of the same picture. */
  downloads: 'stripped' | 'recompressed';
  /** Awaited by each write while it holds the account, so that a test can see what happens meanwhile. */
  duringWrite: () => unknown;
}

export const USUAL: Habits = {
  pages: 'full',
  order: 'documented',
  downloads: 'stripped',
  duringWrite: () => undefined,
};
