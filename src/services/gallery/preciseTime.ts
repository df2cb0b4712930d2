/**
 * A time with the fraction that a file system keeps, as ISO 8601 in UTC: three digits after the second, or up to nine
 * where they are needed. It reads back as the same number, so that dates do not drift from one run to the next.
 */
export function formatPreciseTime(ms: number): string {
  const whole = Math.floor(ms);
  const nanos = Math.round((ms - whole) * 1e6);
  const iso = new Date(nanos === 1e6 ? whole + 1 : whole).toISOString();
  const fraction = nanos === 1e6 ? '' : String(nanos).padStart(6, '0').replace(/0+$/u, '');
  return `${iso.slice(0, -1)}${fraction}Z`;
}

/** Milliseconds since 1970 UTC with their fraction; undefined for what is no such time. */
export function parsePreciseTime(text: string): number | undefined {
  // A large album has tens of thousands of dates, and nearly all of them are in whole milliseconds.
  if (WHOLE_MS.test(text)) {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? undefined : ms;
  }
  const match = /^([+-]?\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/u.exec(text);
  if (!match) return undefined;
  const [, seconds = '', fraction = ''] = match;
  const whole = Date.parse(`${seconds}Z`);
  const ms = whole + Number(fraction.padEnd(9, '0')) / 1e6;
  return Number.isNaN(new Date(ms).getTime()) ? undefined : ms;
}

const WHOLE_MS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u;
