import type { OrRefusal } from '../http/refusal.ts';
import type { Read } from './message.ts';
import type { StoredItem } from './model.ts';
import { invalid } from './refusals.ts';

const DATE = { fields: { year: 'int32', month: 'int32', day: 'int32' } } as const;
const RANGE = { fields: { startDate: DATE, endDate: DATE } } as const;
const CATEGORY = {
  oneOf: (
    'NONE LANDSCAPES RECEIPTS CITYSCAPES LANDMARKS SELFIES PEOPLE PETS WEDDINGS BIRTHDAYS DOCUMENTS TRAVEL ANIMALS ' +
    'FOOD SPORT NIGHT PERFORMANCES WHITEBOARDS SCREENSHOTS UTILITY ARTS CRAFTS FASHION HOUSES GARDENS FLOWERS HOLIDAYS'
  ).split(' '),
};

/** The filters of a search. */
export const FILTERS = {
  fields: {
    dateFilter: { fields: { dates: [DATE], ranges: [RANGE] } },
    contentFilter: { fields: { includedContentCategories: [CATEGORY], excludedContentCategories: [CATEGORY] } },
    mediaTypeFilter: { fields: { mediaTypes: [{ oneOf: ['ALL_MEDIA', 'VIDEO', 'PHOTO'] }] } },
    featureFilter: { fields: { includedFeatures: [{ oneOf: ['NONE', 'FAVORITES'] }] } },
    includeArchivedMedia: 'bool',
    excludeNonAppCreatedData: 'bool',
  },
} as const;

/** Filters as they come in. */
export type Filters = Read<typeof FILTERS>;

/** Which items the filters let through. Nothing is a favourite here, and no picture is recognised. */
export function matcher(filters: Filters): OrRefusal<(item: StoredItem) => boolean> {
  const { dateFilter: { dates = [], ranges = [] } = {}, contentFilter, mediaTypeFilter, featureFilter } = filters;
  const { includedContentCategories: included = [], excludedContentCategories: excluded = [] } = contentFilter ?? {};
  const types = mediaTypeFilter?.mediaTypes ?? [];
  const isFit =
    dates.length <= 5 &&
    ranges.length <= 5 &&
    dates.every(isDate) &&
    ranges.every(({ startDate = {}, endDate = {} }) => isDate(startDate) && isDate(endDate)) &&
    included.length <= 10 &&
    excluded.length <= 10 &&
    (mediaTypeFilter === undefined || types.length === 1);
  if (!isFit) return invalid();
  const isRecognised = included.some((category) => category !== 'NONE');
  const isFavourite = (featureFilter?.includedFeatures ?? []).includes('FAVORITES');
  return ({ facts }) =>
    !isRecognised &&
    !isFavourite &&
    (types.length === 0 || types[0] === 'ALL_MEDIA' || types[0] === facts.kind.toUpperCase()) &&
    (filters.dateFilter === undefined || isOnDate(facts.capturedMs, dates, ranges));
}

type AskedDate = Read<typeof DATE>;

/** A month or a day may be left out, but not a month alone, nor a day alone; and a year only of what comes every year. */
function isDate({ year = 0, month = 0, day = 0 }: AskedDate): boolean {
  const inRange = year >= 0 && year <= 9999 && month >= 0 && month <= 12 && day >= 0 && day <= 31;
  const isEnough = year > 0 ? month > 0 || day === 0 : month > 0 && day > 0;
  return inRange && isEnough;
}

/** The time of the upload is no date: what has no time of capture is on none. */
function isOnDate(
  capturedMs: number | undefined,
  dates: readonly AskedDate[],
  ranges: readonly Read<typeof RANGE>[],
): boolean {
  if (capturedMs === undefined) return false;
  const [year = 0, month = 0, day = 0] = new Date(capturedMs).toISOString().slice(0, 10).split('-').map(Number);
  const isDay = (asked: AskedDate) =>
    [
      [asked.year, year],
      [asked.month, month],
      [asked.day, day],
    ].every(([wanted = 0, actual]) => wanted === 0 || wanted === actual);
  const number = year * 10_000 + month * 100 + day;
  return (
    dates.some(isDay) ||
    ranges.some(({ startDate = {}, endDate = {} }) => first(startDate) <= number && number <= last(endDate))
  );
}

function first({ year = 0, month = 0, day = 0 }: AskedDate): number {
  return year * 10_000 + month * 100 + day;
}

function last({ year = 0, month = 0, day = 0 }: AskedDate): number {
  return year * 10_000 + (month || 12) * 100 + (day || 31);
}
