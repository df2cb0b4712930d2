import { once } from '../../../engine/once.ts';

const LOCALE = 'en-GB';

// Most runs write no page, and the first of these costs tens of milliseconds.
const day = once(
  () => new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
);
const dayOfYear = once(() => new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', timeZone: 'UTC' }));
const month = once(() => new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric', timeZone: 'UTC' }));
const shortMonth = once(() => new Intl.DateTimeFormat(LOCALE, { month: 'short', year: 'numeric', timeZone: 'UTC' }));
const number = once(() => new Intl.NumberFormat(LOCALE));

/** `12 May 2024` for a wall-clock time. */
export function dayInWords(capturedAt: string): string {
  return day().format(new Date(`${capturedAt.slice(0, 10)}T00:00:00Z`));
}

/** `May 2024` */
export function monthInWords(capturedAt: string): string {
  return month().format(new Date(`${capturedAt.slice(0, 7)}-01T00:00:00Z`));
}

/** `12 May 2024, 16:28` */
export function momentInWords(capturedAt: string): string {
  return `${dayInWords(capturedAt)}, ${capturedAt.slice(11, 16)}`;
}

/** What a tile says of its date where a heading says the rest: nothing, the month, or the day. */
export function dateUnder(heading: 'none' | 'month' | 'day', capturedAt: string): string {
  switch (heading) {
    case 'none':
      return dayInWords(capturedAt);
    case 'month':
      return dayOfYear().format(new Date(`${capturedAt.slice(0, 10)}T00:00:00Z`));
    case 'day':
      return capturedAt.slice(11, 16);
  }
}

/** `12 – 14 May 2024`, `12 May 2024`, `30 April – 2 May 2024`: the days from the first photo to the last. */
export function rangeInWords(first: string, last: string): string {
  return day().formatRange(new Date(`${first.slice(0, 10)}T00:00:00Z`), new Date(`${last.slice(0, 10)}T00:00:00Z`));
}

/** `12 May 2024`, `May 2024`, `Apr – Jun 2024`, `Dec 2023 – Jan 2024`: the same in few words. */
export function shortRangeInWords(first: string, last: string): string {
  if (first.slice(0, 10) === last.slice(0, 10)) return dayInWords(first);
  if (first.slice(0, 7) === last.slice(0, 7)) return monthInWords(first);
  return shortMonth().formatRange(
    new Date(`${first.slice(0, 7)}-01T00:00:00Z`),
    new Date(`${last.slice(0, 7)}-01T00:00:00Z`),
  );
}

/** `1,234 photos`, `1 photo`, `3 videos`, `12 photos and 1 video` */
export function countInWords(photos: number, videos: number): string {
  const words = [
    ...(photos > 0 || videos === 0 ? [`${number().format(photos)} ${photos === 1 ? 'photo' : 'photos'}`] : []),
    ...(videos > 0 ? [`${number().format(videos)} ${videos === 1 ? 'video' : 'videos'}`] : []),
  ];
  return words.join(' and ');
}

/** `3.4 MB` */
export function sizeInWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

/** A relative address for a path with `/`; every part is encoded, so that no name can be anything but a name. */
export function addressOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
