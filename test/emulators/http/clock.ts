/** The time of an emulator. It stands still until a test moves it, so that tokens expire without anybody waiting. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()`. */
  now(): number;
  /** Moves the time on by so many milliseconds. */
  advance(ms: number): void;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A clock for tests, which starts at the same moment in every run. */
export function stoppedClock(startIso = '2026-11-02T09:00:00Z'): Clock {
  let now = Date.parse(startIso);
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

/** The computer's clock, for a person at the keyboard; moving it adds to the real time. */
export function runningClock(): Clock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance: (ms) => {
      ahead += ms;
    },
  };
}

/** RFC 3339 as Google writes it in JSON, for example `2026-11-02T09:00:00Z`; milliseconds only where there are some. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** The date in California, where Google's days begin and end. */
export function californianDay(ms: number): string {
  return CALIFORNIA.format(ms);
}

const CALIFORNIA = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' });
