/** The first photograph that survives was taken in 1826 or 1827. */
const FIRST_YEAR = 1826;

/**
 * The wall-clock time that a camera wrote as `YYYY:MM:DD HH:MM:SS`, or that XMP holds as ISO 8601, in the form of
 * `Capture.capturedAt`. Undefined for what is no date, or cannot be the date of a photo.
 */
export function captureDate(text: unknown, now: Date): string | undefined {
  if (typeof text !== 'string') return undefined;
  const match = /^\s*(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?/u.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hours = '00', minutes = '00', seconds = '00'] = match;
  const iso = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}`;
  const date = new Date(`${iso}Z`);
  // A date such as 31 June moves on to July, and then it does not read as it was written.
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  // Somewhere on earth it is already tomorrow.
  const isPast = date.getTime() <= now.getTime() + 24 * 60 * 60 * 1000;
  return exists && isPast && Number(year) >= FIRST_YEAR ? iso : undefined;
}
