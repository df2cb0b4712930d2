import process from 'node:process';

/*
 * Sets the clock of this process ahead. What was written a moment ago is looked at anew by each run, and who builds need not
 * wait until that is over.
 */

const HOUR_MS = 3_600_000;
const now = Date.now;
let hours = Number(process.env['HOURS_AHEAD'] ?? 0);
Date.now = () => now() + hours * HOUR_MS;

/** An hour later. */
export function goAhead() {
  hours++;
}
