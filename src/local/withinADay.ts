const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Whether something was less than a day ago, so that what was found then need not be looked for again. A clock that was set
 * back does not tell how long ago it was.
 * @param atMs ms since 1970 UTC, like `nowMs`
 */
export function withinADay(atMs: number, nowMs: number): boolean {
  const ago = nowMs - atMs;
  return ago >= 0 && ago < DAY_MS;
}
