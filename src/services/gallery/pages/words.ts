import { once } from '../../../engine/once.ts';
import { LABELS, type Labels, type Language } from './labels.ts';

/** Everything that the pages say, in one language. Dates are those of a wall clock, `2024-05-12T16:28:39`. */
export interface PageWords {
  readonly language: Language;
  readonly labels: Labels;
  /** `12 May 2024` */
  readonly dayInWords: (capturedAt: string) => string;
  /** `May 2024` */
  readonly monthInWords: (capturedAt: string) => string;
  /** `12 May 2024, 16:28` */
  readonly momentInWords: (capturedAt: string) => string;
  /** What a tile says of its date where a heading says the rest: nothing, the month, or the day. */
  readonly dateUnder: (heading: 'none' | 'month' | 'day', capturedAt: string) => string;
  /** `12 – 14 May 2024`, `12 May 2024`, `30 April – 2 May 2024`: the days from the first photo to the last. */
  readonly rangeInWords: (first: string, last: string) => string;
  /** `12 May 2024`, `May 2024`, `Apr – Jun 2024`, `Dec 2023 – Jan 2024`: the same in few words. */
  readonly shortRangeInWords: (first: string, last: string) => string;
  /** `1,234 albums`, `1 photo` */
  readonly counted: (what: keyof Labels['counted'], count: number) => string;
  /** `1 photo`, `3 videos`, `12 photos and 1 video` */
  readonly countInWords: (photos: number, videos: number) => string;
  /** `3.4 MB` */
  readonly sizeInWords: (bytes: number) => string;
}

export function wordsIn(language: Language): PageWords {
  const labels = LABELS[language];
  // Most runs write no page, and the first of these costs tens of milliseconds.
  const dates = (parts: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(labels.locale, { ...parts, timeZone: 'UTC' }));
  const day = dates({ day: 'numeric', month: 'long', year: 'numeric' });
  const dayOfYear = dates({ day: 'numeric', month: 'long' });
  const month = dates({ month: 'long', year: 'numeric' });
  const shortMonth = dates({ month: 'short', year: 'numeric' });
  const whole = once(() => new Intl.NumberFormat(labels.locale));
  const tenths = once(() => new Intl.NumberFormat(labels.locale, { minimumFractionDigits: 1 }));
  // A page says the same few days and sizes again and again, and the formatters of the platform are slow.
  const wholeDay = remembering((date: string) => day().format(dayOf(date)));
  const dayInYear = remembering((date: string) => dayOfYear().format(dayOf(date)));
  const wholeMonth = remembering((date: string) => month().format(monthOf(date)));
  // Of a range the formatter takes more than ten times as long as of a day.
  const range = remembering((days: string) => {
    const [first = '', last = ''] = days.split(' ');
    return day().formatRange(dayOf(first), dayOf(last));
  });
  const inTenths = remembering((value: number) => tenths().format(value));

  const words: PageWords = {
    language,
    labels,
    dayInWords: (capturedAt) => wholeDay(capturedAt.slice(0, 10)),
    monthInWords: (capturedAt) => wholeMonth(capturedAt.slice(0, 7)),
    momentInWords: (capturedAt) => `${words.dayInWords(capturedAt)}, ${capturedAt.slice(11, 16)}`,
    dateUnder(heading, capturedAt) {
      switch (heading) {
        case 'none':
          return words.dayInWords(capturedAt);
        case 'month':
          return dayInYear(capturedAt.slice(0, 10));
        case 'day':
          return capturedAt.slice(11, 16);
      }
    },
    rangeInWords(first, last) {
      const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
      return from === to ? wholeDay(from) : range(`${from} ${to}`);
    },
    shortRangeInWords(first, last) {
      if (first.slice(0, 10) === last.slice(0, 10)) return words.dayInWords(first);
      if (first.slice(0, 7) === last.slice(0, 7)) return words.monthInWords(first);
      return shortMonth().formatRange(monthOf(first), monthOf(last));
    },
    counted: (what, count) => `${whole().format(count)} ${labels.counted[what][count === 1 ? 0 : 1]}`,
    countInWords: (photos, videos) =>
      [
        ...(photos > 0 || videos === 0 ? [words.counted('photo', photos)] : []),
        ...(videos > 0 ? [words.counted('video', videos)] : []),
      ].join(` ${labels.and} `),
    sizeInWords(bytes) {
      const units = [labels.bytes, 'kB', 'MB', 'GB'];
      let value = bytes;
      let unit = 0;
      while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit++;
      }
      const number = unit > 0 && value < 9.95 ? inTenths(Number(value.toFixed(1))) : value.toFixed(0);
      return `${number} ${units[unit] ?? ''}`;
    },
  };
  return words;
}

function remembering<Key extends string | number>(inWords: (key: Key) => string): (key: Key) => string {
  const known = new Map<Key, string>();
  return (key) => {
    const words = known.get(key) ?? inWords(key);
    known.set(key, words);
    return words;
  };
}

function dayOf(capturedAt: string): Date {
  return new Date(`${capturedAt.slice(0, 10)}T00:00:00Z`);
}

function monthOf(capturedAt: string): Date {
  return new Date(`${capturedAt.slice(0, 7)}-01T00:00:00Z`);
}
