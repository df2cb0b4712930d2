import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressOf } from '../../../src/services/gallery/pages/addresses.ts';
import { wordsIn } from '../../../src/services/gallery/pages/words.ts';
import { wallClockIn } from '../../../src/services/gallery/manifest.ts';
import { formatPreciseTime, parsePreciseTime } from '../../../src/services/gallery/preciseTime.ts';
import { slugFor } from '../../../src/services/gallery/slug.ts';

const slugs: readonly (readonly [title: string, taken: readonly string[], slug: string])[] = [
  ['Trip', [], 'trip'],
  ['Summer 2024 (Italy)', [], 'summer-2024-italy'],
  ["Grandma's 80th", [], 'grandmas-80th'],
  ['Größe, Ærø & Łódź', [], 'grosse-aero-lodz'],
  ['İstanbul', [], 'istanbul'],
  ['Trip', ['trip'], 'trip-2'],
  ['TRIP', ['trip', 'trip-2'], 'trip-3'],
  ['Trip #2', [], 'trip-2'],
  ['CON', [], 'album-con'],
  ['com1', [], 'album-com1'],
  ['../../etc', [], 'etc'],
  ['.', [], 'album-cdb4ee2a'],
  ['', [], 'album-e3b0c442'],
  ['東京', [], 'album-130016b2'],
  ['東京 2024', [], '2024-c0e29f0a'],
  ['Москва', [], 'album-eb63f79a'],
  ['🎉', [], 'album-6146299c'],
  ['x'.repeat(100), [], 'x'.repeat(60)],
];

for (const [title, taken, expected] of slugs) {
  test(`the folder of ${JSON.stringify(title).slice(0, 40)} beside [${taken.join(' ')}] is ${expected}`, () => {
    assert.equal(
      slugFor(title, (slug) => taken.includes(slug)),
      expected,
    );
  });
}

test('every folder name is plain ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      assert.match(
        slugFor(title, () => false),
        /^[a-z0-9]+(-[a-z0-9]+)*$/u,
      );
    }),
  );
});

const times: readonly (readonly [number, string])[] = [
  [0, '1970-01-01T00:00:00.000Z'],
  [1_549_166_706_789, '2019-02-03T04:05:06.789Z'],
  [1_549_166_706_789.125, '2019-02-03T04:05:06.789125Z'],
  [-1.5, '1969-12-31T23:59:59.9985Z'],
  [253_402_300_799_999, '9999-12-31T23:59:59.999Z'],
];

for (const [ms, text] of times) {
  test(`${ms} ms is ${text}`, () => {
    assert.equal(formatPreciseTime(ms), text);
    assert.equal(parsePreciseTime(text), ms);
  });
}

test('every time of a file system comes back as the same number', () => {
  // 1906 to 1960 and 1980 to 2096.
  const nanoseconds = fc.oneof(
    fc.bigInt({ min: -2_000_000_000_000_000_000n, max: -300_000_000_000_000_000n }),
    fc.bigInt({ min: 300_000_000_000_000_000n, max: 4_000_000_000_000_000_000n }),
  );
  fc.assert(
    fc.property(nanoseconds, (ns) => {
      const ms = Number(ns) / 1e6;
      return parsePreciseTime(formatPreciseTime(ms)) === ms;
    }),
    { numRuns: 2000 },
  );
});

for (const text of ['', 'yesterday', '2019-02-03', '2019-02-03T04:05:06', '2019-13-03T04:05:06Z']) {
  test(`${JSON.stringify(text)} is no time`, () => {
    assert.equal(parsePreciseTime(text), undefined);
  });
}

const wallClocks: readonly (readonly [text: string, isOne: boolean])[] = [
  ['2019-02-28T23:59:59', true],
  ['2020-02-29T00:00:00', true],
  ['2019-12-31T10:00:00', true],
  ['2019-02-29T10:00:00', false],
  ['2019-06-31T10:00:00', false],
  ['2019-06-01T24:00:00', false],
  ['2019-06-01T10:60:00', false],
  ['2019-06-00T10:00:00', false],
  ['2019-06-01T10:00:00Z', false],
  ['2019-06-01', false],
];

for (const [text, isOne] of wallClocks) {
  test(`${text} is ${isOne ? 'a' : 'no'} time of a calendar`, () => {
    assert.equal(wallClockIn({ date: text }, 'date'), isOne ? text : undefined);
  });
}

const [english, german] = [wordsIn('en'), wordsIn('de')];

const words: readonly (readonly [string, string])[] = [
  [english.dayInWords('2024-05-12T16:28:39'), '12 May 2024'],
  [english.monthInWords('2024-05-12T16:28:39'), 'May 2024'],
  [english.momentInWords('2024-05-12T16:28:39'), '12 May 2024, 16:28'],
  [english.rangeInWords('2024-05-12T16:28:39', '2024-05-12T18:00:00'), '12 May 2024'],
  [english.rangeInWords('2024-04-30T16:28:39', '2024-05-12T18:00:00'), '30 April – 12 May 2024'],
  [english.shortRangeInWords('2024-05-12T16:28:39', '2024-05-12T18:00:00'), '12 May 2024'],
  [english.shortRangeInWords('2024-05-12T16:28:39', '2024-05-14T18:00:00'), 'May 2024'],
  [english.shortRangeInWords('1998-01-01T00:00:00', '2001-06-09T00:00:00'), 'Jan 1998 – Jun 2001'],
  [english.countInWords(0, 0), '0 photos'],
  [english.countInWords(1, 0), '1 photo'],
  [english.countInWords(1234, 1), '1,234 photos and 1 video'],
  [english.countInWords(0, 2), '2 videos'],
  [english.sizeInWords(0), '0 bytes'],
  [english.sizeInWords(999), '999 bytes'],
  [english.sizeInWords(1000), '1.0 kB'],
  [english.sizeInWords(3_440_000), '3.4 MB'],
  [english.sizeInWords(999_600), '1.0 MB'],
  [english.sizeInWords(12_000_000_000), '12 GB'],
  [german.dayInWords('2024-03-09T16:28:39'), '9. März 2024'],
  [german.monthInWords('2024-03-09T16:28:39'), 'März 2024'],
  [german.momentInWords('2024-05-12T16:28:39'), '12. Mai 2024, 16:28'],
  [german.dateUnder('month', '2024-05-12T16:28:39'), '12. Mai'],
  [german.rangeInWords('2024-04-30T16:28:39', '2024-05-12T18:00:00'), '30. April – 12. Mai 2024'],
  [german.shortRangeInWords('1998-01-01T00:00:00', '2001-06-09T00:00:00'), 'Jan. 1998 – Juni 2001'],
  [german.countInWords(1, 0), '1 Foto'],
  [german.countInWords(1234, 2), '1.234 Fotos und 2 Videos'],
  [german.counted('album', 12), '12 Alben'],
  [german.sizeInWords(999), '999 Bytes'],
  [german.sizeInWords(3_440_000), '3,4 MB'],
  [addressOf('day 1/a#b?c%.jpg'), 'day%201/a%23b%3Fc%25.jpg'],
  [addressOf('javascript:alert(1)'), 'javascript%3Aalert(1)'],
];

for (const [actual, expected] of words) {
  test(expected, () => {
    // Some versions of the locale data put thin blanks around the dash.
    assert.equal(actual.replace(/[\u2009\u202f]/gu, ' '), expected);
  });
}
