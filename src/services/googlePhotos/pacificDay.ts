import { once } from '../../engine/once.ts';

/** Google counts the requests of a day in the time of California. */
const california = once(
  () => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', dateStyle: 'short' }),
);

/** The day in California, `YYYY-MM-DD`. */
export function pacificDay(nowMs: number): string {
  return california().format(nowMs);
}

/** When that day ends: ms since 1970 UTC, to the minute. */
export function endOfPacificDay(nowMs: number): number {
  const today = pacificDay(nowMs);
  const minute = 60_000;
  let [before, after] = [Math.floor(nowMs / minute), Math.floor(nowMs / minute) + 26 * 60];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (pacificDay(middle * minute) === today) before = middle;
    else after = middle;
  }
  return after * minute;
}
